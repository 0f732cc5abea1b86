/** How many letters two words differ by, neighbours that changed places counted once; at most `limit`, or more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substituted);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Words that are right as they are, however much they look like one of ours. */
const common = new Set(
  `about after again against along among another anything because before being below better between bitter board
  bread break breast bring broad brother bucket butter caller carry chase cheap check chess child chill claim clean
  clear clock close cloth cloud coach could count course cover crazy cream cross dance daily doing dream dress drink
  drive early earth every everything extra feeling fifth fight final finger first floor focus force found front
  giant given glass going grand grass great green group guess habit happy heard heavy hello honey horse hotel house
  human imagine inside issue knife large later latter laugh leave letter level light listen little local lunch magic
  maybe might minor minute money morning mother mouth movie music never night nothing number occur offer often order
  other outside paint paper party pasta peace phone piece pizza place plain plane plant plate point pound power press
  price prize proud quick quiet quite radio raise reach ready right river round scene score sense serve seven shape
  share sharp sheet shift shirt short should sight since sleep smart smile something south space speak spend sport
  staff stage stand start state steam still stone store storm story street strike strong study stuff sugar sweet
  table taste teach thank thanks their there these thing think third those though thought three through today
  together tomorrow touch tough trade train treat trick trouble truck trust truth twice under until using usual value
  video visit voice waste watch water where which while white whole woman women world worry worse would wound write
  wrong young yours weather whether walking talking making taking asking letting moving living going`.split(
    /\s+/,
  ),
);

/** Mends words that are a letter or two away from one of a vocabulary; never ones that are common words themselves. */
export function createSpelling(vocabulary: Iterable<string>): (word: string) => string {
  const known = [...new Set(vocabulary)].filter((word) => word.length >= 5);
  const exact = new Set(vocabulary);
  const mended = new Map<string, string>();
  return (word) => {
    if (word.length < 5 || word.length > 20 || exact.has(word) || common.has(word) || /\d/.test(word))
      return word;
    const remembered = mended.get(word);
    if (remembered !== undefined) return remembered;
    // Another form of a word that is right.
    if (known.some((stem) => word.startsWith(stem))) return word;
    const limit = word.length >= 7 ? 2 : 1;
    let best = word;
    let distance = limit + 1;
    for (const candidate of known) {
      if (candidate[0] !== word[0]) continue;
      const found = editDistance(word, candidate, limit);
      if (found < distance) [best, distance] = [candidate, found];
    }
    if (mended.size < 5000) mended.set(word, best);
    return best;
  };
}
