import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ErrorCode, OperationId } from '@medcor/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ApiRequest,
  createWorld,
  endpointOf,
  pathOf,
  requests,
  type World,
} from '../../contract/conformance/index.js';
import type { Database, Transaction } from '../src/db/database.js';
import { connectAsApplication } from '../src/db/knex/connect.js';
import { createKnexDatabase } from '../src/db/knex/knex-database.js';
import { createMemoryDatabase } from '../src/db/memory/memory-database.js';
import { ApiError } from '../src/edge/api-error.js';
import type { NewAppointment } from '../src/features/appointments/appointments.repository.js';
import { openSlot, populate, unique } from '../testing/fixture.js';
import { createHttpClient, type HttpClient, type TestResponse } from '../testing/http-client.js';
import { servedOperations } from '../testing/served-operations.js';
import { startTestServer } from '../testing/test-server.js';

/** What becomes of requests when something of ours fails: the errors that no request can bring about. */

const secret = 'the value that nobody is to see';

/** A repository of any kind, each of whose methods throws. */
const throwing: unknown = new Proxy(() => undefined, {
  get: () => throwing,
  apply() {
    throw new Error(secret);
  },
});

/** A database whose every repository throws. */
const throwingDatabase: Database = {
  // The proxy answers to every name of a transaction.
  read: async (_tenant, work) => work(throwing as Transaction),
  readClinical: async (_tenant, work) => work(throwing as Transaction),
  writeAudit: async () => {
    throw new Error(secret);
  },
  transaction: async (_tenant, work) => work(throwing as Transaction),
  unrecorded: async (_tenant, work) => work(throwing as Transaction),
};

/** Operations that answer all the same, and what. */
const unmoved: Partial<Record<OperationId, number | ErrorCode>> = {
  // What it does, it does behind its answer.
  'auth.requestPasswordReset': 202,
  'system.live': 200,
  'system.health': 200,
  'system.ready': 'DATABASE_UNAVAILABLE',
};

describe('a fault', () => {
  const memory = createMemoryDatabase();
  const closedPort = connectAsApplication({ host: '127.0.0.1', port: 1, user: 'nobody' }, 2);
  const faults: unknown[] = [];
  let used: Database;
  let folder: string;
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let api: HttpClient;
  let world: World;
  let asked: readonly [OperationId, ApiRequest][];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-faults-'));
    used = memory;
    const database: Database = {
      read: (tenant, work) => used.read(tenant, work),
      readClinical: (tenant, work) => used.readClinical(tenant, work),
      writeAudit: (lines) => used.writeAudit(lines),
      transaction: (tenant, work) => used.transaction(tenant, work),
      unrecorded: (tenant, work) => used.unrecorded(tenant, work),
    };
    const files = { put: gone, open: gone, remove: gone };
    const ports = { files, onFault: (fault: unknown) => void faults.push(fault) };
    server = await startTestServer(database, folder, undefined, ports);
    api = createHttpClient(server.url);
    world = await createWorld({ baseUrl: api.url }, () => populate(api));
    asked = await validRequests();
  });
  beforeEach(() => {
    used = memory;
    faults.length = 0;
  });
  afterAll(async () => {
    await server.close();
    await closedPort.destroy();
    await rm(folder, { recursive: true });
  });

  /** A request that would succeed, of each operation that is served but for those that are about files. */
  async function validRequests() {
    const made: [OperationId, ApiRequest][] = [];
    for (const { id, endpoint } of await servedOperations(api)) {
      if (endpoint.path.includes('attachment')) continue;
      const request = await requests[id]?.(world, world.first);
      made.push([id, { token: world.superuser.token, ...request }]);
    }
    return made;
  }

  const send = (id: OperationId, { token, body, ...request }: ApiRequest) =>
    api.call(endpointOf(id).method, pathOf(id, request), { ...(token && { token }), body });

  it.each([
    ['in a repository', 'INTERNAL_ERROR', () => throwingDatabase],
    ['of a database that is lost', 'DATABASE_UNAVAILABLE', () => createKnexDatabase(closedPort)],
  ] as const)('%s is told of as %s, whatever was asked for', async (_fault, code, make) => {
    expect(asked.length).toBeGreaterThan(70);
    used = make();
    for (const [id, request] of asked) {
      const answer = await send(id, request);
      expect([id, toldOf(answer)]).toEqual([id, unmoved[id] ?? code]);
      if (typeof toldOf(answer) === 'number') continue;
      expect([id, declares(id, toldOf(answer))]).toEqual([id, true]);
      expect(answer.headers.get('x-request-id')).toBe(answer.body.error.request_id);
      expect(answer.body.error.details).toEqual({});
      expect(answer.headers.has('retry-after')).toBe(answer.status === 503);
      expect(JSON.stringify(answer.body)).not.toContain(secret);
    }
    expect(faults.length).toBeGreaterThan(asked.length - 5);
  });

  it('of a provider is told of as PROVIDER_UNAVAILABLE', async () => {
    const { first } = world;
    const record = await api.post(
      '/api/medical-records/',
      { patient: first.patient.id, record_type: 'general', title: 'Visit' },
      first.doctor.token,
    );
    const upload = await api.upload(`/api/medical-records/${record.id}/attachments/`, first.doctor.token);
    expect([upload.status, upload.body.error.code]).toEqual([503, 'PROVIDER_UNAVAILABLE']);
    for (const id of ['medicalRecords.addAttachment', 'medicalRecords.getAttachment'] as const) {
      expect([id, declares(id, 'PROVIDER_UNAVAILABLE')]).toEqual([id, true]);
    }
  });

  it('leaves nothing behind, and nothing in the way of the next try', async () => {
    const { first } = world;
    const body = { patient: first.patient.id, doctor: first.doctor.id, slot: await openSlot(api, first) };
    const headers = { 'Idempotency-Key': unique('key-') };
    const book = () => api.call('POST', '/api/appointments/', { token: first.staff.token, body, headers });
    used = {
      ...memory,
      transaction: (tenant, work) =>
        memory.transaction(tenant, (transaction) => {
          const insert = async (row: NewAppointment) => {
            await transaction.appointments.insert(row);
            throw new Error(secret);
          };
          return work({ ...transaction, appointments: { ...transaction.appointments, insert } });
        }),
    };
    expect((await book()).status).toBe(500);
    used = memory;
    const slot = await api.get(`/api/appointments/availability-slots/${body.slot}/`, first.staff.token);
    expect(slot.is_available).toBe(true);
    const again = await book();
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, null]);
  });
});

async function gone(): Promise<never> {
  throw new ApiError('PROVIDER_UNAVAILABLE');
}

function declares(id: OperationId, code: ErrorCode | number): boolean {
  return endpointOf(id).metadata.errors.some((declared) => declared === code);
}

function toldOf({ status, body }: TestResponse): ErrorCode | number {
  return body.error?.code ?? status;
}
