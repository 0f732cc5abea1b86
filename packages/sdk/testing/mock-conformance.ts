import { type Credentials, openWorld, type World } from '../../contract/conformance/index.js';
import { resetToken } from '../../server/testing/reset-token.js';
import type { MockApi, MockOptions, Snapshot } from '../src/mock/fetch.js';

/** What makes a mock: from the sources, or as it is published. */
export type CreateMockApi = (options?: MockOptions) => MockApi;

const MONTH_MS = 31 * 24 * 60 * 60 * 1000;
const password = 'Correct-Horse-7!';
const root = { email: 'root@example.org', password };

/** The conformance suite's world on the mock, with all that cannot be brought about from outside. */
export async function openMockConformance(createMockApi: CreateMockApi): Promise<World> {
  const mocks = new Map<string, () => Promise<MockApi>>();
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const add = (name: string, options: () => Promise<MockOptions>) => {
    const baseUrl = `http://${name}.mock`;
    let mock: Promise<MockApi> | undefined;
    mocks.set(baseUrl, () => {
      mock ??= options().then((given) => createMockApi({ baseUrl, clock, rateLimit: 'off', ...given }));
      return mock;
    });
    return baseUrl;
  };
  const fetchFromMocks: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const mock = await mocks.get(new URL(request.url).origin)?.();
    if (!mock) throw new Error(`There is no mock at ${request.url}.`);
    return mock.fetch(request);
  };

  const main = createMockApi({ baseUrl: 'http://main.mock', clock, rateLimit: 'off' });
  mocks.set(main.baseUrl, async () => main);
  await claim(main);
  ahead -= MONTH_MS;
  const tokens = await call(main, 'POST', '/api/auth/login/', root).then(({ tokens: given }) => given);
  await call(main, 'POST', '/api/auth/password-reset/', { email: root.email });
  const reset = await resetToken(main, root.email);
  ahead += MONTH_MS;
  let fresh = 0;

  return openWorld({
    baseUrl: main.baseUrl,
    fetch: fetchFromMocks,
    superuser: root,
    abilities: {
      expired: { ...tokens, reset },
      limited: add('limited', async () => ({
        seed: await main.snapshot(),
        rateLimit: { user: 1, address: 1, bulk: 1, seconds: 600 },
      })),
      async openFresh() {
        fresh += 1;
        const baseUrl = add(`fresh-${fresh}`, async () => ({}));
        return { baseUrl, addSuperuser: async () => addSuperuser(await mocks.get(baseUrl)?.()) };
      },
      resetToken: (email) => resetToken(main, email),
      forgetAnswer: (user, key) =>
        change(main, 'idempotencyKeys', (row) =>
          row.user === user && row.key === key
            ? { ...row, answer: null, claim: 'dead', claimed_at: clock().toISOString() }
            : row,
        ),
    },
  });
}

const hospital = {
  name: 'Claimed Hospital',
  city: 'Springfield',
  state: 'IL',
  country: 'USA',
  hospital_type: 'general',
  contact_email: 'office@example.org',
  contact_phone: '+1-555-0100',
};

async function claim(mock: MockApi): Promise<void> {
  const { id } = await call(mock, 'POST', '/api/hospitals/', hospital);
  const names = { first_name: 'Rosa', last_name: 'Root' };
  const account = { ...root, ...names, password_confirm: password, role: 'admin', hospital: id };
  await call(mock, 'POST', '/api/auth/register/', account);
}

async function call(mock: MockApi, method: string, path: string, body: object) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await mock.fetch(mock.baseUrl + path, { method, headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** The operator's command does it on a server. */
async function addSuperuser(mock: MockApi | undefined): Promise<Credentials> {
  if (!mock) throw new Error('The fresh mock is not there.');
  const email = 'operator@example.org';
  const names = { first_name: 'Olga', last_name: 'Operator' };
  await call(mock, 'POST', '/api/auth/register/', {
    email,
    password,
    password_confirm: password,
    ...names,
    hospital: 1,
  });
  await change(mock, 'users', (row) =>
    row.email === email ? { ...row, is_superuser: true, role: 'admin' } : row,
  );
  return { email, password };
}

type Row = Record<string, unknown> & { id: number };

async function change(mock: MockApi, table: string, edit: (row: Row) => Row): Promise<void> {
  const snapshot = await mock.snapshot();
  const found = snapshot.tables[table];
  if (!found) throw new Error(`There is no table ${table}.`);
  // Rows are plain data.
  const rows = (found.rows as Row[]).map(edit);
  const changed: Snapshot = { ...snapshot, tables: { ...snapshot.tables, [table]: { ...found, rows } } };
  await mock.restore(changed);
}
