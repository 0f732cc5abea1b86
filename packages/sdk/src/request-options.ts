/** What can be said of a single call. */
export interface RequestOptions {
  /** Ends the call; it is heard while waiting to try again, too. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each attempt. Default: that of the client. */
  readonly timeout?: number | undefined;
  /** How often to try again what failed for the moment. Default: that of the client. */
  readonly maxRetries?: number | undefined;
  /** Headers beside the client's own; these win. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The key under which a `POST` happens once, within 24 hours. Default: a new one for each call. */
  readonly idempotencyKey?: string | undefined;
  /** The `ETag` you know: a change fails with `PreconditionFailedError` when it is no longer the resource's. */
  readonly ifMatch?: string | undefined;
  /** A superuser's reason for reading clinical data of a hospital; recorded, and shown to its admins. */
  readonly breakGlass?: string | undefined;
}

/** How far a transfer is, in bytes; `total` is `undefined` where the other side did not say. */
export interface Progress {
  readonly loaded: number;
  readonly total: number | undefined;
}

export interface UploadOptions extends RequestOptions {
  readonly onUploadProgress?: ((progress: Progress) => void) | undefined;
}

export interface DownloadOptions extends RequestOptions {
  readonly onDownloadProgress?: ((progress: Progress) => void) | undefined;
}

export interface StreamOptions extends RequestOptions {
  /** Goes on after this event, where the stream is one of events that are kept. */
  readonly lastEventId?: string | undefined;
}
