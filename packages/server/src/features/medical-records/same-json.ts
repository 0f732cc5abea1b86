/** Whether two JSON values say the same. The order of an object's keys does not matter: jsonb does not keep it. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isCompound(a) || !isCompound(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const entries = Object.entries(a);
  if (entries.length !== Object.keys(b).length) return false;
  const others = new Map(Object.entries(b));
  return entries.every(([key, value]) => others.has(key) && sameJson(value, others.get(key)));
}

function isCompound(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
