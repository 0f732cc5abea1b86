import type * as z from 'zod/v4';
import { type ListMetadata, MAX_ID, type Operation, type OperationId } from '../src/index.js';
import { assert, assertEqual } from './assertions.js';
import { type Check, checksOf } from './check.js';
import type { Answer, ApiRequest } from './client.js';
import { listedWorld } from './list-rows.js';
import { operations } from './typed.js';
import { run, uniqueName } from './unique.js';
import { makeUser, type World } from './world.js';

type Row = Readonly<Record<string, unknown>>;
type Value = string | number | boolean;

/** Paging, ordering and filters, of every list there is. */
export function listChecks(): Check[] {
  return [
    ...operations.flatMap((operation) => {
      const { list } = operation.endpoint.metadata;
      return list ? checksOfList(operation, list) : [];
    }),
    ...checksOf('lists', { 'search for all words, in any order, whatever their case and accents': searches }),
  ];
}

function checksOfList(operation: Operation, list: ListMetadata): Check[] {
  const { id, domain } = operation;
  const check = (name: string, run: Check['run']): Check => ({ domain, name: `${id} ${name}`, run });
  return [
    check('is walked by pages and by cursors with no row twice and none left out', async (world) => {
      const { requestOf } = await listedWorld(world);
      const all = await allRows(world, id, requestOf(id));
      assert(all.length >= 3, `${id} has too few rows to be walked: ${all.length}`);
      for (const walk of [byPages, byCursors]) {
        const size = Math.ceil(all.length / 4);
        assertEqual(idsOf(await walk(world, id, requestOf(id), size)), idsOf(all), `${id}, ${walk.name}`);
      }
    }),

    check('goes by each field that it names, either way, ties by id', async (world) => {
      const { requestOf } = await listedWorld(world);
      const all = await allRows(world, id, requestOf(id));
      for (const ordering of list.ordering.flatMap((field) => [field, `-${field}`])) {
        const request = withQuery(requestOf(id), { ordering });
        const found = await byCursors(world, id, request, Math.ceil(all.length / 2));
        assertEqual(idsOf(found).sort(), idsOf(all).sort(), `${id}, all rows by ordering=${ordering}`);
        const sorted = [...found].sort((a, b) => compare(a, b, ordering));
        assertEqual(idsOf(found), idsOf(sorted), `${id}, ordering=${ordering}`);
      }
    }),

    check('takes no page, size, ordering or cursor that is none', async (world) => {
      const { requestOf } = await listedWorld(world);
      const { headers } = await world.client.call(id, withQuery(requestOf(id), { page_size: 1 }));
      const cursor = headers.get('x-next-cursor') ?? '';
      const other = list.defaultOrdering === '-id' ? 'id' : '-id';
      for (const [field, query] of [
        ['page', { page: 0 }],
        ['page_size', { page_size: 0 }],
        ['page_size', { page_size: 101 }],
        ['ordering', { ordering: 'password' }],
        ['cursor', { cursor: 'nothing' }],
        ['cursor', { cursor, page: 2 }],
        ['cursor', { cursor, ordering: other }],
      ] as const) {
        const request = withQuery(requestOf(id), query);
        const { fields } = await world.client.refuse(id, 'VALIDATION_ERROR', request);
        assertEqual(fields, [field], `${id}, the fields for ${JSON.stringify(query)}`);
      }
      const past = await world.client.call(id, withQuery(requestOf(id), { page: 1000 }));
      assertEqual([past.status, rowsOf(past)], [200, []], `${id}, a page past the end`);
    }),

    check('filters by each field that its rows have, and by their dates', async (world) => {
      const { requestOf } = await listedWorld(world);
      const all = await allRows(world, id, requestOf(id));
      for (const name of filtersOf(operation, all[0] ?? {})) {
        const values = new Set(all.map((row) => row[name]).filter(isValue));
        assert(values.size > 0, `${id} has no row by which ${name} could be tried`);
        const none = name === 'hospital' ? undefined : valueBeside(operation, name, values);
        for (const value of [...[...values].slice(0, 3), none].filter(isValue)) {
          const found = await allRows(world, id, withQuery(requestOf(id), { [name]: value }));
          const expected = all.filter((row) => row[name] === value);
          assertEqual(idsOf(found), idsOf(expected), `${id}, ${name}=${value}`);
        }
      }
      const at = dateOf(operation, all[0] ?? {});
      if (at === undefined) return;
      for (const [field, isIn] of [
        ['date_from', (time: string, bound: string) => time >= bound],
        ['date_to', (time: string, bound: string) => time <= bound],
      ] as const) {
        const bound = String(all[Math.floor(all.length / 2)]?.[at]);
        const found = await allRows(world, id, withQuery(requestOf(id), { [field]: bound }));
        const expected = all.filter((row) => isIn(String(row[at]), bound));
        assertEqual(idsOf(found), idsOf(expected), `${id}, ${field}=${bound}`);
      }
    }),
  ];
}

/** The filters that are named as the field they look at. */
function filtersOf({ endpoint }: Operation, row: Row): string[] {
  return Object.keys(endpoint.query?.shape ?? {}).filter((name) => name in row);
}

/** A value that the filter takes and that no row has, if there is one. */
function valueBeside({ endpoint }: Operation, name: string, values: ReadonlySet<Value>): Value | undefined {
  const [known] = values;
  if (typeof known === 'number') return MAX_ID;
  const candidates = typeof known === 'boolean' ? [true, false] : choicesOf(endpoint.query?.shape[name]);
  return candidates.find((value) => !values.has(value));
}

/** What a filter that is one of a few words can be; a word that is none for one that is any. */
function choicesOf(schema: z.core.$ZodType | undefined): string[] {
  const def = schema?._zod.def;
  // zod says of these two kinds of schema alone that they have these, and of no more than that what they are.
  if (def && 'innerType' in def) return choicesOf(def.innerType as z.core.$ZodType);
  return def && 'entries' in def ? Object.values(def.entries as Record<string, string>) : [run];
}

/** The field that a list's range of dates is about. */
function dateOf({ endpoint }: Operation, row: Row): string | undefined {
  const isRanged = 'date_from' in (endpoint.query?.shape ?? {});
  return isRanged ? ['start_time', 'at', 'created_at'].find((name) => name in row) : undefined;
}

async function searches(world: World): Promise<void> {
  const { client, first, superuser } = world;
  const word = uniqueName('Ünlü');
  const fields = { role: 'nurse', hospital: first.id, first_name: 'Éva', last_name: word } as const;
  const { id } = await makeUser(client, superuser, fields);
  for (const [search, expected] of [
    [`eva ${word.toLowerCase()}`, [id]],
    [`${word.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()} ÉV`, [id]],
    [`adam ${word}`, []],
  ] as const) {
    const request = { query: { search }, token: first.admin.token };
    const { results } = await client.succeed('users.list', request);
    assertEqual(
      results.map((user) => user.id),
      expected,
      `search=${search}`,
    );
  }
}

function withQuery(request: ApiRequest, query: Readonly<Record<string, Value>>): ApiRequest {
  return { ...request, query: { ...request.query, ...query } };
}

function rowsOf({ body }: Answer): Row[] {
  return Array.isArray(body) ? body : Object(body).results;
}

/** What tells rows apart: their id, or the number of a version. */
const idOf = ({ id, version }: Row) => id ?? version;
const idsOf = (rows: readonly Row[]): unknown[] => rows.map(idOf);

/** All rows in as few requests as there can be. */
function allRows(world: World, id: OperationId, request: ApiRequest): Promise<Row[]> {
  return byCursors(world, id, request, 100);
}

async function byCursors(
  { client }: World,
  id: OperationId,
  request: ApiRequest,
  page_size: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const answer: Answer = await client.call(
      id,
      withQuery(request, { page_size, ...(cursor && { cursor }) }),
    );
    assertEqual(answer.status, 200, `${id}, ${JSON.stringify(answer.body)}`);
    rows.push(...rowsOf(answer));
    cursor = answer.headers.get('x-next-cursor');
  } while (cursor !== null);
  return rows;
}

/** From page to page, as their links lead; each says how many rows there are. */
async function byPages(
  { client }: World,
  id: OperationId,
  request: ApiRequest,
  page_size: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  let count: number;
  for (let page = 1; ; page += 1) {
    const answer = await client.call(id, withQuery(request, { page_size, page }));
    assertEqual(answer.status, 200, `${id}, ${JSON.stringify(answer.body)}`);
    rows.push(...rowsOf(answer));
    const { body, headers } = answer;
    const isArray = Array.isArray(body);
    count = isArray ? Number(headers.get('x-total-count')) : Object(body).count;
    const next = isArray ? nextOf(headers.get('link')) : Object(body).next;
    if (!next) break;
    const address = new URL(next);
    assertEqual(address.origin, new URL(client.baseUrl).origin, `${id}, where its next page is`);
    assertEqual(address.searchParams.get('page'), `${page + 1}`, `${id}, its next page`);
  }
  assertEqual(rows.length, count, `${id}, how many rows it counts`);
  return rows;
}

const nextOf = (link: string | null) => /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];

function isValue(value: unknown): value is Value {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** As lists are ordered: without case and accents, what is not known last, ties by id. */
function compare(a: Row, b: Row, ordering: string): number {
  const field = ordering.replace('-', '');
  const direction = ordering.startsWith('-') ? -1 : 1;
  const [left, right] = field === 'id' ? [null, null] : [fold(a[field]), fold(b[field])];
  // In which order ids that are no numbers come is the server's secret.
  if (left === right) return direction * (Number(idOf(a)) - Number(idOf(b)) || 0);
  if (left === null) return 1;
  if (right === null) return -1;
  return direction * (left < right ? -1 : 1);
}

function fold(value: unknown): string | number | null {
  if (typeof value === 'string') return value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return typeof value === 'number' ? value : null;
}
