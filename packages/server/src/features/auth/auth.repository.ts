export interface PasswordReset {
  readonly user: number;
  readonly expires_at: string;
  readonly used_at: string | null;
}

/** Password resets that were asked for, under the digests of their tokens. */
export interface PasswordResetRepository {
  insert(hash: string, reset: Omit<PasswordReset, 'used_at'>): Promise<void>;
  find(hash: string): Promise<PasswordReset | undefined>;
  /** Whether it was still unused: of several at once, one wins. */
  use(hash: string, at: string): Promise<boolean>;
  /** Uses up whatever else the user may have asked for. */
  useAll(user: number, at: string): Promise<void>;
}

/** Who tried to sign in, from where. */
export interface SignInSource {
  readonly account: string;
  readonly address: string;
}

/** Sign-ins that did not succeed, counted for one account and one address within a window of time. */
export interface SignInFailureRepository {
  /** Counts one more, and answers how many there are now; a window that has lapsed begins anew. */
  add(source: SignInSource, now: string, lapsesAt: string): Promise<{ failures: number; lapses_at: string }>;
  clear(source: SignInSource): Promise<void>;
}
