import type { MedCorError } from './errors.js';

/** A request as it is about to be sent. Change its headers to send others. */
export interface OutgoingRequest {
  /** `GET /api/appointments/:id/`: the same for all calls of a method, good as a label. */
  readonly route: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  /** 0 for the first attempt. */
  readonly attempt: number;
}

/** What to be told of each request; for tracing, metrics and the like. */
export interface Hooks {
  readonly onRequest?: ((request: OutgoingRequest) => void | Promise<void>) | undefined;
  readonly onResponse?:
    | ((request: OutgoingRequest, response: Response, milliseconds: number) => void)
    | undefined;
  /** The same request is sent again, after a delay. */
  readonly onRetry?: ((request: OutgoingRequest, error: MedCorError, delayMs: number) => void) | undefined;
  /** The call fails. */
  readonly onError?: ((request: OutgoingRequest, error: MedCorError) => void) | undefined;
}

/** Where the client writes what it does: routes, statuses and durations; never a token, a body or an id. */
export interface Logger {
  debug(message: string): void;
  warn(message: string): void;
}
