/** The id that a caller gave a request, if it is a sane one. */
export function ownRequestId(header: string | string[] | null | undefined): string | undefined {
  return typeof header === 'string' && /^[\w.-]{1,128}$/.test(header) ? header : undefined;
}
