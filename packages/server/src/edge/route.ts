import type { Contract, Endpoint, SignIn } from '@medcor/contract';
import type * as z from 'zod/v4';
import type { Page } from '../lists/page.js';
import type { Actor, Origin } from './actor.js';
import type { FileAnswer, StreamAnswer, UploadedContent, UploadedFile } from './exchange.js';

type Output<E, Part extends string> =
  E extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined;

type ActorOf<S extends SignIn> = S extends 'required' ? Actor : S extends 'first-run' ? Actor | null : null;

/** A request that has passed the edge: parsed, permitted and typed by its endpoint. */
export interface RouteInput<E extends Endpoint = Endpoint> {
  readonly params: Output<E, 'pathParams'>;
  readonly query: Output<E, 'query'>;
  readonly body: Output<E, 'body'>;
  readonly actor: ActorOf<E['metadata']['signIn']>;
  readonly origin: Origin;
  /** Whether the caller may set the installation up: on this machine, or with the set-up token. */
  readonly maySetUp: boolean;
  readFile(): Promise<UploadedFile>;
  /** The file of a body that came as a form; the body is its other fields then. */
  readonly upload: UploadedContent | undefined;
  header(name: string): string | undefined;
  /** The caller as they are by now, for what takes long; throws as the request would if it were made again. */
  actorNow(): Promise<ActorOf<E['metadata']['signIn']>>;
}

type SuccessBody<E extends Endpoint> = E['success'][keyof E['success']] extends infer S extends z.ZodType
  ? z.output<S>
  : undefined;

/** What a route answers: the body of the endpoint's success; a list answers a `Page`, a download a file. */
export type RouteOutput<E extends Endpoint> =
  SuccessBody<E> extends { results: (infer Row)[]; next: string | null }
    ? Page<Row>
    : E extends { list: unknown }
      ? Page<unknown>
      : SuccessBody<E> extends string
        ? FileAnswer
        : SuccessBody<E> extends (infer Row)[]
          ? Row[] | Page<Row>
          : SuccessBody<E>;

export type RouteHandler<E extends Endpoint = Endpoint> = (
  input: RouteInput<E>,
) => Promise<RouteOutput<E> | StreamAnswer>;

/** The handlers of one domain of the contract. */
export type Routes<Domain extends keyof Contract> = {
  readonly [Name in keyof Contract[Domain]]: Contract[Domain][Name] extends Endpoint
    ? RouteHandler<Contract[Domain][Name]>
    : never;
};
