import { MedCor } from '@medcor/sdk';
import { createMedCorMock } from '@medcor/sdk/mock';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bookFirst } from './booking.js';

const mock = createMedCorMock({ seed: 'demo' });
const server = setupServer(...mock.handlers);

// Whatever is not the API's would go out to the network: that fails the test instead.
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());
beforeEach(() => mock.reset());

/** A patient who has signed in by the form, as anybody does. */
async function signedIn(): Promise<MedCor> {
  const medcor = new MedCor({ baseUrl: mock.baseUrl, maxRetries: 0 });
  const password = 'PatientPass123!';
  const account = { email: 'alice@example.org', first_name: 'Alice', last_name: 'Johnson', hospital: 1 };
  await medcor.auth.register({ ...account, password, password_confirm: password });
  await medcor.auth.login({ email: account.email, password });
  return medcor;
}

describe('booking', () => {
  it('takes the first free time of a doctor', async () => {
    const medcor = await signedIn();
    const [doctor] = await medcor.users.doctors().toArray({ limit: 1 });
    const booking = await bookFirst(medcor, doctor?.id ?? 0);
    expect(booking).toMatchObject({ state: 'booked', with: doctor?.full_name });
    expect((await medcor.appointments.list()).results[0]?.status).toBe('scheduled');
    expect(mock.events.map(({ type }) => type)).toContain('appointment.created');
  });

  it('is friendly when somebody was faster', async () => {
    const medcor = await signedIn();
    const [doctor] = await medcor.users.doctors().toArray({ limit: 1 });
    // Another patient takes the slot between the look and the booking.
    mock.override('appointments.create', async () => {
      mock.override('appointments.create', undefined);
      await bookFirst(new MedCor(mock.as('patient')), doctor?.id ?? 0);
      return undefined;
    });
    expect(await bookFirst(medcor, doctor?.id ?? 0)).toMatchObject({
      state: 'taken',
      message: expect.stringContaining('faster'),
    });
  });

  it('does not say what it cannot know when the network fails', async () => {
    const medcor = await signedIn();
    mock.failNext('appointments.create', 'network');
    expect(await bookFirst(medcor, 4)).toMatchObject({
      state: 'offline',
      message: expect.stringContaining('Look whether you are booked'),
    });
    expect((await medcor.appointments.list()).count).toBe(0);
  });

  it('never leaves the process', async () => {
    await expect(fetch('http://elsewhere.example/')).rejects.toThrow();
    expect(mock.requests).toEqual([]);
  });
});
