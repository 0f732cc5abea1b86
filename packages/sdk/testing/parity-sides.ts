import { type Role, roles } from '@medcor/contract';
import { openTestApi, type Store } from '../../server/testing/test-api.js';
import { MedCor } from '../src/index.js';
import { createMockApi } from '../src/mock/fetch.js';
import type { Command } from './parity-commands.js';

/** What a side answers, with what is its own taken out. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: unknown;
}

/** One of the two that are to answer alike. */
export interface Side {
  send(command: Command): Promise<Answered>;
  close(): Promise<void>;
}

/** The server over a store, and the mock, with the same people made in the same order. */
export async function openSides(store: Store): Promise<{ server: Side; mock: Side }> {
  const api = await openTestApi(store);
  const mock = createMockApi({ clock: risingClock(), rateLimit: 'off' });
  return {
    server: await openSide(api.url, fetch, () => api.close()),
    mock: await openSide(mock.baseUrl, mock.fetch, async () => undefined),
  };
}

/** No two requests to the server fall into one millisecond; the mock is faster than that. */
function risingClock(): () => Date {
  let last = 0;
  return () => {
    last = Math.max(Date.now(), last + 1);
    return new Date(last);
  };
}

const password = 'Correct-Horse-7!';
const hospital = {
  city: 'Springfield',
  state: 'IL',
  country: 'USA',
  hospital_type: 'general',
  contact_email: 'office@example.org',
  contact_phone: '+1-555-0100',
  timezone: 'America/New_York',
} as const;

/** The platform's operator, and two hospitals with two of each role: their tokens, in the order of their ids. */
async function inhabit(baseUrl: string, fetcher: typeof fetch): Promise<string[]> {
  const root = new MedCor({ baseUrl, fetch: fetcher });
  await root.hospitals.create({ ...hospital, name: 'First Hospital' });
  const account = { email: 'root@example.org', password, password_confirm: password, role: 'admin' } as const;
  const { tokens } = await root.auth.register({
    ...account,
    first_name: 'Rosa',
    last_name: 'Root',
    hospital: 1,
  });
  await root.hospitals.create({ ...hospital, name: 'Second Hospital' });
  const found = [tokens.access];
  for (const of of [1, 2]) {
    for (const role of [...roles, ...roles]) found.push(await add(root, role, of, baseUrl, fetcher));
  }
  await furnish(root);
  return found;
}

/** Something of everything, for commands to meet with. */
async function furnish(root: MedCor): Promise<void> {
  const [doctor, patient] = [3, 6];
  for (const hour of ['14', '15', '16', '17', '18', '19']) {
    const span = { start_time: `2041-03-04T${hour}:00:00Z`, end_time: `2041-03-04T${hour}:30:00Z` };
    await root.availabilitySlots.create({ doctor, ...span });
  }
  for (const slot of [1, 2, 3]) await root.appointments.create({ doctor, patient, slot });
  for (const title of ['Visit', 'X-ray']) {
    await root.medicalRecords.create({ patient, record_type: 'general', title });
    await root.treatments.create({ patient, doctor, diagnosis: title, treatment_plan: 'Rest' });
    const medication = { dosage: '10mg', frequency: 'daily', duration: '30 days' };
    await root.prescriptions.create(1, { medication_name: title, ...medication });
    const plan = { plan_type: 'basic', price: '49.00', billing_cycle: 'monthly' } as const;
    await root.subscriptionPlans.create({ name: `Plan ${title}`, ...plan });
    await root.webhooks.create({
      url: 'https://hooks.example.org/',
      events: ['*'],
      secret: 'your-webhook-secret',
    });
  }
  await root.doctorSpecialties.create({ doctor, specialty: 5 });
  await root.subscriptionPlans.subscribe(1);
}

async function add(
  root: MedCor,
  role: Role,
  of: number,
  baseUrl: string,
  fetcher: typeof fetch,
): Promise<string> {
  const { count } = await root.users.list({ hospital: of });
  const email = `${role}${count}.${of}@example.org`;
  // All of one name, so that lists have ties.
  const names = { first_name: 'Pat', last_name: 'Person' };
  await root.users.create({ email, password, ...names, role, hospital: of });
  const { tokens } = await new MedCor({ baseUrl, fetch: fetcher }).auth.login({ email, password });
  return tokens.access;
}

async function openSide(url: string, fetcher: typeof fetch, close: () => Promise<void>): Promise<Side> {
  const tokens = await inhabit(url, fetcher);
  const tags = new Map<string, string>();

  return {
    async send({ method, path, caller, body, headers, isConditional }) {
      const resource = path.replace(/\?.*$/, '');
      const tag = isConditional ? tags.get(resource) : undefined;
      const bearer = tokens[caller];
      const response = await fetcher(url + path, {
        method,
        ...(body !== undefined && { body }),
        headers: {
          ...headers,
          ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
          ...(tag !== undefined && { [method === 'GET' ? 'If-None-Match' : 'If-Match']: tag }),
        },
      });
      const etag = response.headers.get('etag');
      if (etag) tags.set(resource, etag);
      return answered(response, url);
    },
    close,
  };
}

/** Headers that callers go by: their value, or for what is the side's own whether it is there. */
const compared = [
  'content-type',
  'cache-control',
  'allow',
  'www-authenticate',
  'x-total-count',
  'idempotent-replayed',
];
const present = ['etag', 'x-next-cursor', 'link', 'x-request-id', 'retry-after'];

async function answered(response: Response, url: string): Promise<Answered> {
  const text = await response.text();
  return {
    status: response.status,
    headers: Object.fromEntries([
      ...compared.map((name) => [name, response.headers.get(name)]),
      ...present.map((name) => [name, response.headers.has(name) ? 'there' : null]),
    ]),
    body: text === '' ? undefined : normalised(JSON.parse(text), url),
  };
}

/** Fields that are a side's own: times of now, tokens and what is random. */
const own =
  /^(?:.*_at|at|last_login|request_id|access|refresh|key|hint|secret|secret_hint|current_period_.*|trial_end|failing_since)$/;

function normalised(value: unknown, url: string, field = ''): unknown {
  // What a program calls itself comes with its transport.
  if (field === 'user_agent') return '…';
  if (Array.isArray(value)) return value.map((part) => normalised(part, url));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, normalised(part, url, name)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (own.test(field)) return '…';
  // Events, and what tells of them.
  if (/^evt_/.test(value)) return 'evt_…';
  return value.replaceAll(url, '');
}
