/**
 * What a document shows of an answer, with `…` for what it leaves out, is filled in from the answer: the two are then
 * the same, or the document is wrong. In a text `…` stands for any characters; as a member's name, or as the last
 * element of an array, for all others.
 */
export function filledIn(shown: unknown, answered: unknown): unknown {
  if (typeof shown === 'string') return standsFor(shown, answered) ? answered : shown;
  if (Array.isArray(shown) && Array.isArray(answered)) {
    const elements = shown.at(-1) === '…' ? shown.slice(0, -1) : shown;
    const others = elements.length < shown.length ? answered.slice(elements.length) : [];
    return [...elements.map((element, index) => filledIn(element, answered[index])), ...others];
  }
  if (isObject(shown) && isObject(answered)) {
    const { '…': others, ...members } = shown;
    const filled = Object.entries(members).map(([name, value]) => [name, filledIn(value, answered[name])]);
    return { ...(others !== undefined && answered), ...Object.fromEntries(filled) };
  }
  return shown;
}

function standsFor(shown: string, answered: unknown): boolean {
  if (shown === '…') return answered !== undefined;
  const parts = shown.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return typeof answered === 'string' && new RegExp(`^${parts.join('.*')}$`, 's').test(answered);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
