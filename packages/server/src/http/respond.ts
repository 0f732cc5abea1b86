import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EdgeResponse } from '../edge/exchange.js';
import { discardRest } from './request-body.js';

/**
 * Writes an answer. A caller who goes away ends it, and whatever it was read from; a source that fails breaks the
 * connection, since an answer that has begun cannot be taken back.
 */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: EdgeResponse,
): Promise<void> {
  const { status, headers, body } = answer;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const isBare = status === 204 || status === 304;
  if (typeof body === 'string' && !isBare) response.setHeader('Content-Length', Buffer.byteLength(body));

  if (isBare || body === null || request.method === 'HEAD') {
    await close(body);
    response.flushHeaders();
  } else if (typeof body !== 'string') {
    // As a stream of Node's it is told when the caller goes, even while it waits for something to send.
    const source = body instanceof Readable ? body : Readable.from(body, { objectMode: false });
    await pipeline(source, response, { end: false });
  } else {
    return finish(request, response, body);
  }
  await finish(request, response);
}

/** The answer is out; the rest of the body is taken in before the connection is closed, or used again. */
async function finish(request: IncomingMessage, response: ServerResponse, body?: string): Promise<void> {
  const isComplete = request.complete;
  if (!isComplete && body !== undefined) response.write(body);
  const hasEnded = isComplete || (await discardRest(request));
  // Usually all of it goes out at once.
  response.end(isComplete ? body : undefined);
  // What has arrived, but was not asked for, would otherwise keep the next request waiting.
  if (hasEnded) request.resume();
  else request.socket.destroySoon();
}

/** Ends a source that is not going to be read. */
async function close(body: EdgeResponse['body']): Promise<void> {
  if (body === null || typeof body === 'string') return;
  // A stream's own iterator does nothing of the kind before it was asked for a first chunk.
  if (body instanceof Readable) body.destroy();
  else await body[Symbol.asyncIterator]().return?.();
}
