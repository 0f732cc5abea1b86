import type { Reading, WithResponse } from './api-promise.js';
import { Credentials, type RefreshTokens } from './credentials.js';
import { AbortedError, APIError, ConnectionError, errorOf, MedCorError, TimeoutError } from './errors.js';
import type { OutgoingRequest } from './hooks.js';
import type { MedCorOptions } from './options.js';
import type { DownloadOptions, StreamOptions, UploadOptions } from './request-options.js';
import { delayBefore } from './retries.js';
import type { EncodedBody } from './transfer.js';

type CallOptions = UploadOptions & DownloadOptions & StreamOptions;

/** One call of the API, as the methods of the resources make it. */
export interface Call {
  /** `GET /api/appointments/:id/`. */
  readonly route: string;
  /** What stands in the path, in order. */
  readonly parts: readonly (number | string)[];
  /** The query of a `GET`, the body of all else. */
  readonly input?: unknown;
  readonly options?: CallOptions | undefined;
  /**
   * `once`: the server cannot tell a repetition, so what may have happened is not tried again; `anonymous`: that, and
   * no token is sent.
   */
  readonly kind?: 'once' | 'anonymous';
  readonly accept?: string;
  /** What the body of the answer becomes. Default: nothing. */
  readonly read?: (response: Response) => Promise<unknown>;
  /** Nothing is read of an answer that is wanted raw. */
  readonly reading?: Reading;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_RETRIES = 2;

/** Sends calls: with a token, in time, again where that helps; and turns refusals into errors. */
export class Transport {
  readonly credentials: Credentials;
  readonly #options: MedCorOptions;
  /** Until when the server has asked this client to hold back. */
  #heldUntil = 0;

  constructor(options: MedCorOptions, refresh: RefreshTokens) {
    this.#options = options;
    this.credentials = new Credentials(options.tokens, refresh);
  }

  async send<T>(call: Call): Promise<WithResponse<T>> {
    const { maxRetries = this.#options.maxRetries ?? DEFAULT_RETRIES } = call.options ?? {};
    const [method = '', path = ''] = call.route.split(' ');
    const isRead = method === 'GET';
    const url = this.#address(call, path, isRead);
    const key = method === 'POST' && !call.kind ? (call.options?.idempotencyKey ?? newKey()) : undefined;
    // Done a second time under its condition, a change that had happened would be refused.
    const isRepeatable = !call.kind && call.options?.ifMatch === undefined;
    let isRenewed = false;
    for (let attempt = 0; ; attempt += 1) {
      const held = this.#heldUntil - Date.now();
      if (held > 0) await this.pause(held, call);
      const token = call.kind === 'anonymous' ? undefined : await this.#token();
      const { route } = call;
      const request = { route, method, url, headers: this.#headers(call, token, key), attempt };
      try {
        return await this.#exchange<T>(call, request);
      } catch (error) {
        if (!(error instanceof MedCorError)) throw error;
        if (!isRenewed && token !== undefined && isStale(error) && this.#options.token === undefined) {
          isRenewed = true;
          if ((await this.credentials.renew(token)) !== undefined) {
            attempt -= 1;
            continue;
          }
        }
        const delay = attempt < maxRetries ? delayBefore(error, attempt, isRepeatable) : undefined;
        if (delay === undefined) {
          this.#options.hooks?.onError?.(request, error);
          throw error;
        }
        if (error instanceof APIError && error.status === 429) this.#heldUntil = Date.now() + delay;
        this.#options.hooks?.onRetry?.(request, error, delay);
        this.#options.logger?.warn(`${call.route}: ${error.name}, again in ${Math.round(delay)} ms`);
        await this.pause(delay, call);
      }
    }
  }

  /** One attempt: an answer read whole, or an error. */
  async #exchange<T>(call: Call, request: OutgoingRequest): Promise<WithResponse<T>> {
    const { hooks, logger, fetch = globalThis.fetch } = this.#options;
    const { signal, timeout = this.#options.timeout ?? DEFAULT_TIMEOUT_MS } = call.options ?? {};
    await hooks?.onRequest?.(request);
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), timeout);
    const began = Date.now();
    try {
      const { type, ...content } = request.method === 'GET' ? {} : await contentOf(call);
      if (type) request.headers['content-type'] ??= type;
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        signal: signal ? AbortSignal.any([signal, ending.signal]) : ending.signal,
        // The API never redirects; a token is not to be carried elsewhere.
        redirect: 'error',
        ...content,
      });
      const milliseconds = Date.now() - began;
      logger?.debug(`${call.route}: ${response.status} in ${milliseconds} ms`);
      hooks?.onResponse?.(request, response, milliseconds);
      if (!response.ok) throw errorOf(call.route, response.status, response.headers, await readAny(response));
      // What is read is what the contract says of the route; the server checks it.
      const data = (call.reading?.raw ? undefined : await call.read?.(response)) as T;
      return {
        data,
        response,
        requestId: response.headers.get('x-request-id') ?? undefined,
        etag: response.headers.get('etag') ?? undefined,
      };
    } catch (error) {
      if (error instanceof MedCorError) throw error;
      if (ending.signal.aborted && !signal?.aborted)
        throw new TimeoutError(`${call.route}: no answer in ${timeout} ms`);
      throw this.lost(call, error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits, unless the caller ends the call. Throws `AbortedError`. */
  pause(milliseconds: number, { options }: Call): Promise<void> {
    const signal = options?.signal;
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        reject(aborted(signal));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', end);
        resolve();
      }, milliseconds);
      if (signal?.aborted) end();
      else signal?.addEventListener('abort', end);
    });
  }

  /** What it means that no answer, or not all of it, has come. */
  lost({ route, options }: Call, cause: unknown): MedCorError {
    const signal = options?.signal;
    return signal?.aborted
      ? aborted(signal)
      : new ConnectionError(`${route}: no connection to ${this.#options.baseUrl}`, { cause });
  }

  async #token(): Promise<string | undefined> {
    const { token } = this.#options;
    return typeof token === 'function' ? token() : (token ?? this.credentials.access());
  }

  #headers(call: Call, token: string | undefined, key: string | undefined): Record<string, string> {
    const { ifMatch, breakGlass, lastEventId, headers } = call.options ?? {};
    const own = {
      accept: call.accept ?? 'application/json',
      authorization: token && `Bearer ${token}`,
      'idempotency-key': key,
      'if-match': ifMatch,
      'x-break-glass': breakGlass,
      'last-event-id': lastEventId,
    };
    return Object.fromEntries(
      [own, this.#options.headers, headers].flatMap((some) =>
        Object.entries(some ?? {}).flatMap(([name, value]) => (value ? [[name.toLowerCase(), value]] : [])),
      ),
    );
  }

  #address({ route, parts, input }: Call, path: string, isRead: boolean): string {
    const rest = [...parts];
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(Object(isRead && input))) {
      if (value !== undefined) search.append(name, String(value));
    }
    const filled = path.replace(/:\w+/g, (name) => segment(route, name, rest.shift()));
    return `${this.#options.baseUrl.replace(/\/+$/, '')}${filled}?${search}`.replace(/\?$/, '');
  }
}

function aborted(signal: AbortSignal | undefined): AbortedError {
  return new AbortedError('Aborted.', { cause: signal?.reason });
}

/** A part of a path. An empty one, or dots, would lead elsewhere: nothing is sent. */
function segment(route: string, name: string, value: number | string | undefined): string {
  const text = String(value ?? '');
  if (/^\.{0,2}$/.test(text)) throw new MedCorError(`${route}: "${text}" is no ${name.slice(1)}.`);
  return encodeURIComponent(text);
}

/** Whether another access token may help: `TOKEN_EXPIRED`, `INVALID_TOKEN`. */
function isStale(error: MedCorError): boolean {
  return error instanceof APIError && /TOKEN/.test(`${error.code}`);
}

/** 128 random bits; `crypto.randomUUID` is not there on pages without https. */
function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

/** An answer that was not asked for: as JSON if it is that, else as text. */
async function readAny(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** JSON; a body with a file in it as multipart. */
async function contentOf({ input, options = {} }: Call): Promise<Partial<EncodedBody>> {
  if (input === undefined) return {};
  if (!Object.values(Object(input)).some((value) => value instanceof Blob)) {
    return { body: JSON.stringify(input), type: 'application/json' };
  }
  const { encodeForm } = await import('./transfer.js');
  return encodeForm(Object(input), options);
}

export async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}
