import { MedCorError } from './errors.js';

/** An answer with what came around it. */
export interface WithResponse<T> {
  readonly data: T;
  /** Its body has been read. */
  readonly response: Response;
  readonly requestId: string | undefined;
  /** The version of the resource, for `ifMatch`. */
  readonly etag: string | undefined;
}

/** What came of a call: its data, or its error. */
export type Result<T> =
  | { readonly ok: true; readonly data: T; readonly error?: never }
  | { readonly ok: false; readonly error: MedCorError; readonly data?: never };

/** How an answer is wanted; asked for before the answer is there. */
export interface Reading {
  raw: boolean;
}

/** A call under way: await it for its data, or ask for more than that. */
export class APIPromise<T> extends Promise<T> {
  readonly #answer: Promise<WithResponse<T>>;
  readonly #reading: Reading;

  /** What is derived with `then` is a plain promise. */
  static override get [Symbol.species]() {
    return Promise;
  }

  constructor(start: (reading: Reading) => Promise<WithResponse<T>>) {
    const reading = { raw: false };
    const answer = start(reading);
    super((resolve) => resolve(answer.then(({ data }) => data)));
    this.#answer = answer;
    this.#reading = reading;
  }

  /** The data, with the response it came in. */
  withResponse(): Promise<WithResponse<T>> {
    this.#muteRejection();
    return this.#answer;
  }

  /**
   * The response itself, its body not read. To be called at once: later the body may have been read already.
   * Failures throw as ever.
   */
  async asResponse(): Promise<Response> {
    this.#reading.raw = true;
    const { response } = await this.withResponse();
    if (response.bodyUsed) throw new MedCorError('asResponse() came too late.');
    return response;
  }

  /** Never rejects with an error of the client's: `{ ok, data }` or `{ ok, error }`. */
  safe(): Promise<Result<T>> {
    return this.then(
      (data): Result<T> => ({ ok: true, data }),
      (error): Result<T> => {
        if (error instanceof MedCorError) return { ok: false, error };
        throw error;
      },
    );
  }

  /** Whoever asks for more hears of the failure there. */
  #muteRejection(): void {
    this.catch(() => undefined);
  }
}
