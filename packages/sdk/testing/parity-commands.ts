import { contract, type Operation, operationsOf } from '@medcor/contract';
import fc from 'fast-check';
import { schemaArbitrary } from '../../server/testing/schema-arbitrary.js';

/** One request, sent to both sides. */
export interface Command {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** Who asks, by the order in which they were made; nobody where there is none of that number. */
  readonly caller: number;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent under the tag that the last answer about this path had. */
  readonly isConditional: boolean;
}

/** What would make the two sides differ for good reasons: time passes, and some things are of the one process. */
const leftOut = new Set(['system', 'chat', 'avatar']);
const leftOutOperations = new Set([
  // They end the sessions that all goes on with.
  'auth.logout',
  'auth.changePassword',
  'sessions.delete',
  'users.delete',
  'users.deactivate',
  // The same tokens within 60 seconds, and mails behind the answer.
  'auth.refresh',
  'auth.requestPasswordReset',
  'auth.confirmPasswordReset',
  // A file is no JSON.
  'medicalRecords.addAttachment',
  // The outcome of a test has a duration.
  'webhooks.test',
]);

const operations = operationsOf(contract).filter(
  ({ id, domain }) => !leftOut.has(domain) && !leftOutOperations.has(id),
);

const small = fc.integer({ min: 1, max: 9 });
const hours = Array.from({ length: 6 }, (_, hour) => `2041-03-0${1 + (hour % 3)}T${10 + hour}:00:00Z`);
const names = ['Éva Müller', 'adam', 'Zoë-Lou', 'O’Neil 👩🏽‍⚕️', ' spaced ', ''];

/** Who is what, by the order in which the sides make them: of the first hospital, then of the second. */
const doctors = fc.constantFrom(3, 3, 8, 13);
const patients = fc.constantFrom(6, 6, 11, 16);

/** Values for a field, by its name: some that fit together, so that commands meet. */
function valuesFor(field: string): fc.Arbitrary<unknown> {
  if (field === 'doctor') return doctors;
  if (field === 'patient') return patients;
  if (/^(?:slot|appointment|treatment|specialty|hospital|webhook|created_by|plan)$/.test(field)) return small;
  if (/_time$|_at$|^date_(?:from|to)$/.test(field))
    return fc.constantFrom(...hours, '2041-03-01', 'tomorrow');
  if (field === 'email') return fc.constantFrom('a@example.org', 'B@Example.org', 'c@example.org', 'none');
  if (field === 'username') return fc.constantFrom('same', 'other', 'x');
  if (/name$|title|reason|search/.test(field)) return fc.constantFrom(...names);
  if (field === 'code') return fc.constantFrom('same_code', 'other_code', 'Not');
  if (field === 'password') return fc.constantFrom('Correct-Horse-7!', 'password12', 'short');
  if (field === 'url') {
    return fc.constantFrom(
      'https://hooks.example.org/',
      'http://hooks.example.org/',
      'https://10.0.0.1/',
      'x',
    );
  }
  return fc.constantFrom<unknown>(null, true, 0, -1, '', 'a\0b', [], {}, '2041-03-01', 2_147_483_648, long);
}

const long = 'x'.repeat(300);

/** A span of an hour, or half an hour into it: spans meet, and are the wrong way round now and then. */
const spans = fc
  .tuple(fc.integer({ min: 8, max: 13 }), fc.constantFrom('00', '00', '30'), fc.constantFrom(1, 1, 1, 2, 0))
  .map(([hour, minute, length]) => ({
    start_time: `2041-03-04T${String(hour).padStart(2, '0')}:${minute}:00Z`,
    end_time: `2041-03-04T${String(hour + length).padStart(2, '0')}:${minute}:00Z`,
  }));

/** The example of the contract with some fields changed, or what its schema lets pass, or no JSON at all. */
function bodyOf({ endpoint }: Operation): fc.Arbitrary<string | undefined> {
  if (endpoint.method === 'GET') return fc.constant(undefined);
  const example = Object(endpoint.metadata.examples.request ?? {}) as Record<string, unknown>;
  const shape = Object.keys(Object((endpoint.body as { shape?: object } | undefined)?.shape ?? {}));
  const fields = [...new Set([...Object.keys(example), ...shape])];
  const meeting = fields.filter((field) =>
    /^(?:patient|doctor|slot|treatment|appointment|email|username|code|name)$/.test(field),
  );
  const timed = fields.includes('start_time') ? spans : fc.constant({});
  const change = (of: readonly string[], maxKeys: number) =>
    of.length === 0
      ? fc.constant({})
      : fc
          .uniqueArray(fc.constantFrom(...of), { maxLength: maxKeys })
          .chain((chosen) => fc.record(Object.fromEntries(chosen.map((field) => [field, valuesFor(field)]))));
  const all = (of: readonly string[]) =>
    fc.record(Object.fromEntries(of.map((field) => [field, valuesFor(field)])));
  const changed = fc
    .tuple(all(meeting), timed, change([...fields, 'unknown'], 1))
    .map((parts) => JSON.stringify(Object.assign({ ...example }, ...parts)));
  const met = fc
    .tuple(all(meeting), timed)
    .map((parts) => JSON.stringify(Object.assign({ ...example }, ...parts)));
  const fitting = endpoint.body ? schemaArbitrary(endpoint.body).map((value) => JSON.stringify(value)) : met;
  return fc.oneof(
    { weight: 6, arbitrary: met },
    { weight: 3, arbitrary: changed },
    { weight: 1, arbitrary: fitting },
    { weight: 1, arbitrary: fc.constantFrom(undefined, '{', '[]', 'null', '{"a":1e400}') },
  );
}

function queryOf({ endpoint }: Operation): fc.Arbitrary<string> {
  const fields = Object.keys(endpoint.query?.shape ?? {}).filter((field) => field !== 'cursor');
  if (fields.length === 0) return fc.constant('');
  const { list } = endpoint.metadata;
  const value = (field: string): fc.Arbitrary<string> => {
    if (field === 'ordering')
      return fc.constantFrom(
        ...(list?.ordering ?? ['id']).flatMap((by) => [by, `-${by}`, `${by},-id`]),
        'password',
      );
    if (field === 'page' || field === 'page_size')
      return fc.constantFrom('1', '2', '3', '0', '100', '101', 'x');
    if (/^is_/.test(field)) return fc.constantFrom('true', 'False', '1', 'no', 'maybe');
    return valuesFor(field).map((found) =>
      (typeof found === 'string' ? found : JSON.stringify(found)).slice(0, 80),
    );
  };
  return fc
    .uniqueArray(fc.constantFrom(...fields, 'unknown'), { maxLength: 3 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((field) => [field, value(field)]))))
    .map((query) => new URLSearchParams(query as Record<string, string>).toString());
}

/** The operator, and the staff of the first hospital more often than the rest; 21 is nobody. */
const callers = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1) },
  { weight: 4, arbitrary: fc.constantFrom(2, 3, 4, 5) },
  { weight: 2, arbitrary: fc.integer({ min: 6, max: 21 }) },
);

function idsFor({ domain }: Operation): fc.Arbitrary<number> {
  return domain === 'users' ? fc.integer({ min: 1, max: 22 }) : fc.constantFrom(1, 1, 2, 2, 3, 4);
}

const commandOf = (operation: Operation): fc.Arbitrary<Command> =>
  fc
    .record({
      ids: fc.array(idsFor(operation), { minLength: 2, maxLength: 2 }),
      query: queryOf(operation),
      body: bodyOf(operation),
      caller: callers,
      key: fc.constantFrom(undefined, undefined, undefined, 'key-1', 'key-2'),
      isConditional: fc.constantFrom(false, false, false, true),
    })
    .map(({ ids, query, body, caller, key, isConditional }) => {
      const { method, path } = operation.endpoint;
      const filled = path.replace(/:\w+/g, () => String(ids.pop() ?? 1));
      return {
        operation: operation.id,
        method,
        path: query ? `${filled}?${query}` : filled,
        caller,
        body,
        headers: {
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(key !== undefined && method === 'POST' && { 'Idempotency-Key': key }),
        },
        isConditional,
      };
    });

const inDomains = (pattern: RegExp) => operations.filter(({ id }) => pattern.test(id));
/** Without these there is little for the others to work on. */
const making = inDomains(
  /^(?:appointments|availabilitySlots|medicalRecords|treatments|prescriptions)\.create$/,
);
const busy = inDomains(/^(?:appointments|availabilitySlots|medicalRecords|treatments|prescriptions)\./);

export const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...making).chain(commandOf) },
  { weight: 3, arbitrary: fc.constantFrom(...busy).chain(commandOf) },
  { weight: 3, arbitrary: fc.constantFrom(...operations).chain(commandOf) },
);
