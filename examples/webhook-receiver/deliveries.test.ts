import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { book, type HospitalFixture, populate } from '../../packages/server/testing/fixture.js';
import {
  freePort,
  type ServerProcess,
  startServerProcess,
} from '../../packages/server/testing/server-process.js';
import { journalOf } from './journal.test-support.js';
import { startReceiverProcess } from './receiver-process.test-support.js';

const secret = 'your-webhook-secret';
const eventually = <T>(check: () => Promise<T> | T) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'medcor-receiver-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the receiver, beside a server that delivers to it', () => {
  let serverFolder: string;
  let server: ServerProcess;
  let hospital: HospitalFixture;
  let port: number;
  let receiver: Awaited<ReturnType<typeof startReceiverProcess>>;
  let webhook: string;

  beforeAll(async () => {
    serverFolder = await mkdtemp(path.join(tmpdir(), 'medcor-receiver-server-'));
    server = startServerProcess(await freePort(), {
      MEDCOR_DATA_DIR: serverFolder,
      DATABASE_URL: '',
      // Receivers on the same machine are for development and tests.
      WEBHOOK_ALLOW_PRIVATE: 'true',
      WEBHOOK_RETRY_SCALE: '0.001',
    });
    await server.ready();
    hospital = (await populate(server)).first;
  });
  afterAll(async () => {
    await server?.stop('SIGKILL');
    await rm(serverFolder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    port = await freePort();
    await start();
    const url = `http://127.0.0.1:${port}/webhook`;
    const events = ['appointment.created', 'appointment.cancelled'];
    const { id } = await server.post('/api/webhooks/', { url, events, secret }, hospital.admin.token);
    webhook = `/api/webhooks/${id}/`;
  });
  afterEach(async () => {
    await server.call('DELETE', webhook, { token: hospital.admin.token });
    await receiver.stop('SIGKILL');
  });

  const start = async () => {
    receiver = await startReceiverProcess(folder, port, secret);
  };
  const deliveries = async () =>
    (await server.get(`${webhook}deliveries/?ordering=id`, hospital.admin.token)).results;

  it('writes down what was booked and cancelled', async () => {
    const appointment = await book(server, hospital);
    await server.post(`/api/appointments/${appointment}/cancel/`, {}, hospital.admin.token);
    const about = `appointment ${appointment} of patient ${hospital.patient.id} with doctor ${hospital.doctor.id} at 20`;
    await eventually(async () => {
      const lines = await journalOf(folder);
      expect(lines).toHaveLength(2);
      expect(lines.join('\n')).toContain(` booked: ${about}`);
      expect(lines.join('\n')).toContain(` cancelled: ${about}`);
    });
    expect(await deliveries()).toMatchObject([
      { status: 'delivered', response_status: 204, attempts: 1 },
      { status: 'delivered', response_status: 204, attempts: 1 },
    ]);
  });

  it('handles an event once that is delivered again, also after it was killed and started anew', async () => {
    await book(server, hospital);
    await eventually(async () => expect(await journalOf(folder)).toHaveLength(1));
    const [{ id, event }] = await deliveries();
    const deliverAgain = async () => {
      const [{ last_attempt_at: before }] = await eventually(async () => {
        const all = await deliveries();
        expect(all).toMatchObject([{ status: 'delivered' }]);
        return all;
      });
      await server.post(`${webhook}deliveries/${id}/redeliver/`, {}, hospital.admin.token);
      await eventually(async () => {
        const [{ status, last_attempt_at }] = await deliveries();
        expect(status).toBe('delivered');
        expect(last_attempt_at).not.toBe(before);
      });
    };
    await deliverAgain();
    await receiver.stop('SIGKILL');
    await start();
    await deliverAgain();

    // Work is done in the order of coming: with the next event's, that of any before it is done.
    await book(server, hospital);
    await eventually(async () => expect(await journalOf(folder)).toHaveLength(2));
    expect(await journalOf(folder, event)).toHaveLength(1);
  });

  it('has what happened while it was away', async () => {
    await receiver.stop('SIGTERM');
    const appointment = await book(server, hospital);
    await eventually(async () => expect(await deliveries()).toMatchObject([{ status: 'failed' }]));
    await start();
    await eventually(async () => {
      expect(await journalOf(folder, `booked: appointment ${appointment} `)).toHaveLength(1);
    });
  });
});
