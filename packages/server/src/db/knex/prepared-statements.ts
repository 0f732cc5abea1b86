import type pg from 'pg';

/** More shapes of statements than the API has; what comes beyond is planned each time. */
const MAX_STATEMENTS = 500;

/** As the driver takes a query from knex. */
interface Asked {
  readonly text?: unknown;
  readonly values?: readonly unknown[];
  name?: string;
}

/** What writes many rows has a text for each number of them. */
const MAX_VALUES = 64;

/**
 * Lets PostgreSQL plan each statement once for a connection, and not each time: knex writes the same text for the same
 * question. Only what carries values is worth it, and a plan for any value has been right for all but searches.
 */
export function prepareStatements(client: pg.Client): void {
  const names = new Map<string, string>();
  // The driver's own, which takes a query in several forms.
  const ask = client.query.bind(client) as (asked: unknown, ...others: unknown[]) => unknown;
  const prepared = (asked: unknown, ...others: unknown[]): unknown => {
    if (carriesValues(asked)) {
      const name = names.get(asked.text) ?? (names.size < MAX_STATEMENTS ? `s${names.size}` : undefined);
      if (name !== undefined) {
        names.set(asked.text, name);
        // knex made it for this one question.
        asked.name = name;
      }
    }
    return ask(asked, ...others);
  };
  // The same in all its forms.
  client.query = prepared as typeof client.query;
}

/** How much a pattern finds depends on the pattern, and the best plan on how much that is. */
function isSearch(text: string): boolean {
  return text.includes(' like ');
}

function carriesValues(asked: unknown): asked is Asked & { readonly text: string } {
  if (typeof asked !== 'object' || asked === null) return false;
  const { text, values, name } = asked as Asked;
  const count = values?.length ?? 0;
  return (
    name === undefined && typeof text === 'string' && count > 0 && count <= MAX_VALUES && !isSearch(text)
  );
}
