import { contract, errorCodes, type Operation, operationsOf } from '@medcor/contract';
import {
  ApiError,
  answerJson,
  createCore,
  createMemoryRateLimits,
  createMemoryStore,
  createRouter,
  type Edge,
  type Mail,
  type MemoryStore,
  openSecrets,
} from '@medcor/server/browser';
import { type OperationId, routes } from '../generated/routes.js';
import type { ErrorCode } from '../generated/types.js';
import type { MedCorOptions } from '../options.js';
import { signWebhook } from '../webhooks.js';
import { fetchFrom } from './fetch-edge.js';
import type {
  FailureOptions,
  MockApi,
  MockDelivery,
  MockOptions,
  MockRateLimits,
  MockRequest,
  MockState,
  Snapshot,
} from './mock.types.js';
import { masterPassword, mockPorts } from './mock-ports.js';

const DEFAULT_BASE_URL = 'http://localhost:8002';
const DEFAULT_NOW = '2030-01-07T09:00:00.000Z';

/** As the server limits by default: requests a minute. */
const usualLimits: MockRateLimits = { user: 100, address: 20, bulk: 10, seconds: 60 };

/** One installation: everything that a reset does away with. */
interface Installation {
  readonly store: MemoryStore;
  readonly state: MockState;
  readonly mails: Mail[];
  readonly edge: Edge;
  readonly seal: ReturnType<typeof mockPorts>['seal'];
  readonly ready: Promise<void>;
  readonly requests: MockRequest[];
  readonly tokens: Map<string, Promise<string>>;
  readonly failures: Map<OperationId, Failure[]>;
  readonly overrides: Map<OperationId, Parameters<MockApi['override']>[1]>;
}

interface Failure {
  readonly what: ErrorCode | 'network';
  readonly delay: number;
}

const match = createRouter<Operation>(operationsOf(contract));

/** Makes a mock of the API. It is ready at once; the demo is there before the first answer. */
export function createMockApi(options: MockOptions = {}): MockApi {
  const baseUrl = (options.baseUrl ?? DEFAULT_BASE_URL).replace(/\/+$/, '');
  const standing = new Date(DEFAULT_NOW);
  const clock = options.clock ?? (() => new Date(standing));
  let now = install(options, baseUrl, clock);

  const handle = async (request: Request): Promise<Response> => {
    const installation = now;
    await installation.ready;
    const { pathname, search } = new URL(request.url);
    const operation = operationAt(request.method, pathname);
    const record: { -readonly [Field in keyof MockRequest]: MockRequest[Field] } = {
      operation,
      method: request.method,
      path: pathname + search,
      headers: request.headers,
      body: undefined,
      status: undefined,
    };
    installation.requests.push(record);
    // Beside the answer: one that is given before the body has arrived does not wait for it.
    bodyOf(request.clone()).then(
      (body) => {
        record.body = body;
      },
      () => undefined,
    );
    await pause(options.latency ?? 0, request.signal);
    const response = await answer(installation, operation, request);
    record.status = response.status;
    return response;
  };

  const mock: MockApi = {
    baseUrl,
    async fetch(input, init) {
      const request = new Request(input, init);
      if (!isUnder(baseUrl, request.url)) {
        throw new TypeError(`The mock is ${baseUrl}, and knows nothing of ${request.url}`);
      }
      return untilAborted(handle(request), request.signal);
    },
    as(who): MedCorOptions {
      return { baseUrl, fetch: mock.fetch, token: () => tokenOf(now, who, baseUrl) };
    },
    reset() {
      now = install(options, baseUrl, clock);
    },
    async snapshot() {
      await now.ready;
      return { tables: now.store.dump(), state: structuredClone(now.state) };
    },
    async restore(snapshot) {
      await now.ready;
      load(now, snapshot);
    },
    failNext(operation, what, { times = 1, delay = 0 }: FailureOptions = {}) {
      const planned = now.failures.get(operation) ?? [];
      now.failures.set(operation, [...planned, ...Array.from({ length: times }, () => ({ what, delay }))]);
    },
    override: (operation, answered) => void now.overrides.set(operation, answered),
    get requests() {
      return now.requests;
    },
    get events() {
      return now.store.tables.events.filter(() => true).map(({ event }) => event);
    },
    deliveries: () => deliveriesOf(now, clock()),
    get mails() {
      return now.mails;
    },
  };
  return mock;
}

function install(options: MockOptions, publicUrl: string, clock: () => Date): Installation {
  const store = createMemoryStore();
  const state: MockState = { serial: 0, files: {} };
  const mails: Mail[] = [];
  const ports = mockPorts(state, clock, mails);
  const { rateLimit: limits = usualLimits } = options;
  const rateLimiter = limits === 'off' ? undefined : createMemoryRateLimits(limits);
  const edge = createCore({ ...ports, database: store.database, publicUrl, rateLimiter });
  const installation: Installation = {
    store,
    state,
    mails,
    edge,
    seal: ports.seal,
    ready: options.seed === 'demo' ? addDemo(store, ports) : Promise.resolve(),
    requests: [],
    tokens: new Map(),
    failures: new Map(),
    overrides: new Map(),
  };
  if (typeof options.seed === 'object') load(installation, options.seed);
  return installation;
}

/** Loaded by those who want it. */
async function addDemo({ bulk }: MemoryStore, ports: ReturnType<typeof mockPorts>): Promise<void> {
  const { seed } = await import('@medcor/server/seed');
  await seed({ ...ports, store: bulk }, { doctors: 4, patients: 16, appointments: 60, seed: 1 });
}

function load({ store, state, tokens }: Installation, snapshot: Snapshot): void {
  store.load(snapshot.tables);
  Object.assign(state, structuredClone(snapshot.state));
  tokens.clear();
}

async function answer(
  { edge, failures, overrides, state }: Installation,
  operation: OperationId | undefined,
  request: Request,
): Promise<Response> {
  state.serial += 1;
  const requestId = `mock-${state.serial}`;
  const failure = operation && failures.get(operation)?.shift();
  if (failure) {
    await pause(failure.delay, request.signal);
    if (failure.what === 'network') throw new TypeError('Failed to fetch: the mock was told to.');
    const { status, body, headers } = answerJson(
      errorCodes[failure.what].status,
      new ApiError(failure.what).toBody(requestId),
    );
    return new Response(String(body), { status, headers: { ...headers, 'X-Request-Id': requestId } });
  }
  const overridden = operation && (await overrides.get(operation)?.(request.clone()));
  return overridden ?? fetchFrom(edge, request, requestId);
}

function operationAt(method: string, path: string): OperationId | undefined {
  try {
    const { id } = match(method, path).operation;
    // Those of the client: all but the server's own.
    return id in routes ? (id as OperationId) : undefined;
  } catch {
    return undefined;
  }
}

/** A token of somebody's, got by signing in as they would. */
async function tokenOf(installation: Installation, who: string, baseUrl: string): Promise<string> {
  const { store, tokens, ready } = installation;
  await ready;
  const [user] = store.tables.users.filter(
    ({ email, role, is_superuser, is_active }) =>
      is_active && (email === who || role === who || (who === 'superuser' && is_superuser)),
  );
  if (!user) throw new Error(`The mock has nobody who is ${who}: seed it with "demo", or create them first.`);
  const known = tokens.get(user.email) ?? signIn(installation, user.email, baseUrl);
  tokens.set(user.email, known);
  return known;
}

async function signIn({ edge }: Installation, email: string, baseUrl: string): Promise<string> {
  const request = new Request(`${baseUrl}/api/auth/login/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: masterPassword }),
  });
  // From an address of their own, so that they spend nobody's requests.
  const response = await fetchFrom(edge, request, 'mock-sign-in', `mock ${email}`);
  const { tokens, error } = await response.json();
  if (error) throw new Error(`The mock could not sign ${email} in: ${error.message}`);
  return tokens.access;
}

async function deliveriesOf({ store, seal, ready }: Installation, now: Date): Promise<MockDelivery[]> {
  await ready;
  const deliveries: MockDelivery[] = [];
  for (const { webhook: id, payload } of store.tables.webhookDeliveries.filter(() => true)) {
    const webhook = store.tables.webhooks.get(id);
    if (!webhook) continue;
    const body = JSON.stringify(payload);
    const signed = await Promise.all(
      openSecrets(seal, webhook, now).map((secret) => signWebhook({ body, secret, id: payload.id, at: now })),
    );
    const signatures = signed.map((headers) => headers['webhook-signature']).join(' ');
    deliveries.push({ url: webhook.url, body, headers: { ...signed[0], 'webhook-signature': signatures } });
  }
  return deliveries;
}

function isUnder(baseUrl: string, url: string): boolean {
  return url === baseUrl || url.startsWith(`${baseUrl}/`);
}

async function bodyOf(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.includes('json')) return undefined;
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0) return Promise.resolve();
  const over = new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  return untilAborted(over, signal);
}

/** As fetch does, whoever calls hears at once that they have given up. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}
