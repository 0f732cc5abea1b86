import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestApi, type TestApi } from '../../server/testing/test-api.js';
import { MedCor } from '../src/index.js';

const sdk = fileURLToPath(new URL('..', import.meta.url));

/** The programs of the README are one: each goes on with what those before it have made. */
async function programOf(readme: string): Promise<string> {
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, block = '']) => block);
  expect(blocks.length).toBeGreaterThan(8);
  return `${blocks.join('\n')}\nexport { app, appointment, blob, events, stop, watching, medcor };\n`;
}

describe('the README', () => {
  const program = path.join(sdk, 'test/.readme-program.mjs');
  let api: TestApi;

  beforeAll(async () => {
    api = await openTestApi('memory');
    await inhabit(api.url);
  });
  afterAll(async () => {
    await api.close();
    await rm(program, { force: true });
  });

  it('has programs that run as they stand', async () => {
    const text = await programOf(await readFile(path.join(sdk, 'README.md'), 'utf8'));
    const { outputFiles } = await build({
      stdin: { contents: text.replaceAll('http://localhost:8002', api.url), resolveDir: sdk, loader: 'ts' },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      conditions: ['medcor-source'],
      external: ['@tanstack/query-core', 'express', 'msw', 'zod'],
    });
    await writeFile(program, outputFiles[0]?.text ?? '');
    const log = vi.spyOn(console, 'log').mockReturnValue();
    vi.spyOn(console, 'debug').mockReturnValue();
    const ran = await import(pathToFileURL(program).href);
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
