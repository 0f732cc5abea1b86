import { type ErrorCode, errorCodes, type Operation, type OperationId } from '../src/index.js';
import { assertEqual } from './assertions.js';
import type { Check } from './check.js';
import { operations, successOf } from './typed.js';
import type { Ability, World } from './world.js';

/** What is not to be seen without an ability. */
const seenOnlyWith: Readonly<Record<Ability, (operation: Operation, seen: ErrorCode | number) => boolean>> = {
  expired: (_operation, seen) => seen === 'TOKEN_EXPIRED',
  limited: (_operation, seen) => seen === 'RATE_LIMITED',
  openFresh: (_operation, seen) => seen === 'LAST_SUPERUSER',
  resetToken: ({ id }, seen) => id === 'auth.confirmPasswordReset' && seen === 204,
  forgetAnswer: (_operation, seen) => seen === 'IDEMPOTENCY_CONFLICT',
};

/** What depends on how a server is set up, and not on what it is asked: on the ears and the voice that it has, if any. */
const seenWithSomeServers: readonly ErrorCode[] = ['UNSUPPORTED_AUDIO', 'NO_SPEECH', 'UNSUPPORTED_LANGUAGE'];

/** What takes a slot that begins within the minutes in which it can be confirmed. */
const seenInTime: Partial<Record<OperationId, ErrorCode>> = { 'chat.send': 'SLOT_IN_PAST' };

/** The last check: after all the others, everything that the contract declares has been seen. */
export const coverageCheck: Check = {
  domain: 'coverage',
  name: 'each operation was seen to succeed, and to answer each error below 500 that it declares',
  async run(world) {
    assertEqual(unseen(world), [], 'What was never seen');
  },
};

function unseen({ seen, abilities }: World): string[] {
  // The names of the record are the abilities.
  const missing = (Object.keys(seenOnlyWith) as Ability[]).filter((name) => abilities[name] === undefined);
  return operations.flatMap((operation) => {
    const { id, endpoint } = operation;
    const declared = endpoint.metadata.errors.filter(
      (code) =>
        errorCodes[code].status < 500 && !seenWithSomeServers.includes(code) && seenInTime[id] !== code,
    );
    return [successOf(id).status, ...declared]
      .filter((answer) => !seen.get(id)?.has(answer))
      .filter((answer) => !missing.some((name) => seenOnlyWith[name](operation, answer)))
      .map((answer) => `${id} ${answer}`);
  });
}
