import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../contract/conformance/index.js';
import { launchChromium } from '../../server/testing/chromium.js';
import { type Fixture, populate } from '../../server/testing/fixture.js';
import { openTestApi, type TestApi } from '../../server/testing/test-api.js';
import { openMockConformance } from '../testing/mock-conformance.js';
import { type PackedSdk, packSdk } from '../testing/packed-sdk.js';

const require = createRequire(import.meta.url);

/** The checker of JavaScript's last TypeScript, and the native one. */
const compilers = ['typescript', 'typescript-7'] as const;

/** A consumer of some twenty lines, in types and at run time. */
const consumer = `
const medcor = new MedCor({ baseUrl: process.argv[2] ?? '', token: process.argv[3] });
async function walk(): Promise<string> {
  const doctors: Doctor[] = await medcor.users.doctors().toArray();
  const body: AppointmentCreate = { doctor: doctors[0]?.id ?? 0, slot: 1, reason: null };
  const { ok, error } = await medcor.appointments.create(body).safe();
  if (!ok && error instanceof APIError) return \`\${doctors.length} \${error.status} \${error.code}\`;
  for await (const { full_name, role } of medcor.users.list({ role: 'doctor' })) console.log(full_name, role);
  const { data, etag } = await medcor.hospitals.get(1).withResponse();
  await medcor.hospitals.update(data.id, { bed_count: 1 }, { ifMatch: etag });
  const page = await medcor.medicalRecords.list({ record_type: 'imaging', page_size: 5 });
  return page.results.map(({ vital_signs }) => vital_signs?.heart_rate ?? 0).join();
}
walk().then(console.log);
`;
const names = '{ APIError, MedCor, type AppointmentCreate, type Doctor }';
const expected = '2 400 VALIDATION_ERROR\n';

describe('the packed SDK', { timeout: 240_000 }, () => {
  let api: TestApi;
  let fixture: Fixture;
  let packed: PackedSdk;
  let target: [url: string, token: string];

  beforeAll(async () => {
    api = await openTestApi('memory');
    fixture = await populate(api);
    // An admin may book for a patient only, and names none.
    target = [api.url, fixture.first.admin.token];
    packed = await packSdk();
  }, 240_000);
  afterAll(async () => {
    await packed?.remove();
    await api.close();
  });

  const script = `import { APIError, MedCor } from '@medcor/sdk';\n${consumer}`.replaceAll(
    /: (Doctor\[\]|AppointmentCreate|Promise<string>)/g,
    '',
  );

  it('runs where it is imported, and where it is required', async () => {
    await packed.write({
      'imports.mjs': script,
      'requires.cjs': script.replace(/^import (.*) from '(.*)';/, "const $1 = require('$2');"),
      'webhooks.cjs':
        "require('@medcor/sdk/webhooks').signWebhook({ body: '{}', secret: 's' }).then((h) => console.log(Object.keys(h).length));",
    });
    expect(await packed.run('node', 'imports.mjs', ...target)).toBe(expected);
    expect(await packed.run('node', 'requires.cjs', ...target)).toBe(expected);
    expect(await packed.run('node', 'webhooks.cjs')).toBe('3\n');
    await packed.write({
      'mock.cjs': `const { createMockApi } = require('@medcor/sdk/mock/fetch'); const { MedCor } = require('@medcor/sdk');
        new MedCor(createMockApi({ seed: 'demo' }).as('doctor')).auth.profile().then(({ role }) => console.log(role));`,
    });
    expect(await packed.run('node', 'mock.cjs')).toBe('doctor\n');
  });

  /** Checks files of the consumer, strictly, with options beside; answers what the checker says of itself. */
  const typeCheck = async (
    files: Readonly<Record<string, string>>,
    options: Readonly<Record<string, unknown>>,
    compiler: (typeof compilers)[number] = 'typescript',
  ) => {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      target: 'es2022',
      module: 'node16',
      lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
      types: [],
      ...options,
    };
    const tsconfig = JSON.stringify({ compilerOptions, files: Object.keys(files) });
    await packed.write({ ...files, 'tsconfig.json': tsconfig });
    const tsc = path.join(path.dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
    return packed.run('node', tsc, '-p', '.', '--extendedDiagnostics');
  };

  const typed = `import ${names} from '@medcor/sdk';\ndeclare const process: { argv: string[] };\n${consumer}`;

  it.each(compilers)(
    'brings types that hold, however strictly and by whichever way they are resolved, to %s',
    async (compiler) => {
      const webhooks = "import { verifyWebhook } from '@medcor/sdk/webhooks';\nvoid verifyWebhook;\n";
      const files = { 'typed.mts': webhooks + typed, 'typed.cts': webhooks + typed };
      await typeCheck(files, { skipLibCheck: false }, compiler);
      const bundler = { skipLibCheck: false, module: 'esnext', moduleResolution: 'bundler' };
      await typeCheck({ 'typed.ts': webhooks + typed }, bundler, compiler);
    },
  );

  it('refuses what the API would refuse, by its types', async () => {
    const program =
      "import { MedCor } from '@medcor/sdk';\nnew MedCor({ baseUrl: '' }).appointments.create({ doctor: 1, slot: 1, paitent: 3 });\n";
    await expect(typeCheck({ 'wrong.mts': program }, { skipLibCheck: true })).rejects.toThrow(
      "'paitent' does not exist in type 'AppointmentCreate'",
    );
  });

  it('costs the type checker next to nothing', async () => {
    const instantiations = async (files: Readonly<Record<string, string>>) =>
      Number(/Instantiations:\s+(\d+)/.exec(await typeCheck(files, { skipLibCheck: true }))?.[1]);
    const cost =
      (await instantiations({ 'cost.mts': typed })) - (await instantiations({ 'empty.mts': 'export {};\n' }));
    process.stdout.write(`a consumer of the SDK: ${cost} instantiations above an empty file\n`);
    expect(cost).toBeLessThanOrEqual(5000);
  });

  it('is packed as tools expect', async () => {
    const { messages } = await publint({
      pkgDir: path.join(packed.folder, 'node_modules/@medcor/sdk'),
      pack: false,
      strict: true,
    });
    expect(messages).toEqual([]);
    const attw = path.join(
      path.dirname(require.resolve('@arethetypeswrong/cli/package.json')),
      'dist/index.js',
    );
    // It fails for Node before 16 alone, whose way of finding types the SDK does not serve.
    await packed.run('node', attw, packed.tarball, '--profile', 'node16');
    const manifest = JSON.parse(
      await readFile(path.join(packed.folder, 'node_modules/@medcor/sdk/package.json'), 'utf8'),
    );
    expect(manifest.dependencies).toBeUndefined();
  });

  it('has a mock that passes the conformance suite as it is published', async () => {
    const file = path.join(packed.folder, 'node_modules/@medcor/sdk/dist/mock-fetch.js');
    const { createMockApi } = await import(pathToFileURL(file).href);
    const world = await openMockConformance(createMockApi);
    for (const check of checks) await check.run(world);
    process.stdout.write(`the published mock: ${checks.length} of ${checks.length} checks\n`);
  });

  it('has validators that cost 16 KiB at most, beside zod', async () => {
    const dist = path.join(packed.folder, 'node_modules/@medcor/sdk/dist');
    const size = gzipSync(await readFile(path.join(dist, 'validators.js')), { level: 9 }).length;
    process.stdout.write(`validators: ${size} B gzip\n`);
    expect(size).toBeLessThanOrEqual(16_384);
  });

  /** Bundled as an application would be: for the web, where nothing of Node's can be found. */
  const bundled = async (program: string) => {
    await packed.write({ 'app.js': program });
    const { outputFiles } = await build({
      entryPoints: [path.join(packed.folder, 'app.js')],
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
    });
    return outputFiles[0]?.text ?? '';
  };

  it('runs on web APIs alone', async () => {
    const text = await bundled(`import { MedCor } from '@medcor/sdk';
      done(new MedCor({ baseUrl, token }).users.doctors().toArray().then((doctors) => doctors.length));`);
    const web = {
      fetch,
      URLSearchParams,
      Response,
      Blob,
      FormData,
      AbortController,
      AbortSignal,
      TransformStream,
      TextDecoderStream,
      ReadableStream,
      setTimeout,
      clearTimeout,
      crypto,
      atob,
    };
    const answer = await new Promise((done) => {
      vm.runInNewContext(text, { ...web, done, baseUrl: target[0], token: target[1] });
    });
    expect(answer).toBe(2);
  });

  it('runs in a browser, against a server elsewhere', async ({ skip }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'medcor-browser-'));
    const browser = await launchChromium(folder);
    if (typeof browser === 'string') return skip(browser);
    const text = await bundled(`import { MedCor } from '@medcor/sdk';
      const [, baseUrl, token] = location.hash.split('#');
      const medcor = new MedCor({ baseUrl, token });
      medcor.users.doctors().withResponse().then(({ data, requestId }) => {
        document.title = data.count + ' ' + (requestId?.length > 0);
      });`);
    const server = createServer((request, response) => {
      response.writeHead(200, {
        'Content-Type': request.url === '/app.js' ? 'text/javascript' : 'text/html',
      });
      response.end(
        request.url === '/app.js'
          ? text
          : '<!doctype html><title>waiting</title><script src="/app.js"></script>',
      );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    // The type of `address` allows for pipes.
    const { port } = server.address() as AddressInfo;
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/#${target.join('#')}`);
    await page.waitForFunction(() => document.title !== 'waiting');
    expect(await page.title()).toBe('2 true');
    await browser.close();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
});
