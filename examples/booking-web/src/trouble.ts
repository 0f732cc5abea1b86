import { APIError, ConnectionError, type ErrorBody, RateLimitError, ServerError } from '@medcor/sdk';

/** A failure in words for whoever uses the page. */
export function troubleOf(error: unknown): string {
  if (error instanceof ConnectionError) return 'The server cannot be reached at the moment.';
  if (!(error instanceof APIError) || error instanceof ServerError) {
    return 'Something went wrong on our side, sorry.';
  }
  switch (error.code) {
    case 'INVALID_CREDENTIALS':
      return 'The e-mail address or the password is not right.';
    case 'RATE_LIMITED':
      return 'That was a lot at once. Please wait a moment.';
    case 'VALIDATION_ERROR':
      return 'Please look at the fields that are marked.';
    case 'ALREADY_EXISTS':
      return 'There is an account with this e-mail address already.';
    default:
      return isErrorBody(error.body) ? error.body.error.message : 'That did not work.';
  }
}

/** Why a time cannot be had although it was offered; `undefined` for any other failure. */
export function conflictOf(error: unknown): string | undefined {
  switch (error instanceof APIError ? error.code : undefined) {
    case 'SLOT_UNAVAILABLE':
      return 'Somebody else was faster, and this time is taken.';
    case 'SLOT_OVERLAP':
      return 'You have another appointment at this time.';
    case 'SLOT_IN_PAST':
      return 'This time has passed by now.';
    case 'INVALID_REFERENCE':
      return 'This time is not offered any more.';
    default:
      return undefined;
  }
}

/**
 * Whether it has been refused, so that nothing has happened. Of any other failure one cannot know: the answer may have
 * been lost, and the SDK's last attempt held back by a limit, or by an earlier one that is still under way.
 */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof APIError) || error instanceof ServerError) return false;
  return !(error instanceof RateLimitError) && error.code !== 'IDEMPOTENCY_CONFLICT';
}

/** What is wrong with a field, by what the API says. */
export function faultsOf(error: unknown): APIError['details'] {
  return error instanceof APIError ? error.details : {};
}

/** Whatever stands between the page and the server may have answered anything. */
function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'error' in body;
}
