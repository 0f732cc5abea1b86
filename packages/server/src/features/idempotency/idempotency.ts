import type { Database } from '../../db/database.js';
import { ApiError, invalidField } from '../../edge/api-error.js';
import { asksForEventStream } from '../../edge/asks-for-event-stream.js';
import type { Call, IdempotencyKeys } from '../../edge/call.js';
import type { EdgeResponse } from '../../edge/exchange.js';
import type { Seal } from '../../lists/pager.js';
import type { Clock, Secrets } from '../../ports.js';

interface IdempotencyPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly seal: Seal;
}

/** How long an answer is kept, and how long a call may take before its key is given to the next. */
export const KEPT_MS = 24 * 60 * 60 * 1000;
const LAPSES_MS = 60 * 1000;

/** `Idempotency-Key`: the same key, caller and body get the first answer again, for 24 hours. */
export function createIdempotencyKeys({ database, clock, secrets, seal }: IdempotencyPorts): IdempotencyKeys {
  const transact = database.unrecorded;

  return {
    async claim(call) {
      const key = keyOf(call);
      const user = call.actor?.id;
      if (key === undefined || user === undefined) return undefined;
      const isUpload = call.operation.endpoint.contentType === 'multipart/form-data';
      const fingerprint = isUpload
        ? null
        : secrets.digest(requestText(call, JSON.stringify(call.input.body) + (await digestOfUpload(call))));
      const now = clock().getTime();
      const claim = secrets.random();
      const held = await transact('platform', ({ idempotencyKeys }) =>
        idempotencyKeys.claim({
          user,
          key,
          fingerprint,
          claim,
          at: new Date(now).toISOString(),
          lapsed: new Date(now - LAPSES_MS).toISOString(),
          expired: new Date(now - KEPT_MS).toISOString(),
        }),
      );
      if (held) {
        const sent = isUpload && held.answer !== null ? await uploadFingerprint(call) : fingerprint;
        if (sent !== null && held.fingerprint !== sent) throw new ApiError('IDEMPOTENCY_MISMATCH');
        if (held.answer === null)
          throw new ApiError('IDEMPOTENCY_CONFLICT', { headers: { 'Retry-After': '1' } });
        return { earlier: opened(held.answer), keep: async () => undefined, settle: async () => undefined };
      }

      let kept: string | undefined;
      const keptAnswer = (answer: EdgeResponse) => ({
        fingerprint: fingerprint ?? uploadedFingerprint(call, answer),
        answer: seal.seal(JSON.stringify(answer)),
        at: clock().toISOString(),
      });
      return {
        earlier: undefined,
        async keep(transaction, answer) {
          const holds = await transaction.idempotencyKeys.answer(user, key, claim, keptAnswer(answer));
          if (!holds) throw new ApiError('IDEMPOTENCY_CONFLICT');
          kept = JSON.stringify(answer);
        },
        async settle(answer) {
          if (kept === JSON.stringify(answer)) return;
          await transact('platform', async ({ idempotencyKeys }) => {
            if (isFinal(answer, isUpload)) await idempotencyKeys.answer(user, key, claim, keptAnswer(answer));
            else await idempotencyKeys.release(user, key, claim);
          });
        },
      };
    },
  };

  function opened(sealed: string): EdgeResponse {
    const text = seal.open(sealed);
    // Sealed with a key that has since been taken out of use.
    if (text === undefined) throw new ApiError('IDEMPOTENCY_CONFLICT');
    // Only `keptAnswer` wrote it.
    const answer = JSON.parse(text) as EdgeResponse;
    return { ...answer, headers: { ...answer.headers, 'Idempotent-Replayed': 'true' } };
  }

  /** A file that came beside the fields of a form. */
  async function digestOfUpload({ input }: Call): Promise<string> {
    const { upload } = input;
    return upload ? secrets.digestBytes(chunkOf(upload.content)) : '';
  }

  async function uploadFingerprint(call: Call): Promise<string> {
    const { content } = await call.request.readFile();
    return secrets.digest(requestText(call, await secrets.digestBytes(content)));
  }

  /** An upload's answer tells the digest of what was uploaded. */
  function uploadedFingerprint(call: Call, answer: EdgeResponse): string {
    // Only a success is kept of an upload, and that is an attachment.
    const { sha256 } = JSON.parse(String(answer.body)) as { sha256: string };
    return secrets.digest(requestText(call, sha256));
  }
}

function keyOf(call: Call): string | undefined {
  const { operation, request } = call;
  if (operation.endpoint.metadata.idempotency !== 'key' || asksForStream(call)) return undefined;
  const key = request.header('idempotency-key');
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalidField('Idempotency-Key', 'Must be 1 to 255 visible ASCII characters.');
  }
  return key;
}

/** What is streamed is not kept. */
function asksForStream({ request, input }: Call): boolean {
  const isAsked = Object(input.body).stream === true;
  return isAsked || asksForEventStream(request.header('accept'));
}

async function* chunkOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

function requestText({ request }: Call, body: string | undefined): string {
  return JSON.stringify([request.method, request.path, request.search, body]);
}

/** Whether the same request would be answered the same again. Of a broken upload it is not known what it was. */
function isFinal({ status }: EdgeResponse, isUpload: boolean): boolean {
  if (isUpload) return status < 300;
  return status < 500 && status !== 401 && status !== 429;
}
