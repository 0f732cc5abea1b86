import pg from 'pg';

/** A statement under a name, as PostgreSQL has planned it for one connection. */
export interface NamedStatement {
  readonly name: string;
  /** How its rows are made of what PostgreSQL sends, which it tells the first time. */
  readRow?: ReadRow;
}

type ReadRow = (values: readonly (string | null)[]) => object;

interface Result {
  readonly rows: object[];
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  readonly _parsers: readonly ((text: string) => unknown)[];
}

/** As much of the driver's connection as a statement needs that is prepared. */
type Connection = Readonly<
  Record<'bind' | 'describe' | 'execute' | 'sync' | 'close', (asked?: object) => void>
> & {
  readonly parsedStatements: object;
  readonly submittedNamedStatements: object;
};

/** The driver's own query: how it is sent, and what it hears. */
interface DriverQuery {
  name: string | undefined;
  readonly _result: Result;
  /** What is thrown while rows are read is told once the query is over. */
  _canceledDueToError: unknown;
  prepare(connection: Connection): void;
  handleRowDescription(message: object): void;
  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void;
}

// The driver has no types for what it is made of.
const DriverQuery = pg.Query as unknown as new (text: string, values: unknown[] | undefined) => DriverQuery;

/**
 * A query as the driver has it, that asks how its rows look only once: to be told so takes PostgreSQL and the driver longer than
 * to send and to read one row.
 */
export class StatementQuery extends DriverQuery {
  readonly #statement: NamedStatement;

  constructor(text: string, values: unknown[] | undefined, statement: NamedStatement) {
    super(text, values);
    this.#statement = statement;
    this.name = statement.name;
  }

  override prepare(connection: Connection): void {
    super.prepare(this.#statement.readRow ? undescribed(connection) : connection);
  }

  override handleRowDescription(message: object): void {
    super.handleRowDescription(message);
    this.#statement.readRow ??= rowReader(this._result);
  }

  override handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (this._canceledDueToError || !this.#statement.readRow) return;
    try {
      this._result.rows.push(this.#statement.readRow(fields));
    } catch (error) {
      this._canceledDueToError = error;
    }
  }
}

/** The connection for whoever knows how the rows look. The embedded database's is not the driver's, and cannot be inherited from. */
function undescribed(connection: Connection): Connection {
  return {
    parsedStatements: connection.parsedStatements,
    submittedNamedStatements: connection.submittedNamedStatements,
    bind: (asked) => connection.bind(asked),
    describe: () => undefined,
    execute: (asked) => connection.execute(asked),
    sync: () => connection.sync(),
    close: (asked) => connection.close(asked),
  };
}

function rowReader({ fields, _parsers: parsers }: Result): ReadRow {
  const columns = fields.map(({ name, dataTypeID }, place) => ({
    name,
    // What it would answer is the text.
    parse: dataTypeID === pg.types.builtins.TEXT ? undefined : parsers[place],
  }));
  const empty = Object.fromEntries(columns.map(({ name }) => [name, null]));
  return (values) => {
    const row: Record<string, unknown> = { ...empty };
    for (let place = 0; place < columns.length; place += 1) {
      const column = columns[place];
      const value = values[place];
      if (!column || typeof value !== 'string') continue;
      row[column.name] = column.parse ? column.parse(value) : value;
    }
    return row;
  };
}
