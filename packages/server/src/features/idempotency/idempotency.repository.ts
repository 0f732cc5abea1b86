/** What is kept of a call that carried an idempotency key. */
export interface KeptCall {
  /** What the call was made of; `null` for an upload that is still under way. */
  readonly fingerprint: string | null;
  /** Tells a claim from a later one of the same key. */
  readonly claim: string;
  readonly claimed_at: string;
  /** The answer, sealed; `null` while it is not known. */
  readonly answer: string | null;
}

export interface NewClaim {
  readonly user: number;
  readonly key: string;
  readonly fingerprint: string | null;
  readonly claim: string;
  readonly at: string;
  /** Claims from before this that have no answer are given up. */
  readonly lapsed: string;
  /** Whatever is from before this is forgotten. */
  readonly expired: string;
}

/** The keys of one user at a time: row-level security keeps them apart. Use it inside a transaction only. */
export interface IdempotencyKeyRepository {
  /** Takes the key, or answers who holds it. */
  claim(claim: NewClaim): Promise<KeptCall | undefined>;
  /** Whether the claim still held, and was answered. */
  answer(
    user: number,
    key: string,
    claim: string,
    kept: { fingerprint: string | null; answer: string; at: string },
  ): Promise<boolean>;
  release(user: number, key: string, claim: string): Promise<void>;
  /** Erases what was claimed before, of everyone; no more rows than the limit. Answers how many. */
  deleteBefore(at: string, limit: number): Promise<number>;
}
