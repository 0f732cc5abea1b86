import type { Database } from './db/database.js';
import type { EventPublisher } from './features/events/event-publisher.js';
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
  /** SHA-256 of bytes as they come, in hexadecimal. */
  digestBytes(content: AsyncIterable<Uint8Array>): Promise<string>;
}

/** The next link of a chain, made from the one before and a text. */
export type ChainLink = (previous: string, text: string) => string;

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

/** Who a request is counted for: the user behind its token, else the address that it comes from. */
export type RateCaller = { readonly user: number } | { readonly address: string };

/** Where a caller stands once a request has been counted. */
export interface RateStanding {
  readonly allowed: boolean;
  /** Requests in a window. */
  readonly limit: number;
  readonly remaining: number;
  /** When the window ends. */
  readonly resetAt: Date;
}

/** Counts requests in windows of time. Never fails: where the counts cannot be reached, it counts by itself. */
export interface RateLimiter {
  take(rate: 'standard' | 'bulk', caller: RateCaller): Promise<RateStanding>;
}

/** One request to a webhook. */
export interface WebhookRequest {
  readonly url: string;
  /** Sent as `webhook-id`: the same at every attempt. */
  readonly id: string;
  readonly body: string;
  /** The secrets to sign it with, each by a signature of its own. */
  readonly secrets: readonly string[];
}

/** How a webhook answered, if it did. */
export interface WebhookOutcome {
  readonly status: number | null;
  /** The first kilobyte of the answer. */
  readonly body: string | null;
  /** Why there was no answer. */
  readonly error: string | null;
  readonly durationMs: number;
}

/** Sends to webhooks. Whatever becomes of a request is its outcome: sending never fails. */
export interface WebhookSender {
  send(request: WebhookRequest): Promise<WebhookOutcome>;
}

/** The rules on where webhooks may lead. */
export interface WebhookAddresses {
  /** What is wrong with an address, in words for whoever gave it. One whose name does not resolve is not wrong. */
  objectionTo(url: string): Promise<string | undefined>;
}

/** What every service is made from. */
export interface ServicePorts {
  readonly database: Database;
  readonly pager: Pager;
  readonly clock: Clock;
  readonly events: EventPublisher;
}
