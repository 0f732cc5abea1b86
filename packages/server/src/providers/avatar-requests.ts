import * as z from 'zod/v4';
import { ProviderUnavailable } from '../assistant-ports.js';
import type { AvatarSettings } from '../config-assistant.js';
import { AvatarLost } from '../features/avatar/avatar-lost.js';

/** How long a provider may take over a call. */
const TIMEOUT_MS = 10_000;

interface RequestOptions extends Pick<AvatarSettings, 'baseUrl' | 'apiKey'> {
  /** How the provider is named in errors. */
  readonly name: string;
  /** What its answers say when all is well; without it, their status alone tells. */
  readonly successCode?: number;
  /** The codes by which it says that there is no such session. */
  readonly lostCodes?: readonly number[];
  readonly timeoutMs?: number | undefined;
}

interface AvatarCall<Data> {
  readonly path: `/v1/${string}`;
  readonly body: Readonly<Record<string, unknown>>;
  /** What has to come back. */
  readonly data: z.ZodType<Data>;
  /** Whether it does no harm twice: only then it is tried again. */
  readonly isRepeatable: boolean;
  /** Whether it is about a session that was made before: a 404 is then that session's end. */
  readonly isOfSession?: boolean;
  /** In place of the provider's key. */
  readonly bearer?: string;
  readonly timeoutMs?: number | undefined;
}

/** Calls an avatar provider. Whatever goes wrong, it throws {@link ProviderUnavailable}, or {@link AvatarLost}. */
export type AvatarRequests = <Data>(call: AvatarCall<Data>) => Promise<Data>;

/**
 * Calls to providers that speak as HeyGen and LiveAvatar do: a POST of JSON, answered `{code, message, data}`. A call
 * that may be repeated is, once, when the provider cannot be reached or answers 5xx.
 */
export function createAvatarRequests(options: RequestOptions): AvatarRequests {
  return async (call) => {
    const first = await attempt(options, call);
    if ('data' in first) return first.data;
    if (!first.mayPass || !call.isRepeatable) throw first.error;
    const second = await attempt(options, call);
    if ('data' in second) return second.data;
    throw second.error;
  };
}

type Attempt<Data> =
  | { readonly data: Data }
  | {
      readonly error: ProviderUnavailable /** Whether it may go better at once. */;
      readonly mayPass: boolean;
    };

async function attempt<Data>(options: RequestOptions, call: AvatarCall<Data>): Promise<Attempt<Data>> {
  const failure = (what: string, mayPass: boolean, cause?: unknown): Attempt<Data> => ({
    error: new ProviderUnavailable(`${options.name} ${what}.`, { cause }),
    mayPass,
  });
  let response: Response;
  let text: string;
  try {
    response = await send(options, call);
    text = await response.text();
  } catch (cause) {
    const isLate = cause instanceof DOMException && cause.name === 'TimeoutError';
    return isLate ? failure('took too long', false, cause) : failure('cannot be reached', true, cause);
  }
  const { status, ok } = response;
  const answer = envelope.safeParse(parsed(text));
  const code = answer.data?.code;
  if (call.isOfSession && (status === 404 || (code !== undefined && options.lostCodes?.includes(code)))) {
    return { error: new AvatarLost(`${options.name} has no such session any more.`), mayPass: false };
  }
  // What it says beside its status and code may quote what was sent, which is not for logs.
  if (!ok) return failure(`answered ${status}${code === undefined ? '' : ` (${code})`}`, status >= 500);
  if (!answer.success) return failure('answered something else than was expected', false);
  const { successCode = code } = options;
  if (code !== successCode && code !== undefined) return failure(`refused (${code})`, false);
  const data = call.data.safeParse(answer.data.data);
  return data.success ? { data: data.data } : failure('answered something else than was expected', false);
}

function send(
  { baseUrl, apiKey, timeoutMs = TIMEOUT_MS }: RequestOptions,
  call: AvatarCall<unknown>,
): Promise<Response> {
  const credential: Record<string, string> =
    call.bearer === undefined ? { 'x-api-key': apiKey } : { Authorization: `Bearer ${call.bearer}` };
  return fetch(baseUrl + call.path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...credential },
    body: JSON.stringify(call.body),
    // The key goes nowhere but where it belongs.
    redirect: 'error',
    signal: AbortSignal.timeout(call.timeoutMs ?? timeoutMs),
  });
}

/** Some answers have no data, and some of HeyGen's no code. */
const envelope = z.object({ code: z.number().optional(), data: z.unknown().optional() });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
