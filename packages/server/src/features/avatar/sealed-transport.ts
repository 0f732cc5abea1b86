import type { AvatarTransport } from '@medcor/contract';
import type { Seal } from '../../lists/pager.js';
import type { AvatarSession } from './avatar.repository.js';

/** A transport as it is kept: it carries tokens. */
export function sealedTransport(seal: Seal, transport: AvatarTransport | null): string | null {
  return transport && seal.seal(JSON.stringify(transport));
}

/** Nothing, where there is none yet, or the keys that it was sealed with are gone. */
export function openedTransport(
  seal: Seal,
  { transport }: Pick<AvatarSession, 'transport'>,
): AvatarTransport | null {
  const opened = transport === null ? undefined : seal.open(transport);
  // Only `sealedTransport` wrote it.
  return opened === undefined ? null : (JSON.parse(opened) as AvatarTransport);
}
