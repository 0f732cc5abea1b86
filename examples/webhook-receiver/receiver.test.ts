import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { MedCor } from '@medcor/sdk';
import { createMedCorMock } from '@medcor/sdk/mock';
import { signWebhook } from '@medcor/sdk/webhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lineForFrontDesk } from './front-desk.js';
import { openInbox, type RetryLater, type Work } from './inbox.js';
import { journalOf } from './journal.test-support.js';
import { createReceiver } from './receiver.js';
import { startArguments } from './receiver-process.test-support.js';

const secret = 'your-webhook-secret';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'medcor-receiver-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Serves the receiver in this process. */
async function serve(work: Work = lineForFrontDesk, retryLater?: RetryLater) {
  const inbox = await openInbox(folder, work, retryLater);
  const server: Server = createReceiver({ secret, inbox }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  return {
    async deliver(body: string, headers: Readonly<Record<string, string>>) {
      const answer = await fetch(`http://127.0.0.1:${port}/webhook`, { method: 'POST', body, headers });
      return { status: answer.status, text: await answer.text() };
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      await inbox.close();
    },
  };
}

describe('the receiver, beside the mock', () => {
  it('handles what the mock delivers, each event once', async () => {
    // Deliveries are signed with the mock's time, and the receiver goes by its own.
    const mock = createMedCorMock({ seed: 'demo', clock: () => new Date() });
    const admin = new MedCor(mock.as('admin'));
    const url = 'https://front-desk.example/webhook';
    await admin.webhooks.create({ url, events: ['appointment.created', 'appointment.cancelled'], secret });
    const patient = new MedCor(mock.as('patient'));
    const [slot] = await patient.availabilitySlots.list({ is_available: true }).toArray({ limit: 1 });
    const { id } = await patient.appointments.create({ doctor: slot?.doctor ?? 0, slot: slot?.id ?? 0 });
    await patient.appointments.cancel(id, {});

    const deliveries = await mock.deliveries();
    const receiver = await serve();
    const twice = [...deliveries, ...deliveries];
    const answers = await Promise.all(twice.map(({ body, headers }) => receiver.deliver(body, headers)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    await receiver.close();
    const lines = await journalOf(folder, `appointment ${id} `);
    expect(lines.map((line) => line.split(' ')[1]).sort()).toEqual(['booked:', 'cancelled:']);
    expect(await journalOf(folder)).toEqual(lines);
  });
});

describe('the receiver', () => {
  const eventOf = (id: string) => ({
    id,
    type: 'appointment.created',
    created_at: '2030-01-07T09:00:00.000Z',
    hospital: 1,
    data: { id: 7, hospital: 1, patient: 3, doctor: 2, start_time: '2030-01-08T09:00:00.000Z' },
  });
  const bodyOf = (id: string) => JSON.stringify(eventOf(id));

  it.each([
    ['signed with another secret', {}, { secret: 'another-secret' }, 'No signature fits'],
    ['changed on its way', { body: bodyOf('evt_forged') }, {}, 'No signature fits'],
    ['of an hour ago', {}, { at: new Date(Date.now() - 3_600_000) }, '300 s are allowed'],
  ])('refuses a delivery %s', async (_, sent, signed, reason) => {
    const receiver = await serve();
    const body = bodyOf('evt_1');
    const headers = await signWebhook({ body, secret, id: 'evt_1', ...signed });
    const { status, text } = await receiver.deliver({ body, ...sent }.body, headers);
    expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining(reason) });
    expect(await receiver.deliver(body, {})).toMatchObject({ status: 400 });
    await receiver.close();
    expect(await journalOf(folder)).toEqual([]);
  });

  it('answers before it works, and is not held up by what it works on', async () => {
    let finish: (line: string) => void = () => undefined;
    const work = new Promise<string>((resolve) => {
      finish = resolve;
    });
    const receiver = await serve(() => work);
    for (const id of ['evt_1', 'evt_2']) {
      const body = bodyOf(id);
      const headers = await signWebhook({ body, secret, id });
      expect(await receiver.deliver(body, headers)).toMatchObject({ status: 204 });
    }
    expect(await journalOf(folder)).toEqual([]);
    finish('done');
    await receiver.close();
    expect(await journalOf(folder)).toEqual(['evt_1 done', 'evt_2 done']);
  });

  it('does at its start what it had not done when it was killed, or had failed at', async () => {
    const unfinished = '{"id":"evt_4","type":';
    await writeFile(
      `${folder}/inbox.ndjson`,
      `${['evt_1', 'evt_2', 'evt_3'].map(bodyOf).join('\n')}\n${unfinished}`,
    );
    await writeFile(`${folder}/journal.txt`, 'evt_1 done\nevt_2 do');
    const complaints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const failing = await serve(({ id }) => {
      if (id === 'evt_3') throw new Error('The printer is out of paper.');
      return 'done later';
    });
    await failing.close();
    expect(complaints.mock.calls).toEqual([[expect.stringContaining('evt_3 is still to be worked on')]]);
    complaints.mockRestore();
    expect(await journalOf(folder)).toEqual(['evt_1 done', 'evt_2 done later']);

    const receiver = await serve(() => 'done at last');
    const body = bodyOf('evt_4');
    expect(await receiver.deliver(body, await signWebhook({ body, secret, id: 'evt_4' }))).toMatchObject({
      status: 204,
    });
    await receiver.close();
    expect(await journalOf(folder)).toEqual([
      'evt_1 done',
      'evt_2 done later',
      'evt_3 done at last',
      'evt_4 done at last',
    ]);
  });

  it('does again later what has failed, behind what has come meanwhile', async () => {
    const complaints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const pauses: (() => void)[] = [];
    let hasPaper = false;
    const work: Work = ({ id }) => {
      if (id === 'evt_1' && !hasPaper) throw new Error('The printer is out of paper.');
      return 'done';
    };
    const receiver = await serve(work, (retry) => pauses.push(retry));
    for (const id of ['evt_1', 'evt_2']) {
      const body = bodyOf(id);
      await receiver.deliver(body, await signWebhook({ body, secret, id }));
    }
    await vi.waitFor(async () => expect(await journalOf(folder)).toEqual(['evt_2 done']));
    // It fails once more, and is not forgotten.
    pauses.shift()?.();
    await vi.waitFor(() => expect(pauses).toHaveLength(1));
    hasPaper = true;
    pauses.shift()?.();
    await vi.waitFor(async () => expect(await journalOf(folder)).toEqual(['evt_2 done', 'evt_1 done']));
    await receiver.close();
    expect(complaints).toHaveBeenCalledTimes(2);
    complaints.mockRestore();
  });

  it('leaves for its next start what has failed when it is closed', async () => {
    const complaints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const work = vi.fn<Work>().mockRejectedValue(new Error('The printer is out of paper.'));
    const pauses: (() => void)[] = [];
    await writeFile(`${folder}/inbox.ndjson`, `${bodyOf('evt_1')}\n`);
    const receiver = await serve(work, (retry) => pauses.push(retry));
    await receiver.close();
    for (const retry of pauses) retry();
    expect(work).toHaveBeenCalledTimes(1);
    expect(pauses).toHaveLength(1);
    complaints.mockRestore();
  });

  it.skipIf(process.platform === 'win32')('has its files in the folder on the disk as well', async () => {
    const handle = await open(folder);
    const prototype = Object.getPrototypeOf(handle);
    await handle.close();
    const { sync } = prototype;
    const synced: boolean[] = [];
    const syncing = vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
      synced.push((await this.stat()).isDirectory());
      return sync.call(this);
    });
    await (await serve()).close();
    syncing.mockRestore();
    expect(synced).toEqual([true]);
  });
});

it('is started by a script that needs no build of the SDK', async () => {
  const args = (await startArguments()).filter((arg) => arg !== 'serve.ts');
  const print = "process.stdout.write(import.meta.resolve('@medcor/sdk/webhooks'))";
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...args, '--input-type=module', '--eval', print],
    { cwd: import.meta.dirname },
  );
  expect(stdout).toMatch(/\/packages\/sdk\/src\/webhooks\.ts$/);
});
