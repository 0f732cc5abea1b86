import type { Database } from './db/database.js';
import type { Pager } from './lists/pager.js';

/** Where services get the time from. */
export type Clock = () => Date;

/** Slow hashing for passwords. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** With no hash at all it takes as long, and says no: an unknown account cannot be told by the time. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

/** Random secrets, and the digest under which they are stored. */
export interface Secrets {
  /** A new secret of 256 bits, safe in a URL. */
  random(): string;
  /** SHA-256, in hexadecimal. */
  digest(secret: string): string;
}

export interface TokenClaims {
  readonly type: 'access' | 'refresh';
  readonly user: number;
  readonly session: number;
}

/** Signed tokens with a lifetime. */
export interface TokenSigner {
  sign(claims: TokenClaims): string;
  /** Throws `401 INVALID_TOKEN` or `401 TOKEN_EXPIRED`; a token of the other type is invalid. */
  verify(token: string, type: TokenClaims['type']): TokenClaims;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** What a stored file turned out to be. */
export interface StoredFile {
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
  readonly contentType: string;
}

/** Where attachments live. */
export interface FileStore {
  /**
   * Takes in a file as it arrives; nothing of it stays if that fails.
   * Throws `413 PAYLOAD_TOO_LARGE` or `415 UNSUPPORTED_MEDIA_TYPE`.
   */
  put(filename: string, content: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  open(key: string): Promise<AsyncIterable<Uint8Array>>;
  remove(key: string): Promise<void>;
}

/** What every service is made from. */
export interface ServicePorts {
  readonly database: Database;
  readonly pager: Pager;
  readonly clock: Clock;
}
