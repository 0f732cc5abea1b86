import {
  bodyTooLarge,
  brokenMultipart,
  type Edge,
  type EdgeRequest,
  type EdgeResponse,
  encodedBody,
  isMultipart,
  missingFile,
  noBoundary,
  notMultipart,
  ownRequestId,
  type UploadedFile,
  type UploadedForm,
  wrongPart,
} from '@medcor/server/browser';

/** Takes a request of fetch to the edge of the API, and its answer back. */
export async function fetchFrom(
  edge: Edge,
  request: Request,
  requestId: string,
  ip = '127.0.0.1',
): Promise<Response> {
  const id = ownRequestId(request.headers.get('x-request-id')) ?? requestId;
  const answer = await edge(toEdgeRequest(request, id, ip));
  return toResponse(answer, id, request.method);
}

function toEdgeRequest(request: Request, requestId: string, ip: string): EdgeRequest {
  const { origin, pathname, search } = new URL(request.url);
  return {
    method: request.method,
    path: pathname,
    search: search.slice(1),
    header: (name) => request.headers.get(name) ?? undefined,
    ip,
    baseUrl: origin,
    // Whoever uses the mock is its owner.
    isLocal: true,
    requestId,
    readBody: (limit) => readBody(request, limit),
    readFile: () => readFile(request),
    readForm: (field, limit) => readForm(request, field, limit),
  };
}

function refuseEncoding({ headers }: Request): void {
  const encoding = headers.get('content-encoding');
  if (encoding !== null && encoding.toLowerCase() !== 'identity') throw encodedBody();
}

async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  refuseEncoding(request);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > limit) throw bodyTooLarge(limit);
  return bytes;
}

async function readFile(request: Request): Promise<UploadedFile> {
  let file: File | undefined;
  for (const [name, value] of (await openForm(request)).entries()) {
    if (typeof value === 'string') throw wrongPart(name, 'text');
    if (file) throw wrongPart(name, 'second file');
    if (name !== 'file') throw wrongPart(name, 'other file');
    file = value;
  }
  if (!file) throw missingFile();
  return { filename: file.name, content: chunksOf(file) };
}

async function readForm(request: Request, field: string, limit: number): Promise<UploadedForm> {
  const fields = new Map<string, string>();
  let file: File | undefined;
  for (const [name, value] of (await openForm(request, field)).entries()) {
    if (typeof value === 'string') {
      if (name === field) throw wrongPart(name, 'text', field);
      fields.set(name, value);
      continue;
    }
    if (file) throw wrongPart(name, 'second file', field);
    if (name !== field) throw wrongPart(name, 'other file', field);
    file = value;
  }
  const texts = Object.fromEntries(fields);
  if (!file) return { fields: texts, file };
  if (file.size > limit) throw bodyTooLarge(limit);
  const content = new Uint8Array(await file.arrayBuffer());
  return { fields: texts, file: { filename: file.name, contentType: file.type, content } };
}

async function openForm(request: Request, field?: string): Promise<FormData> {
  refuseEncoding(request);
  const type = request.headers.get('content-type');
  if (!isMultipart(type)) throw notMultipart();
  if (!/boundary=/i.test(type ?? '')) throw noBoundary();
  return request.formData().catch(() => {
    throw brokenMultipart(field);
  });
}

async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(await file.arrayBuffer());
}

function toResponse({ status, headers, body }: EdgeResponse, requestId: string, method: string): Response {
  const isBare = status === 204 || status === 304 || method === 'HEAD' || body === null;
  return new Response(isBare ? null : typeof body === 'string' ? body : streamOf(body), {
    status,
    headers: { ...headers, 'X-Request-Id': requestId },
  });
}

function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
