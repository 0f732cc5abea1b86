import { AbortedError, APIError, ConnectionError, MedCorError } from '@medcor/sdk';
import { CliError, exitCodes, UsageError } from './cli-errors.js';

const byStatus: Readonly<Record<number, number>> = {
  400: exitCodes.invalid,
  401: exitCodes.denied,
  403: exitCodes.denied,
  404: exitCodes.notFound,
  409: exitCodes.conflict,
  412: exitCodes.conflict,
  413: exitCodes.invalid,
  415: exitCodes.invalid,
  422: exitCodes.invalid,
  429: exitCodes.rateLimited,
};

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof CliError) return error.exitCode;
  if (error instanceof AbortedError) return exitCodes.interrupted;
  if (error instanceof ConnectionError) return exitCodes.unavailable;
  if (error instanceof APIError) {
    return byStatus[error.status] ?? (error.status >= 500 ? exitCodes.unavailable : exitCodes.failure);
  }
  return exitCodes.failure;
}

/** What went wrong, and what to do about it, for a person. */
export function explain(error: unknown): string {
  if (error instanceof APIError) {
    const { details, requestId, code } = error;
    const fields = Object.entries(details).map(([field, messages]) => `  ${field}: ${messages.join(' ')}`);
    const said = Object(error.body).error?.message ?? `The server answered ${error.status}.`;
    return [said, ...fields, ...adviceFor(error), `(${code ?? error.status}, request ${requestId})`].join(
      '\n',
    );
  }
  if (error instanceof ConnectionError) {
    const { message: cause } = Object(error.cause);
    return `${error.message}${cause ? `: ${cause}` : ''}.\nIs the server running, and is this its address? See "medcor config" and --base-url.`;
  }
  if (error instanceof UsageError) return `${error.message}\nSee "medcor help".`;
  return error instanceof Error ? error.message : String(error);
}

function adviceFor({ status, code, retryAfterMs }: APIError): string[] {
  if (code === 'PERMISSION_DENIED') return ['"--help" of this command says who may.'];
  if (status === 401) return ['Sign in with "medcor login", or set MEDCOR_TOKEN.'];
  if (status === 404) return ['Nothing of that id can be seen from here: "list" shows what there is.'];
  if (status === 412) return ['It has changed since: read it again, and use its new tag.'];
  if (status === 429 && retryAfterMs !== undefined)
    return [`Try again in ${Math.ceil(retryAfterMs / 1000)} s.`];
  return [];
}

/** The same for a program, in the API's own form. */
export function asEnvelope(error: unknown): unknown {
  if (error instanceof APIError && Object(error.body).error) return error.body;
  const code = error instanceof MedCorError || error instanceof UsageError ? error.name : 'Failure';
  return { error: { code, message: error instanceof Error ? error.message : String(error), details: {} } };
}
