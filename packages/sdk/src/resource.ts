import { APIPromise } from './api-promise.js';
import { Connected } from './connected.js';
import type { TokenPair } from './credentials.js';
import type { ServerSentEvent } from './event-stream.js';
import { PagePromise, pageOf } from './page.js';
import type { DownloadOptions, RequestOptions, StreamOptions, UploadOptions } from './request-options.js';
import { type Call, readJson } from './transport.js';

type Parts = Call['parts'];
type AnyEvent = ServerSentEvent<string, unknown>;

/** What the resources are made of: the ways in which operations are called. */
export class Resource extends Connected {
  /** A call that does no harm when it is repeated. */
  protected call<T>(route: string, parts: Parts, options?: UploadOptions, input?: unknown): APIPromise<T> {
    return this.#send({ route, parts, input, options });
  }

  /** A call that the server would do twice. */
  protected callOnce<T>(
    route: string,
    parts: Parts,
    options?: RequestOptions,
    input?: unknown,
  ): APIPromise<T> {
    return this.#send({ route, parts, input, options, kind: 'once' });
  }

  /** A call that needs no token. */
  protected callAnonymously<T>(
    route: string,
    parts: Parts,
    options?: RequestOptions,
    input?: unknown,
  ): APIPromise<T> {
    return this.#send({ route, parts, input, options, kind: 'anonymous' });
  }

  /** Starts a session, and keeps its tokens. */
  protected signIn<T extends { tokens: TokenPair }>(
    route: string,
    parts: Parts,
    options?: RequestOptions,
    input?: unknown,
  ): APIPromise<T> {
    return this.#send<T>({ route, parts, input, options, kind: 'anonymous' }, ({ tokens }) => tokens);
  }

  /** Ends the session, and forgets its tokens. */
  protected signOut<T>(
    route: string,
    parts: Parts,
    options?: RequestOptions,
    input?: unknown,
  ): APIPromise<T> {
    return this.#send<T>({ route, parts, input, options, kind: 'once' }, () => undefined);
  }

  /** A list. */
  protected page<T>(route: string, parts: Parts, options?: RequestOptions, query?: object): PagePromise<T> {
    return new PagePromise<T>(async (reading) => {
      const answer = await this.transport.send({
        route,
        parts,
        input: query,
        options,
        reading,
        read: readJson,
      });
      const turn = (cursor: string) =>
        this.page<T>(route, parts, options, { ...query, page: undefined, cursor });
      return { ...answer, data: pageOf(answer, turn) };
    });
  }

  /** A file. */
  protected download(route: string, parts: Parts, options: DownloadOptions = {}): APIPromise<Blob> {
    return this.#send({
      route,
      parts,
      options,
      accept: '*/*',
      read: async (response) => (await import('./transfer.js')).readFile(response, options),
    });
  }

  /** Events that are kept: a stream that breaks or ends is taken up where it was. */
  protected async *follow<Event extends AnyEvent>(
    route: string,
    parts: Parts,
    options?: StreamOptions,
    input?: unknown,
  ): AsyncGenerator<Event> {
    const { followEvents } = await import('./streams.js');
    // The contract says which events a route tells.
    yield* followEvents(this.transport, { route, parts, input, options }) as AsyncGenerator<Event>;
  }

  /** A reply in pieces. */
  protected async *converse<Event extends AnyEvent>(
    route: string,
    parts: Parts,
    options?: StreamOptions,
    input?: unknown,
  ): AsyncGenerator<Event> {
    const { readReply } = await import('./streams.js');
    // As above.
    yield* readReply(this.transport, { route, parts, input, options }) as AsyncGenerator<Event>;
  }

  /** Sends a call; what its answer says of the session's tokens is kept. */
  #send<T>(call: Call, tokensOf?: (data: T) => TokenPair | undefined): APIPromise<T> {
    return new APIPromise<T>(async (reading) => {
      const answer = await this.transport.send<T>({ read: readJson, ...call, reading });
      if (tokensOf) await this.transport.credentials.store.set(tokensOf(answer.data));
      return answer;
    });
  }
}
