import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../server/testing/chromium.js';
import { withoutWords } from '../build/without-words.js';

const sdk = fileURLToPath(new URL('..', import.meta.url));
const worker = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');

/** A page's test: everything that it does stays in the page. */
const program = `
  import { setupWorker } from 'msw/browser';
  import { MedCor, ConflictError } from '@medcor/sdk';
  import { createMedCorMock } from '@medcor/sdk/mock';

  const mock = createMedCorMock({ baseUrl: 'https://api.medcor.example', seed: 'demo' });
  await setupWorker(...mock.handlers).start({ quiet: true, serviceWorker: { url: '/worker.js' } });
  const { token } = mock.as('patient');
  const patient = new MedCor({ baseUrl: mock.baseUrl, token });
  const [slot] = await patient.availabilitySlots.list({ is_available: true }).toArray({ limit: 1 });
  const booking = { doctor: slot.doctor, slot: slot.id };
  const { status } = await patient.appointments.create(booking);
  const again = await patient.appointments.create(booking).safe();
  document.title = [status, again.error instanceof ConflictError, mock.events.length].join(' ');
`;

const bundle = (external: string[]) =>
  build({
    stdin: { contents: program, resolveDir: sdk, sourcefile: 'program.js' },
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    conditions: ['medcor-source'],
    external,
    plugins: [withoutWords()],
    outdir: sdk,
    absWorkingDir: sdk,
  });

describe('the mock in a browser', () => {
  let server: Server;

  beforeAll(async () => {
    const { outputFiles } = await bundle([]);
    const files = new Map<string, Uint8Array | string>([
      ['/', '<!doctype html><title>waiting</title><script type="module" src="/stdin.js"></script>'],
      ['/worker.js', await readFile(worker, 'utf8')],
    ]);
    for (const { path: file, contents } of outputFiles) files.set(`/${path.basename(file)}`, contents);
    server = createServer((request, response) => {
      const found = files.get(request.url ?? '');
      const type = request.url?.endsWith('.js') ? 'text/javascript' : 'text/html';
      response.writeHead(found === undefined ? 404 : 200, { 'Content-Type': type });
      response.end(found);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  it('books, and meets a conflict, without a server', { timeout: 120_000 }, async ({ skip }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'medcor-browser-'));
    const browser = await launchChromium(folder);
    if (typeof browser === 'string') return skip(browser);
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    // The type of `address` allows for pipes.
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => document.title !== 'waiting').catch(() => undefined);
    expect([complaints, await page.title()]).toEqual([[], 'scheduled true 1']);
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('costs a page 90 kB at most, beside MSW, and needs nothing of Node', async () => {
    const { metafile, outputFiles } = await bundle(['msw', 'msw/browser']);
    const sizes = Object.fromEntries(
      outputFiles.map(({ path: file, contents }) => [
        path.basename(file),
        gzipSync(contents, { level: 9 }).length,
      ]),
    );
    const { outputs } = metafile;
    const [entry = ''] = Object.keys(outputs).filter((name) =>
      outputs[name]?.entryPoint?.endsWith('program.js'),
    );
    const loaded = new Set([entry]);
    for (const name of loaded) {
      for (const { path: imported, kind } of outputs[name]?.imports ?? []) {
        if (kind === 'import-statement') loaded.add(imported);
      }
    }
    const total = [...loaded].reduce((sum, name) => sum + (sizes[path.basename(name)] ?? 0), 0);
    process.stdout.write(`bundle of a page with the mock: ${total} B gzip\n`);
    expect(total).toBeLessThanOrEqual(90_000);
    // The demo and the assistant are asked for by those who want them.
    const inputs = [...loaded].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
    expect(inputs.filter((name) => /\/seed\/|\/chat\/engine\//.test(name))).toEqual([]);
    expect(inputs.some((name) => name.endsWith('/core.ts'))).toBe(true);
  });
});
