/** The tokens of a session, as signing in answers them. */
export interface TokenPair {
  readonly access: string;
  readonly refresh: string;
}

/** Where the tokens of a session are kept. Several clients, tabs or processes may share one. */
export interface TokenStore {
  get(): TokenPair | undefined | Promise<TokenPair | undefined>;
  /** `undefined`: the session is over. */
  set(tokens: TokenPair | undefined): void | Promise<void>;
}

/** Renewed so long before it expires that the answer still arrives in time. */
const EARLY_MS = 30_000;

export type RefreshTokens = (refresh: string) => Promise<{ access: string; refresh?: string | undefined }>;

/** The client's session: hands out its access token, and renews it once for all who wait for it. */
export class Credentials {
  readonly store: TokenStore;
  readonly #refresh: RefreshTokens;
  #renewal: Promise<string | undefined> | undefined;

  constructor(tokens: TokenPair | TokenStore | undefined, refresh: RefreshTokens) {
    this.store = tokens && 'get' in tokens ? tokens : inMemory(tokens);
    this.#refresh = refresh;
  }

  /** The access token to send, renewed if it is about to expire. `undefined` when not signed in. */
  async access(): Promise<string | undefined> {
    const tokens = await this.store.get();
    return tokens && expiresSoon(tokens.access) ? this.renew(tokens.access) : tokens?.access;
  }

  /** Another access token in place of one that is no good; `undefined` when there is none to be had. */
  renew(spent: string): Promise<string | undefined> {
    this.#renewal ??= this.#renew(spent).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #renew(spent: string): Promise<string | undefined> {
    const tokens = await this.store.get();
    // Whoever shares the store was faster.
    if (!tokens || tokens.access !== spent) return tokens?.access;
    try {
      const renewed = await this.#refresh(tokens.refresh);
      await this.store.set({ access: renewed.access, refresh: renewed.refresh ?? tokens.refresh });
      return renewed.access;
    } catch (error) {
      if (Object(error).status === 401) await this.store.set(undefined);
      throw error;
    }
  }
}

function inMemory(tokens: TokenPair | undefined): TokenStore {
  let kept = tokens;
  return {
    get: () => kept,
    set(next) {
      kept = next;
    },
  };
}

/** Told by the token itself; one that does not say is tried. */
function expiresSoon(token: string): boolean {
  try {
    const [, payload = ''] = token.split('.');
    const { exp } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    return exp * 1000 < Date.now() + EARLY_MS;
  } catch {
    return false;
  }
}
