import pg from 'pg';
import { remember } from '../../remember.js';
import { type NamedStatement, StatementQuery } from './statement-query.js';

/** More shapes of statements than the API needs; a connection that has got as many is replaced by a new one. */
const MAX_STATEMENTS = 500;

/** How many texts are remembered of those that were asked once. */
const MAX_SEEN = 500;

/** What writes many rows has a text for each number of them. */
const MAX_VALUES = 64;

/** As the driver takes a query from knex. */
interface Asked {
  readonly text: string;
  readonly values?: unknown[];
  name?: string;
}

/** No name is used twice: the embedded database remembers the statements of connections that are gone. */
let serial = 0;

/**
 * Lets PostgreSQL plan each statement once for a connection, and not each time: knex writes the same text for the same
 * question. Only what carries values is worth it, and a plan for any value has been right for all but searches.
 */
export function prepareStatements(client: pg.Client): void {
  const statements = new Map<string, NamedStatement>();
  const seenOnce = new Map<string, true>();

  const statementOf = (text: string): NamedStatement | undefined => {
    const known = statements.get(text);
    if (known) return known;
    // What is asked once may never be asked again.
    if (!seenOnce.delete(text)) {
      remember(seenOnce, text, true, MAX_SEEN);
      return undefined;
    }
    serial += 1;
    const statement = { name: `s${serial}` };
    statements.set(text, statement);
    // knex takes it out of the pool once it is free.
    if (statements.size === MAX_STATEMENTS)
      Object.assign(client, { __knex__disposed: 'It has many statements.' });
    return statement;
  };

  // The driver's own, which takes a query in several forms.
  const ask = client.query.bind(client) as (asked: unknown, ...others: unknown[]) => unknown;
  const prepared = (asked: unknown, ...others: unknown[]): unknown => {
    if (!isDescribed(asked)) return ask(asked, ...others);
    const { text, values } = asked;
    const statement = isWorthPlanning(asked) ? statementOf(text) : undefined;
    // What only describes a query the driver would copy, which takes it longer than to send it.
    if (typeof others[0] === 'function')
      return ask(
        statement ? new StatementQuery(text, values, statement) : new pg.Query(text, values),
        ...others,
      );
    // It was made for this one question.
    if (statement) asked.name = statement.name;
    return ask(asked, ...others);
  };
  // The same in all its forms.
  client.query = prepared as typeof client.query;
}

/** How much a pattern finds depends on the pattern, and the best plan on how much that is. */
function isSearch(text: string): boolean {
  return text.includes(' like ');
}

/** By its text and its values, and nothing else. */
function isDescribed(asked: unknown): asked is Asked {
  return typeof asked === 'object' && asked !== null && !('submit' in asked) && !('name' in asked);
}

function isWorthPlanning({ text, values = [] }: Asked): boolean {
  return values.length > 0 && values.length <= MAX_VALUES && !isSearch(text);
}
