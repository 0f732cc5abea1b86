import { ErrorBody, type ErrorCode, errorCodes, type OperationId } from '../src/index.js';
import { assert, assertEqual } from './assertions.js';
import { endpointOf, type SuccessOf, successOf } from './typed.js';

/** What is asked of an operation. */
export interface ApiRequest {
  readonly params?: Readonly<Record<string, number | string>>;
  readonly query?: Readonly<Record<string, number | string | boolean>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as multipart, in place of a body. */
  readonly file?: File;
  /** Sent as it is, in place of a body. */
  readonly raw?: string | ReadableStream<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** The code of a refusal. */
  readonly code: ErrorCode | undefined;
  /** The fields that a refusal is about, by name. */
  readonly fields: readonly string[];
}

/** Calls operations, and holds every answer against the contract. */
export interface Client {
  readonly baseUrl: string;
  /** Any answer that the operation declares. */
  call(id: OperationId, request?: ApiRequest): Promise<Answer>;
  /** An answer that has to be the success. */
  succeed<Id extends OperationId>(id: Id, request?: ApiRequest): Promise<SuccessOf<Id>>;
  /** An answer that has to be this error. */
  refuse(id: OperationId, code: ErrorCode, request?: ApiRequest): Promise<Answer>;
  /** A request of any kind, which is neither held against the contract nor remembered. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The same, of another server; what it answers is remembered here as well. */
  at(baseUrl: string): Client;
}

/** Is told of every answer: of an error by its code, of anything else by its status. */
export type Witness = (id: OperationId, seen: ErrorCode | number) => void;

export function createClient(baseUrl: string, fetcher: typeof fetch, witness: Witness): Client {
  const send = (path: string, init?: RequestInit) => fetcher(baseUrl + path, init);

  const call = async (id: OperationId, request: ApiRequest = {}): Promise<Answer> => {
    const { method } = endpointOf(id);
    const answer = await read(id, await send(pathOf(id, request), { method, ...contentOf(id, request) }));
    witness(id, answer.code ?? answer.status);
    return answer;
  };

  return {
    baseUrl,
    call,
    async succeed<Id extends OperationId>(id: Id, request?: ApiRequest) {
      const { status, body } = await call(id, request);
      assert(status === successOf(id).status, `${id} is refused: ${status} ${JSON.stringify(body)}`);
      // `read` parsed it by the schema that its type is made from.
      return body as SuccessOf<Id>;
    },
    async refuse(id, code, request) {
      const answer = await call(id, request);
      assertEqual(answer.code ?? answer.status, code, `${id}, ${JSON.stringify(answer.body)}`);
      return answer;
    },
    fetch: send,
    at: (other) => createClient(other, fetcher, witness),
  };
}

/** The path of a request, with its query. */
export function pathOf(id: OperationId, { params = {}, query = {} }: ApiRequest): string {
  const path = endpointOf(id).path.replace(/:(\w+)/g, (_, name: string) => `${params[name]}`);
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]),
  );
  return search.size > 0 ? `${path}?${search}` : path;
}

function contentOf(id: OperationId, { body, file, raw, headers, token }: ApiRequest): RequestInit {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  if (file) {
    const form = new FormData();
    form.append('file', file);
    return { headers: { ...authorization, ...headers }, body: form };
  }
  const hasBody = endpointOf(id).method !== 'GET' && (raw !== undefined || body !== undefined);
  return {
    headers: { ...authorization, ...(hasBody && { 'Content-Type': 'application/json' }), ...headers },
    ...(hasBody && { body: raw ?? JSON.stringify(body) }),
    // Without it, no stream may be sent.
    ...(raw instanceof ReadableStream && { duplex: 'half' }),
  };
}

/** Reads an answer, which has to be one that the operation declares. */
async function read(id: OperationId, response: Response): Promise<Answer> {
  const { status, headers } = response;
  const requestId = headers.get('x-request-id') ?? '';
  assert(requestId !== '', `${id} answers ${status} without X-Request-Id`);
  const text = await response.text();
  if (status < 400)
    return { status, headers, body: readSuccess(id, response, text), code: undefined, fields: [] };

  assert(status < 500, `${id} fails: ${status} ${text}`);
  const parsed = ErrorBody.safeParse(jsonOf(id, text));
  assert(parsed.success, `${id} answers ${status} with something else than the error envelope: ${text}`);
  const { code, details, request_id } = parsed.data.error;
  assertEqual(status, errorCodes[code].status, `${id}, the status of ${code}`);
  assertEqual(request_id, requestId, `${id}, the request_id of ${code}`);
  assert(endpointOf(id).metadata.errors.includes(code), `${id} does not declare ${code}: ${text}`);
  return { status, headers, body: parsed.data, code, fields: Object.keys(details).sort() };
}

function readSuccess(id: OperationId, { status, headers }: Response, text: string): unknown {
  const { metadata } = endpointOf(id);
  const isKept = metadata.cache === 'no-store' ? 'no-store' : 'private, no-cache';
  assertEqual(headers.get('cache-control'), isKept, `${id}, Cache-Control`);
  const success = successOf(id);
  if (status === 304 || success.status === 204) {
    assertEqual([status, text], [status === 304 ? 304 : 204, ''], `${id}, an answer without content`);
    return undefined;
  }
  assertEqual(status, success.status, `${id}, its success`);
  const isJson = headers.get('content-type')?.startsWith('application/json') ?? false;
  const parsed = success.schema.safeParse(isJson ? jsonOf(id, text) : text);
  assert(parsed.success, `${id} answers something else than it declares: ${parsed.error?.message} ${text}`);
  return parsed.data;
}

function jsonOf(id: OperationId, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    assert(false, `${id} answers something else than JSON: ${text.slice(0, 200)}`);
  }
}
