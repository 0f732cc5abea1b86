const spelled: readonly (readonly [RegExp, string])[] = [
  [/[’`´]/g, "'"],
  [/\b(?:can ?not|can't|cant|couldn't|couldnt)\b/g, 'can not'],
  [/\b(?:won't|wont)\b/g, 'will not'],
  [/\b(do|does|did|is|was|are|were|has|have|had|would|should|need|could)(?:n't|nt)\b/g, '$1 not'],
  [/\baint\b|\bain't\b/g, 'is not'],
  [/\bim\b|\bi'm\b/g, 'i am'],
  [/\b(i|you|we|they)(?:'ve|ve)\b/g, '$1 have'],
  [/\b(i|you|he|she|we|they|it|that|who|there)'(?:ll|d)\b/g, '$1 would'],
  [/\b(you|we|they)'re\b|\b(they)re\b/g, '$1$2 are'],
  [/\b(he|she|it|that|there|what|who|where|when|how)'?s\b/g, '$1 is'],
  [/(\w)'s\b/g, '$1 s'],
  [/\b(?:wanna)\b/g, 'want to'],
  [/\b(?:gonna)\b/g, 'going to'],
  [/\b(?:gotta)\b/g, 'have to'],
  [/\b(?:pls|plz)\b/g, 'please'],
  [/\bdrs?\b\.?/g, 'doctor'],
  [/\bdocs?\b/g, 'doctor'],
  [/\bfollow[- ]ups?\b/g, 'followup'],
  [/\bcheck[- ]ups?\b/g, 'checkup'],
  [/\bx[- ]?rays?\b/g, 'xray'],
  [/\b([ap])\.? ?m\b\.?/g, '$1m'],
];

/**
 * What somebody wrote, in one spelling: lower case, without accents, contractions written out, and no marks but those
 * that part sentences and write times. `I can't come, Dr. Lee!` becomes `i can not come, doctor lee!`.
 */
export function plainText(text: string): string {
  let plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  for (const [pattern, replacement] of spelled) plain = plain.replace(pattern, replacement);
  return plain
    .replace(/[^\p{L}\p{N}\s:+/.,!?;'-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of a plain text, without marks. */
export function wordsOf(plain: string): string[] {
  return plain.match(/[\p{L}\p{N}]+(?:[:.][\p{N}]+)*/gu) ?? [];
}
