/**
 * A parsed body as it was sent: zod leaves absent fields out, but its types allow them to be `undefined`, which
 * would undo a default that the body is spread over.
 */
export function given<Body extends object>(
  body: Body,
): { [Field in keyof Body]: Exclude<Body[Field], undefined> } {
  const fields = Object.entries(body).filter(([, value]) => value !== undefined);
  // The same fields, less those that were undefined: exactly what the type says.
  return Object.fromEntries(fields) as { [Field in keyof Body]: Exclude<Body[Field], undefined> };
}
