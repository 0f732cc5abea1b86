import { createRequire } from 'node:module';

/** Packages that the server is built from; pnpm lets nobody else see them. */
export const fromServer = createRequire(new URL('../../packages/server/package.json', import.meta.url));
