#!/usr/bin/env node
/**
 * What the SDK costs, beside others, in one run: `pnpm bench:sdk`. Packs it, installs it with the others from npm in a
 * folder of its own, and measures a bundle of one call, the CPU time of an import above an empty module (medians of
 * interleaved runs), and what a consumer costs the type checker above an empty file.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const RUNS = 15;
const sdk = fileURLToPath(new URL('../packages/sdk', import.meta.url));
const require = createRequire(path.join(sdk, 'package.json'));
const esbuild = require('esbuild');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const folder = mkdtempSync(path.join(tmpdir(), 'medcor-bench-sdk-'));
const run = (program, args, cwd = folder) =>
  execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** One call with each: enough to bundle, to import and to check. */
const contenders = {
  '@medcor/sdk': `import { MedCor } from '@medcor/sdk';
new MedCor({ baseUrl: 'http://localhost' }).appointments.get(1).then((appointment) => console.log(appointment.status));`,
  'openapi-fetch': `import createClient from 'openapi-fetch';
type paths = { '/a/{id}/': { get: { parameters: { path: { id: number } }; responses: { 200: { content: { 'application/json': { status: string } } } } } } };
createClient<paths>({ baseUrl: 'http://localhost' }).GET('/a/{id}/', { params: { path: { id: 1 } } }).then(({ data }) => console.log(data?.status));`,
  '@medplum/core': `import { MedplumClient } from '@medplum/core';
new MedplumClient({ baseUrl: 'http://localhost' }).readResource('Appointment', '1').then((appointment) => console.log(appointment.status));`,
  stripe: `import Stripe from 'stripe';
new Stripe('sk').customers.retrieve('1').then((customer) => console.log(customer.id));`,
  '@ts-rest/core': `import { initClient, initContract } from '@ts-rest/core';
import * as z from 'zod/v4';
const c = initContract();
const contract = c.router({ get: { method: 'GET', path: '/a/:id/', pathParams: z.object({ id: z.string() }), responses: { 200: z.object({ status: z.string() }) } } });
initClient(contract, { baseUrl: 'http://localhost' }).get({ params: { id: '1' } }).then(({ status, body }) => console.log(status === 200 && body.status));`,
};

try {
  install();
  const imports = importTimes();
  const rows = Object.entries(contenders).map(([name, program]) => ({
    name,
    'one call, B gzip': bundleSize(name, program),
    'import, CPU ms': imports.get(name),
    instantiations: instantiations(name, program),
  }));
  console.table(rows);
  console.log(`Node ${process.version}; medians of ${RUNS} interleaved runs; CPU above an empty module.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function install() {
  run('npx', ['-y', 'pnpm@10', 'pack', '--pack-destination', folder], sdk);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  writeFileSync(path.join(folder, 'package.json'), '{"private":true,"type":"module"}');
  const others = [
    'openapi-fetch@0.17.0',
    '@medplum/core@5.0.2',
    'stripe@23.1.0',
    '@ts-rest/core@3.53.0-rc.1',
    'zod@3.25.76',
    '@types/node@20',
  ];
  run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--silent',
    '--legacy-peer-deps',
    path.join(folder, tarball),
    ...others,
  ]);
}

function bundleSize(name, program) {
  const file = path.join(folder, `${fileNameOf(name)}.ts`);
  writeFileSync(file, program);
  const { outputFiles, metafile } = esbuild.buildSync({
    entryPoints: [file],
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    conditions: ['worker', 'browser'],
    outdir: path.join(folder, 'out'),
    absWorkingDir: folder,
  });
  const loaded = new Set();
  const load = (output) => {
    if (loaded.has(output)) return;
    loaded.add(output);
    for (const { kind, path: imported } of metafile.outputs[output].imports)
      if (kind === 'import-statement') load(imported);
  };
  load(Object.keys(metafile.outputs).find((output) => metafile.outputs[output].entryPoint));
  return outputFiles
    .filter(({ path: output }) => loaded.has(path.relative(folder, output)))
    .reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}

function importTimes() {
  const empty = 'empty';
  const names = [empty, ...Object.keys(contenders)];
  for (const name of names) {
    const statement = name === empty ? '' : `import '${name}';`;
    const measure = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000);';
    writeFileSync(path.join(folder, `import-${fileNameOf(name)}.mjs`), `${statement}\n${measure}\n`);
  }
  const times = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < RUNS; round += 1) {
    for (const name of names) times.get(name).push(Number(run('node', [`import-${fileNameOf(name)}.mjs`])));
  }
  const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const base = median(times.get(empty));
  return new Map(names.map((name) => [name, Math.round((median(times.get(name)) - base) * 10) / 10]));
}

function instantiations(name, program) {
  const count = (text) => {
    writeFileSync(path.join(folder, 'checked.mts'), text);
    const options = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      module: 'nodenext',
      lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
      types: [],
      skipLibCheck: true,
    };
    writeFileSync(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['checked.mts'] }),
    );
    return Number(/Instantiations:\s+(\d+)/.exec(run('node', [tsc, '-p', '.', '--extendedDiagnostics']))[1]);
  };
  try {
    return count(program) - count('export {};');
  } catch {
    return `${name} has type errors here`;
  }
}

function fileNameOf(name) {
  return name.replace(/\W+/g, '-');
}
