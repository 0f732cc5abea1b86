import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openTestApi, type TestApi } from '../../server/testing/test-api.js';
import { MedCor } from '../src/index.js';
import { runProgram } from '../testing/snippet-program.js';
import { snippetsOf } from '../testing/snippets.js';

const sdk = fileURLToPath(new URL('..', import.meta.url));

/** The programs of the README are one: each goes on with what those before it have made. */
function programOf(readme: string): string {
  const blocks = snippetsOf(readme).flatMap(({ language, text }) => (language === 'ts' ? [text] : []));
  expect(blocks.length).toBeGreaterThan(8);
  return `${blocks.join('\n')}\nexport { app, appointment, blob, events, stop, watching, medcor };\n`;
}

describe('the README', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await openTestApi('memory');
    await inhabit(api.url);
  });
  afterAll(() => api.close());

  it('has programs that run as they stand', async () => {
    const program = programOf(await readFile(path.join(sdk, 'README.md'), 'utf8'));
    const log = vi.spyOn(console, 'log').mockReturnValue();
    vi.spyOn(console, 'debug').mockReturnValue();
    const { ran, remove } = await runProgram(program.replaceAll('http://localhost:8002', api.url), sdk);
    onTestFinished(remove);
    expect((await ran.medcor.appointments.get(ran.appointment.id)).notes).toBe('Bring the X-ray');
    expect(await ran.blob.text()).toBe('Read by Dr. Smith.\n');
    const lines = log.mock.calls.map((args) => args.join(' '));
    expect(lines).toContain('SLOT_UNAVAILABLE');
    expect(lines).toContain('Alice Johnson');
    ran.stop.abort();
    await expect(ran.watching).rejects.toThrow();
    vi.restoreAllMocks();
  });
});

/** The people that the README tells of: those of the API document, with its ids. */
async function inhabit(baseUrl: string): Promise<void> {
  const medcor = new MedCor({ baseUrl });
  await medcor.hospitals.create({
    name: 'City General Hospital',
    city: 'New York',
    state: 'NY',
    country: 'USA',
    hospital_type: 'general',
    contact_email: 'admin@citygeneral.com',
    contact_phone: '+1-212-555-0100',
  });
  const password = 'SecurePassword123!';
  await medcor.auth.register({
    email: 'admin@hospital.com',
    password,
    password_confirm: password,
    first_name: 'John',
    last_name: 'Admin',
    role: 'admin',
    hospital: 1,
  });
  await medcor.users.create({
    email: 'dr.smith@hospital.com',
    password,
    first_name: 'Jane',
    last_name: 'Smith',
    role: 'doctor',
  });
  await medcor.users.create({
    email: 'patient@email.com',
    password,
    first_name: 'Alice',
    last_name: 'Johnson',
    role: 'patient',
  });
}
