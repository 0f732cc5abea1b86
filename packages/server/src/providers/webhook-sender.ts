import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isErrno } from '../exclusive-file.js';
import type { Clock, WebhookOutcome, WebhookRequest, WebhookSender } from '../ports.js';
import { type ConnectionRules, RefusedAddress } from './webhook-addresses.js';
import { signaturesOf } from './webhook-signature.js';

/** How long an attempt may take in all. */
const TIMEOUT_MS = 15_000;

/** How much of an answer is read. */
const MAX_ANSWER_BYTES = 1024;

interface SenderOptions {
  readonly addresses: ConnectionRules;
  readonly clock: Clock;
  readonly version: string;
  readonly timeoutMs?: number;
}

type Answer = Pick<WebhookOutcome, 'status' | 'body' | 'error'>;

/**
 * Sends by HTTP. Follows no redirects, since each could lead elsewhere than was looked at; takes a new connection
 * for each request, since one that was kept can break just when it is used again.
 */
export function createWebhookSender(options: SenderOptions): WebhookSender {
  return {
    async send(request) {
      const start = performance.now();
      const answer = await exchange(options, request).catch(failed);
      return { ...answer, durationMs: Math.round(performance.now() - start) };
    },
  };
}

async function exchange(
  { addresses, clock, version, timeoutMs = TIMEOUT_MS }: SenderOptions,
  { url, id, body, secrets }: WebhookRequest,
): Promise<Answer> {
  const target = new URL(url);
  const objection = addresses.objectionToUrl(target);
  if (objection !== undefined) throw new RefusedAddress(objection);
  const timestamp = Math.floor(clock().getTime() / 1000);
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = send(target, {
    method: 'POST',
    agent: false,
    lookup: addresses.lookup,
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': `MedCor-Webhooks/${version}`,
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signaturesOf({ id, timestamp, body }, secrets),
    },
  });
  const response = await responseTo(request, body);
  // Whatever comes behind the status, and whether it comes whole, does not change the answer.
  const text = await beginningOf(response);
  request.destroy();
  return { status: response.statusCode ?? null, body: text, error: null };
}

function responseTo(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Stays on: a connection that breaks later has no other one to tell.
    request.on('error', reject);
    request.on('response', resolve);
    request.end(body);
  });
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MAX_ANSWER_BYTES) break;
    }
  } catch {
    // Cut off: what has come is what there is.
  }
  const bytes = Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES);
  // A character that the end goes through is left out; PostgreSQL takes no NUL.
  return new TextDecoder().decode(bytes, { stream: true }).replaceAll('\0', '\uFFFD');
}

/** In words that say nothing of what is behind the name: they are shown to whoever gave the address. */
function failed(error: unknown): Answer {
  return { status: null, body: null, error: reasonOf(error) };
}

function reasonOf(error: unknown): string {
  if (error instanceof RefusedAddress) return error.message;
  if (isErrno(error, 'ABORT_ERR')) return 'No answer in time.';
  if (isErrno(error, 'ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA')) return 'The name does not resolve.';
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return `No answer: ${code}.`;
}
