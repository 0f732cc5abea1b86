import { avatarStreamEvents } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, type Person, populate, unique } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

describe.each(stores)('avatars by HTTP over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  const call = (step: string, { token }: Person, body: object, headers: Record<string, string> = {}) =>
    api.call('POST', `/api/avatar/${step}/`, { token, body, headers });
  const started = async (person: Person, fields: object = {}): Promise<string> => {
    const { session_id } = (await call('create', person, fields)).body;
    await call('start', person, { session_id });
    return String(session_id);
  };

  it('speak what the assistant answers, and go on with the conversation', async () => {
    const { patient } = fixture.first;
    const session_id = await started(patient, { language: 'en' });
    const ask = (text: string) => call('speak', patient, { session_id, text, task_type: 'chat' });
    const first = await ask('Hello');
    expect([first.status, first.body]).toMatchObject([200, { safety: { level: 'none' }, audio: null }]);
    expect(first.body.text).not.toBe('Hello');
    expect((await ask('I have crushing chest pain')).body.safety).toMatchObject({ level: 'emergency' });
    const sessions = await api.call('GET', '/api/chat/sessions/', { token: patient.token });
    expect(sessions.body.results).toMatchObject([{ channel: 'avatar', message_count: 4 }]);

    const chat_session_id = sessions.body.results[0]?.id;
    expect((await call('create', patient, { chat_session_id })).status).toBe(201);
    const other = await call('create', fixture.first.otherPatient, { chat_session_id });
    expect(refusal(other)).toEqual([404, 'NOT_FOUND', []]);
  });

  it.each(['repeat', 'chat'])('speak once, when a %s with a key is sent again', async (task_type) => {
    const { otherPatient } = fixture.first;
    const session_id = await started(otherPatient);
    const headers = { 'Idempotency-Key': unique('avatar-') };
    const speak = () => call('speak', otherPatient, { session_id, text: 'Hello', task_type }, headers);
    const first = await speak();
    expect(first.status).toBe(200);
    const again = await speak();
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  it('are streamed anew, whatever the key', async () => {
    const { nurse } = fixture.first;
    const session_id = await started(nurse);
    const stream = async () => {
      const response = await fetch(new URL('/api/avatar/speak/', api.url), {
        method: 'POST',
        headers: {
          Accept: 'text/event-stream',
          Authorization: `Bearer ${nurse.token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': 'the-same',
        },
        body: JSON.stringify({ session_id, text: 'One. Two.' }),
      });
      const blocks = (await response.text()).trim().split('\n\n');
      return blocks.map((block) => /^event: (\w+)\ndata: (.*)$/.exec(block)?.slice(1) ?? []);
    };
    const [first, second] = [await stream(), await stream()];
    expect(first.map(([event]) => event)).toEqual(['audio', 'audio', 'message', 'done']);
    const taskOf = (events: string[][]) =>
      avatarStreamEvents.message.parse(JSON.parse(events[2]?.[1] ?? '')).task_id;
    expect(taskOf(second)).not.toBe(taskOf(first));
  });

  it('start and stop as one, whoever calls at once', async () => {
    const { doctor } = fixture.second;
    const { session_id } = (await call('create', doctor, {})).body;
    for (const step of ['start', 'stop']) {
      const answers = await Promise.all([1, 2, 3, 4].map(() => call(step, doctor, { session_id })));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    }
  });
});
