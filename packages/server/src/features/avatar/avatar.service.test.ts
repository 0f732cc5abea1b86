import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stores } from '../../../testing/test-api.js';
import type { Actor } from '../../edge/actor.js';
import { createAesSeal } from '../../providers/aes-seal.js';
import { type Avatars, creating, down, lost, openAvatars, storedSession } from './avatar.test-support.js';

const ended = { code: 'AVATAR_NOT_ACTIVE', status: 409 };
const unavailable = { code: 'AVATAR_UNAVAILABLE', status: 503, headers: { 'Retry-After': '5' } };
const missing = { code: 'NOT_FOUND', status: 404 };

describe.each(stores)('avatars over %s', (store) => {
  let avatars: Avatars;
  beforeAll(async () => {
    avatars = await openAvatars(store);
  });
  afterAll(() => avatars.close());
  beforeEach(() => {
    avatars.far.asked.length = 0;
  });

  const create = (actor: Actor, fields: object = {}) => avatars.service.create(actor, creating(fields));
  const start = (actor: Actor, session_id: string) => avatars.service.start(actor, { session_id });
  const stop = (actor: Actor, session_id: string) => avatars.service.stop(actor, { session_id });
  const started = async (actor: Actor, fields: object = {}) => {
    const { session_id } = await create(actor, fields);
    return start(actor, session_id);
  };
  const at = (seconds: number) => new Date(avatars.ports.clock().getTime() + seconds * 1000).toISOString();

  it('are made, started once, and stopped once', async () => {
    const made = await create(avatars.patient);
    expect(made).toEqual({
      session_id: expect.any(String),
      provider: 'embedded',
      status: 'created',
      transport: { type: 'inline', events_url: null },
      session_duration_limit: 600,
      expires_at: at(600),
    });
    const { session_id } = made;
    avatars.advance(60);
    const active = await start(avatars.patient, session_id);
    expect(active).toEqual({ ...made, status: 'active' });
    avatars.advance(61.9);
    expect(await start(avatars.patient, session_id)).toEqual(active);
    const stopped = await stop(avatars.patient, session_id);
    expect(stopped).toEqual({ session_id, status: 'stopped', stopped_at: at(0), duration_s: 61 });
    avatars.advance(60);
    expect(await stop(avatars.patient, session_id)).toEqual(stopped);
    await expect(start(avatars.patient, session_id)).rejects.toMatchObject(ended);
  });

  it('were active for no time if they were never started', async () => {
    const { session_id } = await create(avatars.patient);
    avatars.advance(10);
    expect(await stop(avatars.patient, session_id)).toMatchObject({ stopped_at: at(0), duration_s: 0 });
  });

  it("are a user's own: nobody else's are there, in the same hospital or in another", async () => {
    const { session_id } = await create(avatars.patient);
    for (const other of [avatars.otherPatient, avatars.farPatient, avatars.operator]) {
      await expect(start(other, session_id)).rejects.toMatchObject(missing);
      await expect(stop(other, session_id)).rejects.toMatchObject(missing);
    }
    expect(await start(avatars.patient, session_id)).toMatchObject({ status: 'active' });
    await expect(start(avatars.patient, randomUUID())).rejects.toMatchObject(missing);
    expect(avatars.far.asked).toEqual([]);
  });

  it('are asked of a remote provider in hospitals that allow it, and nowhere else', async () => {
    const asked = { avatar_id: 'ann', quality: 'high', voice: { rate: 0.8 }, activity_idle_timeout: 90 };
    const made = await create(avatars.farPatient, asked);
    expect(made).toMatchObject({
      provider: 'far',
      transport: { access_token: 'before' },
      session_duration_limit: 300,
      expires_at: at(90),
    });
    expect(avatars.far.made.at(-1)).toEqual({ ...asked, hospital: avatars.farPatient.hospital });
    expect(await start(avatars.farPatient, made.session_id)).toMatchObject({
      status: 'active',
      transport: { access_token: 'after' },
    });
    await stop(avatars.farPatient, made.session_id);
    expect(avatars.far.asked.map((call) => call.split(' ')[0])).toEqual(['create', 'start', 'stop']);
    expect(await create(avatars.operator)).toMatchObject({ provider: 'embedded' });
    expect(await create(avatars.patient)).toMatchObject({ provider: 'embedded' });
  });

  it('keep what providers say out of sight in the store', async () => {
    const { session_id } = await create(avatars.farPatient);
    const row = JSON.stringify(await storedSession(avatars.database, avatars.farPatient, session_id));
    for (const secret of ['handle-', 'wss://', 'before']) expect(row).not.toContain(secret);
  });

  it('are over for whoever cannot open them any more', async () => {
    const { session_id } = await create(avatars.farPatient);
    const service = avatars.serviceWith({ seal: createAesSeal(['another-secret-than-before']) });
    await expect(service.start(avatars.farPatient, { session_id })).rejects.toMatchObject(ended);
    expect(await service.stop(avatars.farPatient, { session_id })).toMatchObject({ status: 'stopped' });
  });

  it('are over once the hospital lets nothing out any more, and their provider hears no more than that', async () => {
    const { hospital } = avatars.farPatient;
    const allow = (remote_ai_enabled: boolean) =>
      avatars.database.transaction(Number(hospital), ({ hospitals }) =>
        hospitals.update(Number(hospital), { remote_ai_enabled }),
      );
    const { session_id } = await create(avatars.farPatient);
    await allow(false);
    try {
      await expect(start(avatars.farPatient, session_id)).rejects.toMatchObject(ended);
      await stop(avatars.farPatient, session_id);
    } finally {
      await allow(true);
    }
    expect(avatars.far.asked.map((call) => call.split(' ')[0])).toEqual(['create', 'stop']);
  });

  it('are over once another provider is configured', async () => {
    const { session_id } = await create(avatars.farPatient);
    const service = avatars.serviceWith({ avatars: avatars.ports.embedded });
    await expect(service.start(avatars.farPatient, { session_id })).rejects.toMatchObject(ended);
    expect(await service.stop(avatars.farPatient, { session_id })).toMatchObject({ status: 'stopped' });
  });

  describe('with a conversation', () => {
    it('go on with one of the caller', async () => {
      const chat_session_id = randomUUID();
      avatars.conversations.set(chat_session_id, avatars.patient.id);
      const { session_id } = await create(avatars.patient, { chat_session_id });
      const stored = await storedSession(avatars.database, avatars.patient, session_id);
      expect(stored).toMatchObject({ chat_session_id });
      await expect(create(avatars.otherPatient, { chat_session_id })).rejects.toMatchObject(missing);
      await expect(create(avatars.farPatient, { chat_session_id })).rejects.toMatchObject(missing);
      expect(avatars.far.asked).toEqual([]);
    });
  });

  describe('that nobody uses', () => {
    it('expire when they have been idle for too long, from their start on', async () => {
      const { session_id } = await create(avatars.patient, { activity_idle_timeout: 30 });
      avatars.advance(20);
      expect(await start(avatars.patient, session_id)).toMatchObject({ expires_at: at(30) });
      avatars.advance(29.999);
      expect(await start(avatars.patient, session_id)).toMatchObject({ status: 'active' });
      avatars.advance(0.001);
      await expect(start(avatars.patient, session_id)).rejects.toMatchObject(ended);
      avatars.advance(100);
      const stopped = { status: 'stopped', stopped_at: at(-100), duration_s: 30 };
      expect(await stop(avatars.patient, session_id)).toMatchObject(stopped);
      expect(await stop(avatars.patient, session_id)).toMatchObject(stopped);
    });

    it('expire unstarted, too', async () => {
      const { session_id } = await create(avatars.patient, { activity_idle_timeout: 30 });
      avatars.advance(30);
      await expect(start(avatars.patient, session_id)).rejects.toMatchObject(ended);
    });

    it('last no longer than their provider lets them', async () => {
      const { expires_at } = await started(avatars.farPatient, { activity_idle_timeout: 3600 });
      expect(expires_at).toBe(at(300));
    });
  });

  describe('whose provider is down', () => {
    it('leave nothing when they cannot be made', async () => {
      const id = randomUUID();
      const service = avatars.serviceWith({ newUuid: () => id });
      avatars.far.next = [down];
      await expect(service.create(avatars.farPatient, creating())).rejects.toMatchObject(unavailable);
      expect(await storedSession(avatars.database, avatars.farPatient, id)).toBeUndefined();
      expect(await service.create(avatars.farPatient, creating())).toMatchObject({ session_id: id });
    });

    it('can be started later', async () => {
      const { session_id } = await create(avatars.farPatient);
      avatars.far.next = [down];
      await expect(start(avatars.farPatient, session_id)).rejects.toMatchObject(unavailable);
      expect(await start(avatars.farPatient, session_id)).toMatchObject({ status: 'active' });
    });

    it('end all the same', async () => {
      const { session_id } = await started(avatars.farPatient);
      avatars.far.next = [down];
      const stopped = await stop(avatars.farPatient, session_id);
      expect(stopped).toMatchObject({ status: 'stopped', stopped_at: at(0) });
      expect(await stop(avatars.farPatient, session_id)).toEqual(stopped);
      expect(avatars.far.asked.filter((call) => call.startsWith('stop'))).toHaveLength(1);
    });

    it('have failed once it has lost them', async () => {
      const { session_id } = await create(avatars.farPatient);
      avatars.far.next = [lost];
      await expect(start(avatars.farPatient, session_id)).rejects.toMatchObject(ended);
      const stored = await storedSession(avatars.database, avatars.farPatient, session_id);
      expect(stored).toMatchObject({ status: 'failed', stopped_at: at(0) });
      await expect(start(avatars.farPatient, session_id)).rejects.toMatchObject(ended);
      avatars.advance(5);
      expect(await stop(avatars.farPatient, session_id)).toMatchObject({ stopped_at: at(-5), duration_s: 0 });
    });
  });

  it('are ended at the provider when they cannot be kept', async () => {
    const service = avatars.serviceWith({
      database: {
        ...avatars.database,
        transaction: async () => {
          throw new Error('Lost.');
        },
      },
    });
    await expect(service.create(avatars.farPatient, creating())).rejects.toThrow('Lost.');
    expect(avatars.far.asked.map((call) => call.split(' ')[0])).toEqual(['create', 'stop']);
  });

  describe('at once', () => {
    /** Has calls to the provider wait for each other, as long as it takes until so many are there. */
    const together = (count: number) => {
      let release = () => {};
      const all = new Promise<void>((resolve) => {
        release = resolve;
      });
      let arrived = 0;
      avatars.far.next = Array.from({ length: count }, () => async () => {
        arrived += 1;
        if (arrived === count) release();
        await all;
      });
    };

    it('start as one', async () => {
      const { session_id } = await create(avatars.farPatient);
      together(2);
      const [one, other] = await Promise.all([
        start(avatars.farPatient, session_id),
        start(avatars.farPatient, session_id),
      ]);
      expect(one).toMatchObject({ status: 'active' });
      expect(other).toEqual(one);
    });

    it('start as one when the provider refuses the second because of the first', async () => {
      const { session_id } = await create(avatars.farPatient);
      let start1: Promise<unknown> | undefined;
      avatars.far.next = [
        async () => {
          start1 = start(avatars.farPatient, session_id);
          await start1;
          await down();
        },
      ];
      expect(await start(avatars.farPatient, session_id)).toEqual(await start1);
    });

    it('stop as one', async () => {
      const { session_id } = await started(avatars.farPatient);
      const [one, other] = await Promise.all([
        stop(avatars.farPatient, session_id),
        stop(avatars.farPatient, session_id),
      ]);
      expect(other).toEqual(one);
      expect(avatars.far.asked.filter((call) => call.startsWith('stop'))).toHaveLength(1);
    });

    it('stay stopped when they are stopped while they start, at the provider as well', async () => {
      const { session_id } = await create(avatars.farPatient);
      avatars.far.next = [async () => void (await stop(avatars.farPatient, session_id))];
      await expect(start(avatars.farPatient, session_id)).rejects.toMatchObject(ended);
      const calls = avatars.far.asked.map((call) => call.split(' ')[0]);
      expect(calls).toEqual(['create', 'start', 'stop', 'stop']);
      const stored = await storedSession(avatars.database, avatars.farPatient, session_id);
      expect(stored).toMatchObject({ status: 'stopped', started_at: null });
    });
  });
});
