import type { Viseme } from '@medcor/contract';

type Shape = Viseme['v'];

/** The mouth shape of each of the voices' phones; `pau` and `h#` are silence, `axr` and `dx` are heard in some voices. */
const shapes: Readonly<Record<Shape, string>> = {
  sil: 'pau h# brth',
  PP: 'p b m',
  FF: 'f v',
  TH: 'th dh',
  DD: 't d dx',
  kk: 'k g ng hh',
  CH: 'ch jh sh zh',
  SS: 's z',
  nn: 'n l',
  RR: 'r er axr',
  aa: 'aa ae ah ax ay aw',
  E: 'eh ey',
  I: 'ih iy y',
  O: 'ao ow oy',
  U: 'uh uw w',
};

const shapeOf = new Map<string, Shape>();
for (const shape of Object.keys(shapes) as Shape[]) {
  for (const phone of shapes[shape].split(' ')) shapeOf.set(phone, shape);
}

/** A phone, and when it ends, in seconds. */
export interface SpokenPhone {
  readonly phone: string;
  readonly end: number;
}

/**
 * The mouth shapes of phones that follow one another from `start` to `end`, in milliseconds, without a gap. The last
 * one is drawn to the end of the sound, which the phones' times miss by a few milliseconds.
 */
export function visemesOf(phones: readonly SpokenPhone[], start: number, end: number): Viseme[] {
  const visemes: Viseme[] = [];
  let begin = start;
  for (const [index, phone] of phones.entries()) {
    const isLast = index === phones.length - 1;
    const until = isLast ? end : Math.min(end, start + Math.round(phone.end * 1000));
    const v = shapeOf.get(phone.phone) ?? 'sil';
    if (until > begin) {
      visemes.push({ v, t: begin, d: until - begin });
      begin = until;
    }
  }
  return visemes;
}
