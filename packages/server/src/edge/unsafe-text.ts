/** The deepest nesting that a JSON body may have. */
const MAX_DEPTH = 32;

/**
 * Looks through everything a caller sent for what no store or program should be given: NUL characters, unpaired
 * surrogates, `__proto__` keys, and nesting that would exhaust the stack. Walks without recursion. `depth` is how
 * deep the value itself is nested.
 */
export function findUnsafeText(value: unknown, depth = 0): { path: string; message: string } | undefined {
  const pending: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path, depth } = next;
    if (typeof value === 'string') {
      const message = unsafeString(value);
      if (message) return { path: path || 'body', message };
    } else if (typeof value === 'object' && value !== null) {
      if (depth === MAX_DEPTH)
        return { path: topOf(path), message: `Nested deeper than ${MAX_DEPTH} levels.` };
      for (const [key, child] of Object.entries(value)) {
        const message = key === '__proto__' ? '__proto__ is not a usable name.' : unsafeString(key);
        if (message) return { path: path || 'body', message };
        pending.push({ value: child, path: path ? `${path}.${key}` : key, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

function unsafeString(text: string): string | undefined {
  if (text.includes('\0')) return 'Must not contain NUL characters.';
  // With the `u` flag a surrogate that belongs to a pair is not seen as one.
  if (/\p{Cs}/u.test(text)) return 'Must be well-formed Unicode.';
  return undefined;
}

function topOf(path: string): string {
  return path.split('.')[0] || 'body';
}
