/** Heard by everything under way: Ctrl-C ends it at once. */
export const interruption = new AbortController();
