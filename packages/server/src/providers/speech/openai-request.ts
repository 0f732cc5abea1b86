import type { OpenAiSettings } from '../../config-assistant.js';

/** What came of a request. */
export type OpenAiOutcome =
  | { readonly status: number; readonly body: Uint8Array<ArrayBuffer> }
  | { readonly status: undefined; readonly cause: unknown };

/** More than a minute's WAV at the highest rate; a service that goes on and on is not listened to. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Posts to a service that speaks as OpenAI's does, and once more where no connection came about, or the service has
 * failed. Both attempts together have the configured time.
 */
export async function postToOpenAi(
  { baseUrl, apiKey, timeoutMs }: OpenAiSettings,
  path: string,
  body: FormData | Record<string, unknown>,
): Promise<OpenAiOutcome> {
  const signal = AbortSignal.timeout(timeoutMs);
  const isForm = body instanceof FormData;
  const attempt = async (): Promise<OpenAiOutcome> => {
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method: 'POST',
        signal,
        // A key is never carried on to where a service sends us.
        redirect: 'error',
        headers: {
          ...(apiKey !== undefined && { Authorization: `Bearer ${apiKey}` }),
          ...(!isForm && { 'Content-Type': 'application/json' }),
        },
        body: isForm ? body : JSON.stringify(body),
      });
      return { status: response.status, body: await bytesOf(response) };
    } catch (cause) {
      return { status: undefined, cause };
    }
  };
  const first = await attempt();
  const isWorthAnother = first.status === undefined || first.status >= 500;
  return isWorthAnother && !signal.aborted ? attempt() : first;
}

async function bytesOf({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Not in the types that Node 20 has of fetch: its bodies can be iterated over.
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error('The answer is too long.');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
