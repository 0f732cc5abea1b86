import type { IncomingMessage } from 'node:http';
import { ApiError } from '../edge/api-error.js';
import { bodyTooLarge, encodedBody } from '../edge/body-faults.js';

/** Refuses a body that is packed: what it unpacks to could be a thousand times as large. */
export function refuseEncoding({ headers }: IncomingMessage): void {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw encodedBody();
}

/**
 * The whole body. Throws `413 PAYLOAD_TOO_LARGE` past the limit, as soon as it is known, and `415` for one that is
 * packed. The request is left as it is then, and can still be answered.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  refuseEncoding(request);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw bodyTooLarge(limit);
  if (request.destroyed) throw bodyCutOff();

  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const take = (chunk: Uint8Array) => {
      size += chunk.length;
      if (size > limit) settle(() => reject(bodyTooLarge(limit)));
      else chunks.push(chunk);
    };
    const end = () => settle(() => resolve(Buffer.concat(chunks)));
    const cutOff = () => settle(() => reject(bodyCutOff()));
    const settle = (how: () => void) => {
      request.off('data', take).off('end', end).off('close', cutOff).pause();
      how();
    };
    request.on('data', take).on('end', end).on('close', cutOff);
  });
}

/** The caller has gone in the middle of their body. Nobody hears it, but what waits for the body has to end. */
export function bodyCutOff(): ApiError {
  return new ApiError('VALIDATION_ERROR', { message: 'The body was cut off.' });
}

/** What a caller may still send after their answer: enough for any file, not enough to keep us busy. */
const MAX_REST_BYTES = 64 * 1024 * 1024;
const MAX_REST_MS = 10_000;

/**
 * Reads the rest of a body that nobody asked for. A caller who is still sending would otherwise not get to their
 * answer, and a connection in the middle of a body can take no other request. Answers whether the body ended.
 */
export async function discardRest(request: IncomingMessage): Promise<boolean> {
  if (request.readableEnded) return true;
  if (request.destroyed) return false;
  return new Promise((resolve) => {
    let size = 0;
    const count = (chunk: Uint8Array) => {
      size += chunk.length;
      if (size > MAX_REST_BYTES) settle(false);
    };
    const ended = () => settle(true);
    const gone = () => settle(false);
    const settle = (hasEnded: boolean) => {
      clearTimeout(timer);
      request.off('data', count).off('end', ended).off('close', gone);
      resolve(hasEnded);
    };
    const timer = setTimeout(gone, MAX_REST_MS);
    request.unpipe();
    request.on('data', count).on('end', ended).on('close', gone).resume();
  });
}
