import type { EdgeResponse } from './exchange.js';

/** Makes the tag of a representation from its text: RFC 9110, section 8.8.3. */
export type Digest = (text: string) => string;

/** A strong tag: answers that differ in a single byte have different ones. */
export function etagOf(answer: EdgeResponse, digest: Digest): string {
  return `"${digest(String(answer.body)).slice(0, 32)}"`;
}

/** `If-None-Match`: whether the caller has this representation already. Compares weakly, as section 13.1.2 says. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch !== undefined && includes(ifNoneMatch, etag, true);
}

/** `If-Match`: whether what the caller saw is what there is. Compares strongly, as section 13.1.1 says. */
export function isCurrent(ifMatch: string, etag: string): boolean {
  return includes(ifMatch, etag, false);
}

function includes(header: string, etag: string, weakly: boolean): boolean {
  if (header.trim() === '*') return true;
  const tags = header.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some((tag) => (weakly ? tag.replace(/^W\//, '') : tag) === etag);
}
