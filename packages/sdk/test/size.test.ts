import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const sdk = fileURLToPath(new URL('..', import.meta.url));

/** Bytes, gzipped, that a page loads for a program: chunks that are asked for later are not among them. */
async function sizeOf(contents: string): Promise<number> {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: sdk, sourcefile: 'program.ts' },
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    conditions: ['medcor-source'],
    outdir: sdk,
    absWorkingDir: sdk,
  });
  const [entry = ''] =
    Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'program.ts') ?? [];
  const loaded = new Set<string>();
  const load = (name: string) => {
    if (loaded.has(name)) return;
    loaded.add(name);
    const { imports = [] } = metafile.outputs[name] ?? {};
    for (const { kind, path } of imports) if (kind === 'import-statement') load(path);
  };
  load(entry);
  return outputFiles
    .filter(({ path }) => [...loaded].some((name) => path.endsWith(`/${name}`)))
    .map(({ contents: bytes }) => gzipSync(bytes, { level: 9 }).length)
    .reduce((sum, size) => sum + size, 0);
}

describe('the bundle', () => {
  it.each([
    [
      'one call',
      5000,
      "import { MedCor } from '@medcor/sdk'; new MedCor({ baseUrl: '' }).appointments.get(1).then(console.log);",
    ],
    ['everything', 8000, "import * as sdk from '@medcor/sdk'; console.log(sdk);"],
    [
      'a receiver of webhooks',
      1500,
      "import { verifyWebhook } from '@medcor/sdk/webhooks'; console.log(verifyWebhook);",
    ],
  ])('of %s is at most %i bytes', async (what, limit, program) => {
    const size = await sizeOf(program);
    process.stdout.write(`bundle of ${what}: ${size} B gzip\n`);
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(limit);
  });
});
