/** A check that does not hold. Its message says what was expected, and what there was instead. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ConformanceError(message);
}

/** Both are the same JSON, whatever the order of their fields. */
export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [inOrder(actual), inOrder(expected)];
  assert(found === wanted, `${what}: expected ${shortened(wanted)}, found ${shortened(found)}`);
}

/** The fields that are expected are there and the same; there may be others beside them. */
export function assertMatches(actual: unknown, expected: Readonly<Record<string, unknown>>, what: string) {
  assert(typeof actual === 'object' && actual !== null, `${what}: expected an object, found ${actual}`);
  const fields = new Map<string, unknown>(Object.entries(actual));
  for (const [name, value] of Object.entries(expected)) {
    assertEqual(fields.get(name), value, `${what}, ${name}`);
  }
}

/** JSON with the fields of every object by name; `undefined` stands for what is not there at all. */
function inOrder(value: unknown): string {
  return `${JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )}`;
}

function shortened(text: string): string {
  return text.length > 1500 ? `${text.slice(0, 1500)} …` : text;
}
