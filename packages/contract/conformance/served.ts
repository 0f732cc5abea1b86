import { operations } from './typed.js';

/** What nothing serves yet. The issue on chat, speech and avatars takes these out again. */
export const notServed: readonly string[] = ['chat'];

/** The operations that are checked. */
export const served = operations.filter(({ domain }) => !notServed.includes(domain));
