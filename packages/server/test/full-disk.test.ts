import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { publish } from '../testing/figures.js';
import { type HospitalFixture, populate, writeRecord } from '../testing/fixture.js';
import { freePort, type ServerProcess, startServerProcess } from '../testing/server-process.js';

/** Files may have so many blocks of 512 bytes. What is longer the system refuses to write, as on a disk that is full. */
const limitedTo = (blocks: number) => ['/bin/sh', '-c', `ulimit -f ${blocks}; exec "$0" "$@"`];

/** Built servers that can write only so much. */
describe('a full disk', () => {
  let folder: string;
  let database: TestDatabase;
  let server: ServerProcess;
  let first: HospitalFixture;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-full-'));
    database = await createTestDatabase();
    const environment = { DATABASE_URL: database.url, MEDCOR_DATA_DIR: folder, LOG_LEVEL: 'silent' };
    server = startServerProcess(await freePort(), environment, limitedTo(400));
    await server.ready();
    ({ first } = await populate(server));
  });
  afterAll(async () => {
    await server?.stop('SIGKILL');
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const filesKept = async () => {
    const entries = await readdir(path.join(folder, 'files'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).length;
  };

  it('refuses the file that has no room, keeps nothing of it, and takes those that have', async () => {
    const record = await writeRecord(server, first);
    const attachments = `/api/medical-records/${record}/attachments/`;
    const upload = (size: number) =>
      server.upload(
        attachments,
        first.doctor.token,
        new File([`%PDF-1.4\n${'x'.repeat(size)}`], 'scan.pdf', { type: 'application/pdf' }),
      );
    expect((await upload(1000)).status).toBe(201);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { status, headers, body } = await upload(1_000_000);
      expect([status, body.error.code, headers.get('Retry-After')]).toEqual([
        503,
        'PROVIDER_UNAVAILABLE',
        '60',
      ]);
      expect(await filesKept()).toBe(1);
    }
    expect((await upload(1000)).status).toBe(201);
    expect((await server.get(attachments, first.doctor.token)).count).toBe(2);
    const kept = await filesKept();
    publish({
      part: 'harms',
      over: 'a full disk',
      attempts: '5 files without room',
      result: `${kept - 2} left behind`,
    });
    expect(kept).toBe(2);
  });
});

it('keeps the embedded database from writing, and loses nothing that was acknowledged', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-full-'));
  const environment = { DATABASE_URL: '', MEDCOR_DATA_DIR: folder, LOG_LEVEL: 'silent' };
  // A little more than its log of writes has, which it makes at once.
  let server = startServerProcess(await freePort(), environment, limitedTo(33_000));
  await server.ready();
  const { first } = await populate(server);
  const { token } = first.doctor;
  const records = '/api/medical-records/';
  const body = (size: number) => ({
    ...{ patient: first.patient.id, record_type: 'lab_result', title: 'Blood count' },
    lab_results: { raw: randomBytes(size).toString('base64') },
  });

  let acknowledged = 0;
  let answer = await server.call('POST', records, { token, body: body(600_000) });
  for (; answer.status === 201 && acknowledged < 100; acknowledged += 1) {
    answer = await server.call('POST', records, { token, body: body(600_000) });
  }
  expect(answer.status).toBeGreaterThanOrEqual(500);
  expect(answer.body.error).toMatchObject({ code: expect.any(String), request_id: expect.any(String) });
  expect((await server.get(records, token)).count).toBe(acknowledged);
  expect((await server.call('GET', '/api/ready/')).status).toBe(200);

  await server.stop('SIGKILL');
  server = startServerProcess(await freePort(), environment);
  await server.ready();
  const { count } = await server.get(records, token);
  publish({
    part: 'harms',
    over: 'a full disk under the embedded database',
    attempts: `${acknowledged} writes until it was full, and a restart`,
    result: `${acknowledged - count} lost`,
  });
  expect(count).toBe(acknowledged);
  await server.post(records, body(1000), token);
  await server.stop('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});
