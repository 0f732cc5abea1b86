import { APIError, ConnectionError, type ErrorBody, type ErrorCode } from '@medcor/sdk';

/** What the server refuses once a reply is under way: the HTTP status has been sent by then. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }

  static of({ error }: ErrorBody): Refusal {
    return new Refusal(error.code, error.message);
  }
}

/** A failure in words for whoever uses the page, and what can be done about it. */
export interface Trouble {
  readonly text: string;
  /** Whether the same can be sent again. */
  readonly canRetry: boolean;
  /** A message that goes on from here. */
  readonly suggestion?: string;
  /** The session is over: nothing works before signing in again. */
  readonly isSignedOut?: boolean;
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof ConnectionError) {
    return { text: 'The server cannot be reached at the moment. Nothing is lost.', canRetry: true };
  }
  const code = error instanceof Refusal || error instanceof APIError ? error.code : undefined;
  switch (code) {
    case 'SLOT_UNAVAILABLE':
    case 'SLOT_OVERLAP':
    case 'SLOT_IN_PAST':
      // The server says what can be had in its place.
      return { text: messageOf(error), canRetry: false, suggestion: 'Show other times' };
    case 'ACTION_EXPIRED':
      return {
        text: 'That was offered too long ago, or decided already, so I did nothing.',
        canRetry: false,
        suggestion: 'Show my appointments',
      };
    case 'NO_SPEECH':
      return { text: 'I could not make out any words. Please say it again, or type it.', canRetry: false };
    case 'STT_UNAVAILABLE':
    case 'UNSUPPORTED_AUDIO':
      return { text: 'I cannot listen at the moment, sorry. Please type your message.', canRetry: false };
    case 'NOT_AUTHENTICATED':
    case 'INVALID_TOKEN':
    case 'TOKEN_EXPIRED':
    case 'ACCOUNT_DISABLED':
      return { text: 'You have been signed out. Please sign in again.', canRetry: false, isSignedOut: true };
    case 'INVALID_CREDENTIALS':
      return { text: 'The e-mail address or the password is not right.', canRetry: true };
    case 'RATE_LIMITED':
      return { text: 'That was a lot at once. Please wait a moment.', canRetry: true };
    case 'IDEMPOTENCY_CONFLICT':
      return { text: 'Your message is still being answered. Please wait a moment.', canRetry: true };
    case 'PROVIDER_UNAVAILABLE':
    case 'DATABASE_UNAVAILABLE':
    case 'INTERNAL_ERROR':
    case undefined:
      return { text: 'Something went wrong on our side, sorry.', canRetry: true };
    default:
      return { text: messageOf(error), canRetry: false };
  }
}

function messageOf(error: unknown): string {
  if (error instanceof APIError && isErrorBody(error.body)) return error.body.error.message;
  return error instanceof Refusal ? error.message : 'That did not work.';
}

/** Whatever stands between the page and the server may have answered anything. */
function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'error' in body;
}
