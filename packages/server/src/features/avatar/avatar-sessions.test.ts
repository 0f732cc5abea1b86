import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stores } from '../../../testing/test-api.js';
import type { NewAvatarSession } from './avatar.repository.js';
import { type Avatars, openAvatars } from './avatar.test-support.js';

describe.each(stores)('stored avatar sessions over %s', (store) => {
  let avatars: Avatars;
  beforeAll(async () => {
    avatars = await openAvatars(store);
  });
  afterAll(() => avatars.close());

  const session = (fields: Partial<NewAvatarSession> = {}): NewAvatarSession => ({
    session_id: randomUUID(),
    hospital: avatars.patient.hospital,
    user: avatars.patient.id,
    provider: 'far',
    status: 'created',
    handle: 'sealed',
    transport: 'sealed as well',
    voice: { voice_id: 'slt', rate: 1.25 },
    language: 'es-MX',
    chat_session_id: randomUUID(),
    session_duration_limit: 600,
    activity_idle_timeout: 30,
    created_at: '2041-01-20T09:00:00.000Z',
    started_at: null,
    last_spoken_at: null,
    stopped_at: null,
    expires_at: '2041-01-20T09:00:30.000Z',
    ...fields,
  });
  const insert = (values: NewAvatarSession) =>
    avatars.database.transaction('platform', ({ avatarSessions }) => avatarSessions.insert(values));
  const find = (id: string, user: number, tenant: number | 'platform' = 'platform') =>
    avatars.database.read(tenant, ({ avatarSessions }) => avatarSessions.find(id, user));

  it('come back as they went in', async () => {
    const values = session();
    expect(await insert(values)).toEqual({ id: expect.any(Number), ...values });
    expect(await find(values.session_id, values.user)).toMatchObject(values);
    const bare = session({ hospital: null, transport: null, voice: null, language: null });
    expect(await insert({ ...bare, chat_session_id: null })).toMatchObject({
      hospital: null,
      transport: null,
      voice: null,
      language: null,
      chat_session_id: null,
    });
  });

  it('are changed by what is said, and by nothing else', async () => {
    const { session_id, user, ...values } = await insert(session());
    const change = { status: 'active', started_at: '2041-01-20T09:00:05.000Z' } as const;
    await avatars.database.transaction('platform', async ({ avatarSessions }) => {
      const before = await avatarSessions.findForUpdate(session_id, user);
      expect(before).toMatchObject(values);
      expect(await avatarSessions.update(session_id, user, change)).toEqual({ ...before, ...change });
    });
    expect(await find(session_id, user)).toMatchObject({ ...values, ...change });
  });

  it("are found and changed by their user alone, within a hospital and in another's name", async () => {
    const { session_id, user } = await insert(session());
    for (const other of [avatars.otherPatient, avatars.farPatient]) {
      await avatars.database.transaction(other.hospital ?? 'platform', async ({ avatarSessions }) => {
        expect(await avatarSessions.find(session_id, other.id)).toBeUndefined();
        expect(await avatarSessions.findForUpdate(session_id, other.id)).toBeUndefined();
        const change = { chat_session_id: null, status: 'failed' } as const;
        expect(await avatarSessions.update(session_id, other.id, change)).toBeUndefined();
      });
    }
    expect(await find(session_id, user)).toMatchObject({ status: 'created' });
  });

  it('are erased by their age, no more at a time than is said', async () => {
    const old = await Promise.all(
      ['1999-01-01T00:00:00.000Z', '1999-01-02T00:00:00.000Z', '1999-01-03T00:00:00.000Z'].map((created_at) =>
        insert(session({ created_at })),
      ),
    );
    const erase = (at: string, limit: number) =>
      avatars.database.transaction('platform', ({ avatarSessions }) =>
        avatarSessions.deleteBefore(at, limit),
      );
    expect(await erase('1999-01-03T00:00:00.000Z', 1)).toBe(1);
    expect(await erase('1999-01-03T00:00:00.000Z', 5)).toBe(1);
    expect(await erase('1999-01-03T00:00:00.000Z', 5)).toBe(0);
    const left = await Promise.all(old.map(({ session_id, user }) => find(session_id, user)));
    expect(left.map((row) => row?.created_at)).toEqual([undefined, undefined, '1999-01-03T00:00:00.000Z']);
  });
});
