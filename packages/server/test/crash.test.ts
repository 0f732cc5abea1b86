import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counted, publish } from '../testing/figures.js';
import { type PostgresServer, startPostgres } from '../testing/postgres-server.js';
import { freePort, type ServerProcess, startServerProcess } from '../testing/server-process.js';

/**
 * `kill -9` in the middle of writes: whatever was acknowledged is there afterwards. Two rounds in the tests; for a
 * figure: MEDCOR_CRASH_ROUNDS=40 pnpm vitest run packages/server/test/crash.test.ts
 */
const rounds = Number(process.env.MEDCOR_CRASH_ROUNDS ?? 2);

interface Target {
  readonly environment: Record<string, string>;
  /** Kills more than the server, where there is more; answers whether it did. */
  killBeneath(round: number): Promise<boolean>;
  close(): Promise<void>;
}

async function embedded(): Promise<Target> {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-crash-'));
  return {
    environment: { MEDCOR_DATA_DIR: folder, DATABASE_URL: '' },
    killBeneath: async () => false,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A server that fsyncs, and whose postmaster is killed as well in every second round. */
async function postgresql(): Promise<Target> {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-crash-'));
  const server: PostgresServer = await startPostgres({ durable: true });
  return {
    environment: { MEDCOR_DATA_DIR: folder, DATABASE_URL: server.url },
    async killBeneath(round) {
      if (round % 2 === 0) return false;
      await server.kill('SIGKILL');
      await server.start();
      return true;
    },
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describe.each([
  { name: 'the embedded database', open: embedded },
  { name: 'PostgreSQL', open: postgresql },
])('kill -9 over $name', ({ name, open }) => {
  let target: Target;
  let server: ServerProcess;
  let token = '';
  const acknowledged: number[] = [];

  const start = async () => {
    server = startServerProcess(await freePort(), target.environment);
    await server.ready();
  };

  const post = (url: string, body: unknown) => server.post(url, body, token);

  const signIn = async () => {
    const password = 'Correct-Horse-7!';
    token = (await post('/api/auth/login/', { email: 'root@example.org', password })).tokens.access;
  };

  beforeAll(async () => {
    target = await open();
    await start();
    const password = 'Correct-Horse-7!';
    await post('/api/hospitals/', {
      name: 'Crash Hospital',
      city: 'Springfield',
      state: 'IL',
      country: 'USA',
      hospital_type: 'general',
      contact_email: 'office@example.org',
      contact_phone: '+1-555-0100',
    });
    const person = { password, first_name: 'Rosa', last_name: 'Root' };
    await post('/api/auth/register/', {
      ...person,
      email: 'root@example.org',
      password_confirm: password,
      role: 'admin',
      hospital: 1,
    });
    await signIn();
    await post('/api/auth/users/', { ...person, email: 'doctor@example.org', role: 'doctor' });
  });
  afterAll(async () => {
    await server?.stop('SIGKILL');
    await target?.close();
  });

  /** Four writers make slots, one hour after the other, until the server is gone. */
  const writeUntilKilled = async (round: number) => {
    let written = 0;
    let enough = () => {};
    const inTheMidst = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const writer = async (lane: number) => {
      for (let number = 0; ; number += 1) {
        const start = Date.UTC(2030, 0, 1) + ((round * 4 + lane) * 5000 + number) * 60_000;
        const slot = { doctor: 2, start_time: new Date(start), end_time: new Date(start + 60_000) };
        const answer = await post('/api/appointments/availability-slots/', slot).catch(() => undefined);
        if (!answer) return;
        acknowledged.push(answer.id);
        written += 1;
        // Somewhere in the midst of it, elsewhere in every round.
        if (written === 5 + ((round * 37) % 90)) enough();
      }
    };
    const writers = [0, 1, 2, 3].map(writer);
    await inTheMidst;
    await server.stop('SIGKILL');
    await Promise.all(writers);
  };

  it(`loses nothing over ${rounds} kills`, { timeout: 30_000 * rounds }, async () => {
    let killsBeneath = 0;
    for (let round = 0; round < rounds; round += 1) {
      await writeUntilKilled(round);
      if (await target.killBeneath(round)) killsBeneath += 1;
      await start();
      await signIn();
    }
    const found = new Set<number>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = new URLSearchParams({ page_size: '100', ordering: 'id', ...(cursor && { cursor }) });
      const { headers, body } = await server.call('GET', `/api/appointments/availability-slots/?${query}`, {
        token,
      });
      for (const { id } of body.results) found.add(id);
      cursor = headers.get('X-Next-Cursor');
    }
    const lost = acknowledged.filter((id) => !found.has(id));
    publish({
      part: 'crash',
      over: name,
      attempts: `${rounds} kills of the server, ${killsBeneath} of PostgreSQL; ${counted(acknowledged.length)} acknowledged writes`,
      result: `${lost.length} lost`,
    });
    expect(lost).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(rounds * 5);
  });
});
