/**
 * Where the build puts the pages around the API. The built code lies as deep below its package as the source does, so
 * that both find it.
 */
export const docsFolder = new URL('../dist/docs/', import.meta.url);
