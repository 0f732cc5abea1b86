import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { eventShown } from '../testing/event-shown.js';
import { populate } from '../testing/fixture.js';
import { createHttpClient } from '../testing/http-client.js';
import { type RunningServer, startServer } from './app.js';
import { readConfig } from './config.js';
import { follow } from './features/events/event-reader.test-support.js';

let database: TestDatabase;
let folder: string;
let server: RunningServer;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'medcor-streams-'));
  const env = { DATABASE_URL: database.url, MEDCOR_DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' };
  server = await startServer(readConfig({ ...env, RATE_LIMIT: 'off' }));
});
afterAll(async () => {
  await server.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it('ends the streams of events when it stops, without waiting for anyone', async () => {
  const client = createHttpClient(server.url);
  const { first } = await populate(client);
  // What was told before is behind the beginning of a stream only once it is shown.
  await eventShown(client, first.admin.token, 'user.created', first.otherPatient.id);
  const readers = [await follow(client, first.admin.token), await follow(client, first.admin.token)];
  const { id } = await client.post(
    '/api/auth/users/',
    { email: 'a@example.org', password: 'Correct-Horse-7!', first_name: 'A', last_name: 'B', role: 'nurse' },
    first.admin.token,
  );
  for (const reader of readers) expect((await reader.next()).data.id).toBe(id);
  const closed = server.close();
  for (const reader of readers) expect(await reader.rest()).toEqual([]);
  await closed;
});
