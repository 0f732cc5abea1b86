import * as z from 'zod/v4';

/**
 * Texts that give away where they were let through: each occurs nowhere else, and all have the same beginning.
 */
export interface TellTales {
  /** A new one. */
  next(): string;
  /** Something else that must not be seen, such as a token that was given out. */
  add(secret: string): void;
  /** The body with a new one in every field that takes any text, also in those that the body leaves out. */
  fill(schema: z.ZodType, body: object): Record<string, unknown>;
  /** Those that can be seen in a text. */
  seenIn(text: string): string[];
}

const beginning = 'zqtell';

export function createTellTales(): TellTales {
  const secrets = new Set<string>();
  let count = 0;
  const next = () => {
    count += 1;
    return `${beginning}${count}x`;
  };

  return {
    next,
    add: (secret) => void secrets.add(secret),
    fill(schema, body) {
      const filled: Record<string, unknown> = { ...body };
      if (!(schema instanceof z.ZodObject)) return filled;
      for (const [name, field] of Object.entries<z.ZodType>(schema.shape)) {
        const kept = filled[name];
        if (kept !== undefined && typeof kept !== 'string') continue;
        const text = next();
        const candidates = [
          text,
          `${text}@example.org`,
          `https://${text}.example.org/`,
          [text],
          { [text]: text },
        ];
        const accepted = candidates.find((candidate) => field.safeParse(candidate).success);
        if (accepted !== undefined) filled[name] = accepted;
      }
      return filled;
    },
    seenIn(text) {
      const found = text.toLowerCase().match(new RegExp(`${beginning}\\d+x`, 'g')) ?? [];
      return [...found, ...[...secrets].filter((secret) => text.includes(secret))];
    },
  };
}
