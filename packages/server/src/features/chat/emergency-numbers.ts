/** Whom to call: in an emergency, and where someone thinks of ending their life. */
interface Numbers {
  readonly emergency: string;
  /** A crisis line, in words. */
  readonly crisis: string | null;
}

const europe: Numbers = { emergency: '112', crisis: null };

/** By country, as hospitals write theirs; the numbers that the countries themselves publish. */
const byCountry: Readonly<Record<string, Numbers>> = {
  'united states': { emergency: '911', crisis: 'call or text 988' },
  canada: { emergency: '911', crisis: 'call or text 988' },
  'united kingdom': { emergency: '999', crisis: 'call Samaritans at 116 123' },
  ireland: { emergency: '112', crisis: 'call Samaritans at 116 123' },
  australia: { emergency: '000', crisis: 'call Lifeline at 13 11 14' },
  'new zealand': { emergency: '111', crisis: 'call or text 1737' },
  india: { emergency: '112', crisis: 'call Tele-MANAS at 14416' },
  germany: { emergency: '112', crisis: 'call 116 123' },
  austria: { emergency: '144', crisis: 'call 142' },
  switzerland: { emergency: '144', crisis: 'call 143' },
  france: { emergency: '15', crisis: 'call 3114' },
  spain: { emergency: '112', crisis: 'call 024' },
  mexico: { emergency: '911', crisis: null },
  brazil: { emergency: '192', crisis: 'call 188' },
  japan: { emergency: '119', crisis: null },
  'south africa': { emergency: '10177', crisis: null },
  turkey: { emergency: '112', crisis: null },
};

const otherNames: Readonly<Record<string, string>> = {
  us: 'united states',
  usa: 'united states',
  'united states of america': 'united states',
  uk: 'united kingdom',
  gb: 'united kingdom',
  'great britain': 'united kingdom',
  england: 'united kingdom',
  scotland: 'united kingdom',
  wales: 'united kingdom',
  ca: 'canada',
  au: 'australia',
  de: 'germany',
  deutschland: 'germany',
  türkiye: 'turkey',
};

/** The numbers of a country; 112, which most mobile networks of the world know, where it is not known. */
export function numbersOf(country: string | undefined): Numbers {
  const name = (country ?? '').trim().toLowerCase().replaceAll('.', '');
  return byCountry[otherNames[name] ?? name] ?? europe;
}
