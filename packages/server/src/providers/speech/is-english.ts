/** Whether a language tag is one of English: `en`, `en-GB`. */
export function isEnglish(language: string): boolean {
  return /^en(?:-|$)/i.test(language);
}
