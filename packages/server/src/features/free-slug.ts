import { normalise } from '../lists/normalise.js';

/**
 * A slug made from a name, numbered where it is taken; call under a lock that all who make slugs of this kind take.
 * A name without a letter or a digit of ASCII gives `nameless`.
 */
export async function freeSlug(
  name: string,
  nameless: string,
  slugsLike: (prefix: string) => Promise<string[]>,
): Promise<string> {
  const slug =
    normalise(name)
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 80)
      .replace(/^-+|-+$/g, '') || nameless;
  const taken = new Set(await slugsLike(slug));
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number += 1) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`;
}
