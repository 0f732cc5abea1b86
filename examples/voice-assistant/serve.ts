import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const types: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' };

/** Builds the page, and serves it on this machine only. */
export async function servePage(port: number) {
  const { outputFiles } = await build({
    absWorkingDir: here,
    // What runs on the audio thread is loaded by that thread, from a file of its own.
    entryPoints: ['src/main.ts', 'src/recorder-worklet.ts'],
    outdir: '.',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    // Inside this repository the SDK is built from its source.
    conditions: ['medcor-source'],
  });
  const files = new Map<string, Uint8Array>(
    outputFiles.map(({ path: file, contents }) => [`/${path.basename(file)}`, contents]),
  );
  for (const name of ['index.html', 'styles.css'])
    files.set(`/${name}`, await readFile(path.join(here, name)));
  const server = createServer((request, response) => {
    const [asked = '/'] = (request.url ?? '/').split('?');
    const name = asked === '/' ? '/index.html' : asked;
    const found = files.get(name);
    const type = found ? (types[path.extname(name)] ?? 'application/octet-stream') : 'text/plain';
    response.writeHead(found ? 200 : 404, { 'Content-Type': `${type}; charset=utf-8` });
    response.end(found ?? 'Not found.');
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${taken}`, close: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await servePage(Number(process.env.PORT ?? 5173));
  process.stdout.write(`The assistant is at ${url}\n`);
}
