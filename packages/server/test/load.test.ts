import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltModule, buildModule } from '../src/built-module.test-support.js';
import { createTestDatabase } from '../testing/database.js';
import { counted, publish, quantile } from '../testing/figures.js';
import { book, type HospitalFixture, populate, writeRecord } from '../testing/fixture.js';
import type { LoadFound, LoadOptions } from '../testing/load-generator.js';
import { freePort, type ServerProcess, startServerProcess } from '../testing/server-process.js';

/**
 * A fixed load, from a process of its own, on a server that has some data. Little of it in the tests; for a figure:
 * MEDCOR_LOAD_REQUESTS=20000 pnpm vitest run packages/server/test/load.test.ts
 */
const count = Number(process.env.MEDCOR_LOAD_REQUESTS ?? 300);
const connections = 16;
const timeoutMs = 120_000;

const databases = [
  { name: 'the embedded database', create: async () => ({ url: '', drop: async () => undefined }) },
  { name: 'PostgreSQL', create: () => createTestDatabase() },
];

describe.each(databases)('a load on a server on $name', ({ name, create }) => {
  let folder: string;
  let database: { readonly url: string; drop(): Promise<void> };
  let generator: BuiltModule;
  let server: ServerProcess;
  let first: HospitalFixture;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-load-'));
    database = await create();
    generator = await buildModule(new URL('../testing/load-generator.ts', import.meta.url));
    server = startServerProcess(await freePort(), { DATABASE_URL: database.url, MEDCOR_DATA_DIR: folder });
    await server.ready();
    ({ first } = await populate(server));
  });
  afterAll(async () => {
    await server?.stop('SIGKILL');
    await database?.drop();
    await generator?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const memory = async (): Promise<number> => {
    const page = await fetch(`${server.url}/metrics`).then((response) => response.text());
    return Number(/^process_resident_memory_bytes (\S+)$/m.exec(page)?.[1]) / 2 ** 20;
  };

  it('is answered, all of it', { timeout: 60_000 + timeoutMs }, async () => {
    for (let number = 0; number < 25; number += 1) await book(server, first);
    const record = await writeRecord(server, first);
    const body = { patient: first.patient.id, record_type: 'general', title: 'Visit' };
    const options: LoadOptions = {
      ...{ url: server.url, token: first.doctor.token, count, connections, timeoutMs },
      requests: [
        { method: 'GET', path: '/api/appointments/?page_size=20' },
        { method: 'GET', path: '/api/auth/profile/' },
        { method: 'GET', path: `/api/medical-records/${record}/` },
        { method: 'GET', path: `/api/medical-records/?patient=${first.patient.id}&page_size=20` },
        { method: 'POST', path: '/api/medical-records/', body },
      ],
    };
    const before = await memory();
    const generating = generator.run(
      `console.log(JSON.stringify(await built.generateLoad(${JSON.stringify(options)})));`,
    );
    // Made by `generateLoad`, in the other process.
    const found = JSON.parse(await generating.line()) as LoadFound;
    const after = await memory();
    await generating.kill();
    const ms = (part: number) => quantile(found.milliseconds, part).toFixed(1);
    publish({
      part: 'load',
      over: name,
      attempts: `${counted(found.milliseconds.length)} requests over ${connections} connections, a fifth of them writes`,
      result:
        `${found.failed} failed; p50 ${ms(0.5)} ms, p99 ${ms(0.99)} ms; ` +
        `${counted(Math.round((1000 * found.milliseconds.length) / found.elapsedMs))} requests/s; ` +
        `${before.toFixed(0)} MiB of memory before, ${after.toFixed(0)} MiB after`,
    });
    expect([found.failed, found.milliseconds.length]).toEqual([0, count]);
    expect(after).toBeGreaterThan(0);
  });
});
