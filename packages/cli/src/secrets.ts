/** Fields that nobody is to find in a shell's history, a list of processes or a terminal. */
export const secretName = /^(?:.*password.*|secret|refresh|token)$/;

/** A replacer for `JSON.stringify` that hides them, however deep they are. */
export function hidden(name: string, value: unknown): unknown {
  return secretName.test(name) ? '…' : value;
}

/** The name of the first of them in a value, however deep it is. */
export function secretIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = secretName.test(name) ? name : secretIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
