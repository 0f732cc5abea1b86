import type { OperationId } from '../src/index.js';
import { operations } from './typed.js';

/** What nothing serves yet. The issue on chat, speech and avatars takes these out again. */
const notServedDomains: readonly string[] = ['chat', 'avatar'];
const notServedOperations: readonly OperationId[] = ['users.export'];

/** The operations that are checked. */
export const served = operations.filter(
  ({ id, domain }) => !notServedDomains.includes(domain) && !notServedOperations.includes(id),
);
