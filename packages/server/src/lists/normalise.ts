/**
 * The form in which text is searched and ordered: compatibility-decomposed, without diacritics, lower case. It
 * is kept in the database, so that memory and PostgreSQL agree to the letter whatever the collation.
 */
export function normalise(text: string): string {
  // Most text is ASCII, which has nothing to be taken apart.
  const plain = /[^ -~]/.test(text) ? text.normalize('NFKD').replace(/\p{M}+/gu, '') : text;
  return plain.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The searchable text of a row: its parts that are there, normalised. */
export function searchText(...parts: (string | null | undefined)[]): string {
  return normalise(parts.filter(Boolean).join(' '));
}

/** The words of a search, each of which must occur. */
export function searchWords(search: string | undefined): string[] {
  return search ? normalise(search).split(' ').filter(Boolean) : [];
}
