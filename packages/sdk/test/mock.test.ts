import { readFileSync } from 'node:fs';
import { setupServer } from 'msw/node';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ConflictError, ConnectionError, MedCor, RateLimitError, ServerError } from '../src/index.js';
import { createMedCorMock } from '../src/mock/index.js';
import { verifyWebhook } from '../src/webhooks.js';

const password = 'SecurePassword123!';
const hospital = {
  name: 'City General Hospital',
  city: 'New York',
  state: 'NY',
  country: 'USA',
  hospital_type: 'general',
  contact_email: 'admin@citygeneral.com',
  contact_phone: '+1-212-555-0100',
} as const;
const admin = {
  email: 'admin@hospital.com',
  password,
  password_confirm: password,
  first_name: 'John',
  last_name: 'Admin',
  role: 'admin',
  hospital: 1,
} as const;

afterEach(() => void vi.useRealTimers());

describe('an empty mock', () => {
  it('is a fresh installation, for its owner to set up', async () => {
    const mock = createMedCorMock();
    const medcor = new MedCor({ baseUrl: mock.baseUrl, fetch: mock.fetch });
    expect(await medcor.hospitals.create(hospital)).toMatchObject({ id: 1 });
    expect((await medcor.auth.register(admin)).user).toMatchObject({ id: 1, is_superuser: true });
    const doctor = await medcor.users.create({
      email: 'd@hospital.com',
      password,
      first_name: 'Jane',
      last_name: 'Smith',
      role: 'doctor',
    });
    expect(doctor.id).toBe(2);
    expect((await medcor.specialties.get(5)).name).toBe('Cardiology');
  });

  it('is the same in every run: ids, times and tokens', async () => {
    const run = async () => {
      const mock = createMedCorMock();
      const medcor = new MedCor({ baseUrl: mock.baseUrl, fetch: mock.fetch });
      const made = await medcor.hospitals.create(hospital).withResponse();
      const { response } = await medcor.auth.register(admin).withResponse();
      return [
        made.data,
        made.requestId,
        made.etag,
        response.headers.get('date'),
        mock.events,
        await mock.snapshot(),
      ];
    };
    expect(await run()).toEqual(await run());
  });

  it('says no as the server does', async () => {
    const mock = createMedCorMock();
    const medcor = new MedCor({ baseUrl: mock.baseUrl, fetch: mock.fetch });
    const unknown = await mock.fetch(`${mock.baseUrl}/api/hospital/`);
    expect([unknown.status, (await unknown.json()).error.code]).toEqual([404, 'NOT_FOUND']);
    // What a program without types sends.
    const body = { ...hospital, beds: 3 } as typeof hospital;
    await expect(medcor.hospitals.create(body)).rejects.toMatchObject({
      details: { beds: ['Unknown field.'] },
    });
    await expect(mock.fetch('http://elsewhere.example/')).rejects.toThrow(
      /knows nothing of http:\/\/elsewhere.example/,
    );
  });

  it('counts requests unless it is told not to', async () => {
    const limited = createMedCorMock({ seed: 'demo' });
    const codes = async (mock: typeof limited) => {
      const nurse = new MedCor({ ...mock.as('nurse'), maxRetries: 0 });
      const answers = Array.from({ length: 101 }, () => nurse.auth.profile().safe());
      return (await Promise.all(answers)).map(({ error }) => error).filter((error) => error !== undefined);
    };
    const refused = await codes(limited);
    expect(refused).toEqual([expect.any(RateLimitError)]);
    expect(await codes(createMedCorMock({ seed: 'demo', rateLimit: 'off' }))).toEqual([]);
  });
});

describe('the demo', () => {
  it('is one hospital with everybody in it, and appointments in every state', async () => {
    const mock = createMedCorMock({ seed: 'demo', rateLimit: 'off' });
    const medcor = new MedCor(mock.as('admin'));
    const appointments = await medcor.appointments.list().toArray();
    const statuses = new Set(appointments.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['cancelled', 'completed', 'confirmed', 'no_show', 'scheduled']);
    const roles = new Set((await medcor.users.list().toArray()).map(({ role }) => role));
    expect([...roles].sort()).toEqual(['admin', 'doctor', 'nurse', 'patient', 'staff']);
    const week = { date_from: '2030-01-07', date_to: '2030-01-13', is_available: true } as const;
    const days = new Set(
      (await medcor.availabilitySlots.list(week).toArray()).map(({ start_time }) => start_time.slice(0, 10)),
    );
    expect(days.size).toBeGreaterThanOrEqual(5);
    expect((await medcor.medicalRecords.list()).count).toBeGreaterThan(0);
    const treatments = await medcor.treatments.list().toArray();
    const prescribed = await Promise.all(treatments.map(({ id }) => medcor.prescriptions.list(id)));
    expect(prescribed.some(({ count }) => count > 0)).toBe(true);
  });

  it('lets anyone in it be tried out, and books one slot once', async () => {
    const mock = createMedCorMock({ seed: 'demo' });
    const patient = new MedCor(mock.as('patient'));
    const me = await patient.auth.profile();
    expect(me.role).toBe('patient');
    expect((await new MedCor(mock.as(me.email)).auth.profile()).id).toBe(me.id);
    expect((await new MedCor(mock.as('superuser')).auth.profile()).is_superuser).toBe(true);
    const [slot] = await patient.availabilitySlots.list({ is_available: true }).toArray({ limit: 1 });
    if (!slot) throw new Error('The demo has no free slot.');
    await patient.appointments.create({ doctor: slot.doctor, slot: slot.id });
    const again = patient.appointments.create({ doctor: slot.doctor, slot: slot.id });
    await expect(again).rejects.toBeInstanceOf(ConflictError);
    await expect(new MedCor(mock.as('nobody@example.org')).auth.profile()).rejects.toThrow(
      /nobody who is nobody@/,
    );
  });

  it('goes by the clock that it is given', async () => {
    const mock = createMedCorMock({ seed: 'demo', clock: () => new Date('2031-07-01T12:00:00Z') });
    const medcor = new MedCor(mock.as('staff'));
    const { results } = await medcor.availabilitySlots.list({
      ordering: 'start_time',
      page_size: 1,
      date_from: '2031-07-01',
    });
    expect(results[0]?.start_time).toMatch(/^2031-07-0[12]/);
  });
});

describe('what tests ask of the mock', () => {
  const demo = (options = {}) => {
    const mock = createMedCorMock({ seed: 'demo', ...options });
    return { mock, patient: new MedCor({ ...mock.as('patient'), maxRetries: 0 }) };
  };

  it('has calls fail, with any error or without an answer, so many times', async () => {
    const { mock, patient } = demo();
    mock.failNext('auth.profile', 'DATABASE_UNAVAILABLE', { times: 2 });
    mock.failNext('auth.profile', 'network');
    for (let count = 0; count < 2; count += 1) {
      await expect(patient.auth.profile()).rejects.toMatchObject({
        name: ServerError.name,
        code: 'DATABASE_UNAVAILABLE',
      });
    }
    await expect(patient.auth.profile()).rejects.toBeInstanceOf(ConnectionError);
    expect((await patient.auth.profile()).role).toBe('patient');
  });

  it('is retried as a server would be', async () => {
    const { mock } = demo();
    vi.useFakeTimers();
    mock.failNext('users.doctors', 'network');
    const doctors = new MedCor(mock.as('patient')).users.doctors();
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await doctors).results.length).toBeGreaterThan(0);
    expect(mock.requests.filter(({ operation }) => operation === 'users.doctors')).toHaveLength(2);
  });

  it('takes its time, and hears who gives up', async () => {
    const { mock, patient } = demo({ latency: 1000 });
    vi.useFakeTimers();
    let isThere = false;
    const profile = patient.auth.profile().then(() => {
      isThere = true;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(isThere).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await profile;
    const gone = new AbortController();
    const aborted = patient.auth.profile({ signal: gone.signal });
    gone.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortedError' });
    expect(mock.requests).toHaveLength(2);
  });

  it('lets an operation be answered otherwise', async () => {
    const { mock, patient } = demo();
    mock.override('hospitals.get', async () => Response.json({ name: 'Elsewhere' }));
    expect((await patient.hospitals.get(1)).name).toBe('Elsewhere');
    mock.override('hospitals.get', () => undefined);
    expect((await patient.hospitals.get(1)).name).toBe('Riverbend General Hospital');
  });

  it('tells what was asked', async () => {
    const { mock, patient } = demo();
    await patient.auth.updateProfile({ bio: 'Hello ☂' });
    await patient.users.list({ search: 'a b' });
    expect(mock.requests.map(({ operation, path, body, status }) => [operation, path, body, status])).toEqual(
      [
        ['auth.updateProfile', '/api/auth/profile/', { bio: 'Hello ☂' }, 200],
        ['users.list', '/api/auth/users/?search=a+b', undefined, 200],
      ],
    );
  });

  it('goes back to the beginning, or to where it was', async () => {
    const { mock, patient } = demo();
    const doctors = async () => (await new MedCor(mock.as('admin')).users.list({ role: 'nurse' })).count;
    const nurse = {
      email: 'n@example.org',
      password,
      first_name: 'N',
      last_name: 'N',
      role: 'nurse',
    } as const;
    const before = await mock.snapshot();
    await new MedCor(mock.as('admin')).users.create(nurse);
    expect(await doctors()).toBe(2);
    // It is plain data: it survives being a file.
    await mock.restore(JSON.parse(JSON.stringify(before)));
    expect(await doctors()).toBe(1);
    await new MedCor(mock.as('admin')).users.create(nurse);
    mock.failNext('auth.profile', 'network');
    mock.reset();
    expect([await doctors(), mock.requests.length]).toEqual([1, 1]);
    expect((await patient.auth.profile()).role).toBe('patient');
    const copy = createMedCorMock({ seed: before });
    expect((await new MedCor(copy.as('patient')).auth.profile()).email).toBe(
      (await patient.auth.profile()).email,
    );
  });

  it('keeps files, in its snapshots too', async () => {
    const { mock } = demo();
    const doctor = new MedCor(mock.as('doctor'));
    const [record] = await doctor.medicalRecords.list().toArray({ limit: 1 });
    const file = new File(['ECG ♥'], 'ecg.txt', { type: 'text/plain' });
    const { id, sha256 } = await doctor.medicalRecords.addAttachment(record?.id ?? 0, { file });
    expect(sha256).toBe('0b5ff63342a6fc0bc05ff86ee708f1ea4e9017914179c2e068816a3b846b4e61');
    const copy = createMedCorMock({ seed: JSON.parse(JSON.stringify(await mock.snapshot())) });
    const kept = new MedCor(copy.as('doctor'));
    expect(await (await kept.medicalRecords.getAttachment(record?.id ?? 0, id)).text()).toBe('ECG ♥');
  });

  it('tells what happened, and what webhooks would be sent of it', async () => {
    const { mock, patient } = demo();
    const medcor = new MedCor(mock.as('admin'));
    const secret = 'your-webhook-secret';
    await medcor.webhooks.create({
      url: 'https://example.com/hook',
      events: ['appointment.created'],
      secret,
    });
    const [slot] = await patient.availabilitySlots.list({ is_available: true }).toArray({ limit: 1 });
    const { id } = await patient.appointments.create({ doctor: slot?.doctor ?? 0, slot: slot?.id ?? 0 });
    expect(mock.events.map(({ type, data }) => [type, data.id])).toEqual([['appointment.created', id]]);
    const [delivery, ...others] = await mock.deliveries();
    expect([delivery?.url, others]).toEqual(['https://example.com/hook', []]);
    const at = { now: Date.parse('2030-01-07T09:00:00Z') };
    const event = await verifyWebhook(delivery?.body ?? '', delivery?.headers ?? {}, secret, at);
    expect(event).toEqual(mock.events[0]);
  });

  it('has the mails that would have been sent', async () => {
    const { mock, patient } = demo();
    const { email } = await patient.auth.profile();
    await patient.auth.requestPasswordReset({ email });
    await vi.waitFor(() => expect(mock.mails.map(({ to }) => to)).toEqual([email]));
  });
});

describe('under MSW', () => {
  it('answers whatever calls the API, and leaves the rest to others', async () => {
    const mock = createMedCorMock({ seed: 'demo' });
    const server = setupServer(...mock.handlers);
    server.listen({ onUnhandledRequest: 'error' });
    onTestFinished(() => server.close());
    const { token } = mock.as('patient');
    const medcor = new MedCor({ baseUrl: mock.baseUrl, token, maxRetries: 0 });
    expect((await medcor.auth.profile()).role).toBe('patient');
    // With and without its last slash, as it is with the server.
    for (const path of ['/api/specialty/', '/api/specialty']) {
      const authorization = typeof token === 'function' ? `Bearer ${await token()}` : '';
      expect((await fetch(mock.baseUrl + path, { headers: { authorization } })).status).toBe(200);
    }
    mock.failNext('auth.profile', 'network');
    await expect(medcor.auth.profile()).rejects.toBeInstanceOf(ConnectionError);
    await expect(fetch('http://localhost:8002/elsewhere')).resolves.toMatchObject({ status: 404 });
  });
});

describe('the sources of the mock', () => {
  it('say nothing of Node', () => {
    for (const name of ['index', 'fetch', 'mock-api', 'mock-ports', 'fetch-edge']) {
      expect(readFileSync(new URL(`../src/mock/${name}.ts`, import.meta.url), 'utf8')).not.toContain('node:');
    }
  });
});
