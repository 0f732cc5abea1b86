/**
 * Where the build puts what runs in threads of its own. A thread cannot be started from TypeScript, so that tests run
 * these as they were last built. The built code lies as deep below its package as the source does, and so both find them.
 */
export const fliteWorker = new URL('../dist/flite-worker.js', import.meta.url);
export const pocketsphinxWorker = new URL('../dist/pocketsphinx-worker.js', import.meta.url);
