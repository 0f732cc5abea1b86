/** One uploaded file, read as it arrives. */
export interface UploadedFile {
  readonly filename: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** An uploaded file that is held as a whole. */
export interface UploadedContent {
  readonly filename: string;
  /** As the caller named it, and may have named it wrongly. */
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** A `multipart/form-data` body, with one file in it or none. */
export interface UploadedForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: UploadedContent | undefined;
}

/** A request, whatever brought it: Express or a fetch. */
export interface EdgeRequest {
  readonly method: string;
  /** As it was sent, still percent-encoded. */
  readonly path: string;
  /** The query string, without its `?`. */
  readonly search: string;
  header(name: string): string | undefined;
  /** The caller's address, with a trusted proxy seen through. */
  readonly ip: string;
  /** `https://host` under which the caller reached us; what `next` and `previous` are made from. */
  readonly baseUrl: string;
  /** Whether the caller is on this very machine, with nothing in between (see first run). */
  readonly isLocal: boolean;
  readonly requestId: string;
  /** The whole body; throws `413 PAYLOAD_TOO_LARGE` past the limit. */
  readBody(limit: number): Promise<Uint8Array>;
  /** The one file of a `multipart/form-data` body, under the field `file`. */
  readFile(): Promise<UploadedFile>;
  /** A form with one file at most, under that field; throws `413 PAYLOAD_TOO_LARGE` past the limit, and as `readFile`. */
  readForm(field: string, limit: number): Promise<UploadedForm>;
}

/** A file that an endpoint answers. */
export interface FileAnswer {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Server-sent events, of an endpoint that was asked for them; the answer ends with its source. */
export interface StreamAnswer {
  readonly serverSentEvents: AsyncIterable<Uint8Array>;
}

export interface EdgeResponse {
  readonly status: number;
  /** The path in the contract that the request was taken for; nothing where there is no such path. */
  readonly route?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, what a file or a stream is made of, or nothing. Whoever stops reading calls `return` on it. */
  readonly body: string | AsyncIterable<Uint8Array> | null;
}
