import type { Operation } from '@medcor/contract';
import type { Actor } from './actor.js';
import { ApiError, invalidField } from './api-error.js';
import type { EdgeRequest } from './exchange.js';
import { permit } from './permit.js';

export interface AdmissionOptions {
  /** The user behind a bearer token, or a `401`/`403`. */
  readonly identify: (token: string) => Promise<Actor>;
  /** Whether a set-up token is the installation's own. */
  readonly isSetupToken: (token: string) => boolean;
  /** Whether the installation still waits for its first hospital. */
  readonly awaitsFirstHospital: () => Promise<boolean>;
}

/** Who makes a request: nobody where no token is needed, else the token's user, or a `401`. */
export async function authenticate(
  options: AdmissionOptions,
  signIn: Operation['endpoint']['metadata']['signIn'],
  request: EdgeRequest,
): Promise<Actor | null> {
  if (signIn === 'none') return null;
  const header = request.header('authorization');
  const token = header === undefined ? undefined : /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (token !== undefined) return withReason(await options.identify(token), request);
  if (header !== undefined)
    throw new ApiError('INVALID_TOKEN', { message: 'Send the token as "Bearer <token>".' });
  if (signIn === 'first-run' && maySetUp(options, request) && (await options.awaitsFirstHospital()))
    return null;
  throw new ApiError('NOT_AUTHENTICATED', { headers: { 'WWW-Authenticate': 'Bearer' } });
}

/** Refuses who may not make this call at all; how far the others reach, the service asks of the same gate. */
export function admit({ endpoint }: Operation, actor: Actor | null): void {
  if (!actor) return;
  const { permission, apiKeys } = endpoint.metadata;
  if (permission) permit(actor, permission);
  const { credential } = actor;
  if (credential.kind !== 'api-key') return;
  if (!apiKeys)
    throw new ApiError('PERMISSION_DENIED', { message: 'An API key cannot touch accounts or keys.' });
  if (credential.access === 'read' && endpoint.method !== 'GET') {
    throw new ApiError('PERMISSION_DENIED', { message: 'This API key may only read.' });
  }
}

/** Whether the caller may set the installation up: on this machine, or with the set-up token. */
export function maySetUp(options: AdmissionOptions, request: EdgeRequest): boolean {
  const token = request.header('x-setup-token');
  return token === undefined ? request.isLocal : options.isSetupToken(token);
}

/** `X-Break-Glass: reason`: of anyone but a superuser it means nothing. */
function withReason(actor: Actor, request: EdgeRequest): Actor {
  const reason = request.header('x-break-glass')?.trim();
  if (reason === undefined || !actor.isSuperuser) return actor;
  if (reason === '' || reason.length > 500) {
    throw invalidField('X-Break-Glass', 'Give the reason in 1 to 500 characters.');
  }
  return { ...actor, breakGlass: reason };
}
