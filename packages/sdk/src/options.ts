import type { TokenPair, TokenStore } from './credentials.js';
import type { Hooks, Logger } from './hooks.js';

/** How a client is set up. */
export interface MedCorOptions {
  /** Where the API is: `https://api.medcor.ai`. */
  readonly baseUrl: string;
  /** An API key or an access token, or what gets one; it is sent as it is, and never renewed. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /**
   * The tokens of a session, or where they are kept. `auth.login` and `auth.register` keep theirs here; they are
   * renewed before they expire. Default: kept in memory.
   */
  readonly tokens?: TokenPair | TokenStore | undefined;
  /** What sends requests. Default: the `fetch` of the platform. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds for each attempt. Default: 60,000. */
  readonly timeout?: number | undefined;
  /** How often what failed for the moment is tried again. Default: 2. */
  readonly maxRetries?: number | undefined;
  /** Headers of every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly logger?: Logger | undefined;
  readonly hooks?: Hooks | undefined;
}
