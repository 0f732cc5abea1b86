import type { OperationId } from '../generated/routes.js';
import type { ErrorCode, Event, Role } from '../generated/types.js';
import type { MedCorOptions } from '../options.js';

/** All that a mock holds: plain data, fit for JSON. */
export interface Snapshot {
  readonly tables: Readonly<Record<string, TableSnapshot>>;
  readonly state: MockState;
}

export interface TableSnapshot {
  readonly lastId: number;
  readonly rows: readonly { readonly id: number }[];
}

/** What the mock keeps beside its tables. */
export interface MockState {
  /** How many secrets and tokens it has made: what looks random is the same in every run. */
  serial: number;
  files: Record<string, number[]>;
}

/** A mail that would have been sent. */
export interface MockMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface MockOptions {
  /** Where the API is said to be. Default: `http://localhost:8002`. */
  readonly baseUrl?: string | undefined;
  /**
   * What is there in the beginning. `empty`: a fresh installation; `demo`: a hospital of invented people, with a week of
   * slots, appointments in every state, records and prescriptions. Default: `empty`.
   */
  readonly seed?: 'empty' | 'demo' | Snapshot | undefined;
  /** Default: stands still at 2030-01-07T09:00:00Z, a Monday. */
  readonly clock?: (() => Date) | undefined;
  /** Milliseconds before each answer. Default: 0. */
  readonly latency?: number | undefined;
  /** `off`: nobody is limited; or limits of your own. Default: as the server limits by default. */
  readonly rateLimit?: 'off' | MockRateLimits | undefined;
}

/** How many requests there may be in a window, which begins with the first one. */
export interface MockRateLimits {
  /** Of one user. */
  readonly user: number;
  /** Of one address, without a token. */
  readonly address: number;
  /** Of one user's calls of bulk operations. */
  readonly bulk: number;
  /** Default: 60. */
  readonly seconds?: number | undefined;
}

/** What fails, and how. */
export interface FailureOptions {
  /** How many calls. Default: 1. */
  readonly times?: number | undefined;
  /** Milliseconds before the failure. Default: 0. */
  readonly delay?: number | undefined;
}

/** A request that the mock has had. */
export interface MockRequest {
  /** `undefined` for a path that is none of the API's. */
  readonly operation: OperationId | undefined;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Headers;
  /** Parsed, where it was JSON. */
  readonly body: unknown;
  /** `undefined` while it is under way, and for a failure of the network. */
  readonly status: number | undefined;
}

/** A delivery as a webhook would be sent it, signed with its secret. */
export interface MockDelivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The API, in this process: the server's own routes, rules and services over memory. */
export interface MockApi {
  readonly baseUrl: string;
  /** Takes a request to the API in place of the network; rejects what leads elsewhere. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Options for a client that is signed in as the first active user of a role, or as that of an e-mail address:
   * `new MedCor(mock.as('doctor'))`.
   */
  as(who: Role | 'superuser' | (string & {})): MedCorOptions;
  /** Everything as it was in the beginning, also what was to fail, or was overridden. */
  reset(): void;
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<void>;
  /** Has the next calls of an operation fail: with an error of the API's, or because no answer comes. */
  failNext(operation: OperationId, failure: ErrorCode | 'network', options?: FailureOptions): void;
  /** Answers an operation itself, whenever the function answers something; `undefined` takes it back. */
  override(
    operation: OperationId,
    answer: ((request: Request) => Response | undefined | Promise<Response | undefined>) | undefined,
  ): void;
  /** What was asked, in order. */
  readonly requests: readonly MockRequest[];
  /** What happened, in order. */
  readonly events: readonly Event[];
  /** What webhooks would have been sent of it so far. */
  deliveries(): Promise<MockDelivery[]>;
  /** The mails that would have been sent: password resets. */
  readonly mails: readonly MockMail[];
}
