import { mkdtemp, rm } from 'node:fs/promises';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CuttingProxy, harms, startCuttingProxy } from '../testing/cutting-proxy.js';
import { createTestDatabase } from '../testing/database.js';
import { counted, publish } from '../testing/figures.js';
import { type HospitalFixture, populate, unique } from '../testing/fixture.js';
import { freePort, type ServerProcess, startServerProcess } from '../testing/server-process.js';

/**
 * Callers whose answers get lost, and whose requests come twice, try again under the same key. Some retries in the
 * tests; for a figure: MEDCOR_RETRIES=500 pnpm vitest run packages/server/test/cut-connections.test.ts
 */
const wanted = Number(process.env.MEDCOR_RETRIES ?? 40);
const seed = Number(process.env.MEDCOR_RETRIES_SEED ?? 20_250_120);

const databases = [
  { name: 'the embedded database', create: async () => ({ url: '', drop: async () => undefined }) },
  { name: 'PostgreSQL', create: () => createTestDatabase() },
];

interface Answer {
  readonly status: number;
  readonly body: string;
}

describe.each(databases)('connections that are cut, before a server on $name', ({ name, create }) => {
  let folder: string;
  let database: { readonly url: string; drop(): Promise<void> };
  let server: ServerProcess;
  let proxy: CuttingProxy;
  let first: HospitalFixture;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-cut-'));
    database = await create();
    server = startServerProcess(await freePort(), { DATABASE_URL: database.url, MEDCOR_DATA_DIR: folder });
    await server.ready();
    ({ first } = await populate(server));
    const chosen = fc.sample(fc.constantFrom(...harms), { numRuns: 1000, seed });
    let count = 0;
    proxy = await startCuttingProxy(server.url, () => chosen[count++ % chosen.length] ?? 'pass');
  });
  afterAll(async () => {
    await server?.stop('SIGKILL');
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** One request over a connection of its own; nothing when the connection ends before its answer. */
  const post = (url: string, body: object, key: string) =>
    new Promise<Answer | undefined>((resolve) => {
      const content = JSON.stringify(body);
      const headers = {
        Authorization: `Bearer ${first.doctor.token}`,
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(content),
        'Idempotency-Key': key,
        Connection: 'close',
      };
      const request = send(proxy.url + url, { method: 'POST', headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.once('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.once('error', () => resolve(undefined));
      });
      request.once('error', () => resolve(undefined));
      request.end(content);
    });

  let retries = 0;
  /** Tries under one key until it is answered; whoever is told that the first try is still under way tries again. */
  const insist = async (url: string, body: object): Promise<Answer> => {
    const key = unique('key-');
    for (;;) {
      const answer = await post(url, body, key);
      if (answer && !answer.body.includes('IDEMPOTENCY_CONFLICT')) return answer;
      retries += 1;
    }
  };

  /** How often each title is there, of everything of that kind. */
  const titles = async (url: string, field: string): Promise<Map<string, number>> => {
    const counts = new Map<string, number>();
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ page_size: '100', ordering: 'id', ...(cursor && { cursor }) });
      const { headers, body } = await server.call('GET', `${url}?${query}`, { token: first.doctor.token });
      for (const row of body.results) counts.set(row[field], (counts.get(row[field]) ?? 0) + 1);
      cursor = headers.get('X-Next-Cursor');
    }
    return counts;
  };

  it('has everything done once', { timeout: 60_000 + 500 * wanted }, async () => {
    const patient = first.patient.id;
    const asked: string[] = [];
    const caller = async () => {
      while (retries < wanted) {
        const title = unique('Once ');
        asked.push(title);
        const record = { patient, record_type: 'general', title };
        const treatment = { patient, doctor: first.doctor.id, diagnosis: title, treatment_plan: 'Rest' };
        for (const answer of await Promise.all([
          insist('/api/medical-records/', record),
          insist('/api/treatments/', treatment),
        ])) {
          expect([answer.status, answer.body]).toEqual([201, expect.stringContaining(title)]);
        }
      }
    };
    await Promise.all([1, 2, 3, 4].map(caller));
    await proxy.close();
    const found = [
      await titles('/api/medical-records/', 'title'),
      await titles('/api/treatments/', 'diagnosis'),
    ];
    const counts = found.flatMap((each) => asked.map((title) => each.get(title) ?? 0));
    const twice = counts.filter((count) => count > 1).length;
    const { cut, hasten, double, repeat } = proxy.done;
    publish({
      part: 'idempotency',
      over: name,
      attempts:
        `${counted(counts.length)} things to do; ${counted(cut + hasten)} answers lost, ` +
        `${counted(double + repeat)} requests doubled, ${counted(retries)} tries again`,
      result: `${twice} done twice`,
      seed,
    });
    expect(new Set(counts)).toEqual(new Set([1]));
    expect(Math.min(...Object.values(proxy.done))).toBeGreaterThan(0);
  });
});
