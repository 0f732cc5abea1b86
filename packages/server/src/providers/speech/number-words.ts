const units = words('zero one two three four five six seven eight nine', 0);
const teens = words('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 10);
const tens = words('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10);
const ordinals = new Map([
  ...words('first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth', 1),
  ...words('fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth', 14),
  ['thirtieth', 30] as const,
]);

/** A number, and how many words it takes. */
export interface SaidNumber {
  readonly value: number;
  readonly length: number;
}

/** The hour of a clock that is said at a place. */
export function hourAt(said: readonly string[], at: number): SaidNumber | undefined {
  const { value = 0, length = 0 } = belowHundred(said, at) ?? {};
  return length === 1 && value >= 1 && value <= 12 ? { value, length } : undefined;
}

/** The minutes that are said after an hour: two digits, or `oh five`. */
export function minutesAt(said: readonly string[], at: number): SaidNumber | undefined {
  const single = units.get(said[at + 1] ?? '');
  if (said[at] === 'oh' && single !== undefined) return { value: single, length: 2 };
  const number = belowHundred(said, at);
  return number && number.value >= 10 && number.value < 60 ? number : undefined;
}

export function digitAt(said: readonly string[], at: number): number | undefined {
  return said[at] === 'oh' ? 0 : units.get(said[at] ?? '');
}

/** A year such as `twenty twenty six`. */
export function yearAt(said: readonly string[], at: number): SaidNumber | undefined {
  const century = said[at] === 'twenty' ? 20 : said[at] === 'nineteen' ? 19 : undefined;
  const rest = belowHundred(said, at + 1);
  if (century === undefined || !rest || rest.value < 10) return undefined;
  return { value: century * 100 + rest.value, length: 1 + rest.length };
}

/** `seven`, `forty two`, `one hundred and five`, `two thousand`. */
export function cardinalAt(said: readonly string[], at: number): SaidNumber | undefined {
  const leading = belowHundred(said, at);
  if (!leading) return undefined;
  let { value, length } = leading;
  for (const [name, factor] of [['hundred', 100] as const, ['thousand', 1000] as const]) {
    if (said[at + length] !== name) continue;
    value *= factor;
    length += 1;
    const joint = said[at + length] === 'and' ? 1 : 0;
    const rest = belowHundred(said, at + length + joint);
    if (!rest) continue;
    value += rest.value;
    length += joint + rest.length;
  }
  return { value, length };
}

/** `third`, `twenty first`. */
export function ordinalAt(said: readonly string[], at: number): SaidNumber | undefined {
  const [word = '', next = ''] = said.slice(at, at + 2);
  const ten = tens.get(word);
  const unit = ordinals.get(next);
  if (ten !== undefined && unit !== undefined && unit < 10) return { value: ten + unit, length: 2 };
  const value = ordinals.get(word);
  return value === undefined ? undefined : { value, length: 1 };
}

function belowHundred(said: readonly string[], at: number): SaidNumber | undefined {
  const word = said[at] ?? '';
  const ten = tens.get(word);
  const unit = units.get(said[at + 1] ?? '');
  if (ten !== undefined && unit) return { value: ten + unit, length: 2 };
  const value = ten ?? teens.get(word) ?? units.get(word);
  return value === undefined ? undefined : { value, length: 1 };
}

function words(list: string, first: number, step = 1): ReadonlyMap<string, number> {
  return new Map(list.split(' ').map((word, index) => [word, first + index * step]));
}
