import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { preview } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const vite = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vite/package.json')),
  'bin/vite.js',
);

/** Builds the page as `vite build` does, and serves it on this machine only. */
export async function servePage(mode: 'production' | 'mock', outDir: string, medcorUrl: string) {
  const args = [vite, 'build', '--mode', mode, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
  // In a process of its own: a test's NODE_ENV would give the React that is for development.
  const env = { ...process.env, NODE_ENV: 'production', VITE_MEDCOR_URL: medcorUrl };
  await promisify(execFile)(process.execPath, args, { cwd: here, env });
  const server = await preview({
    root: here,
    configFile: false,
    logLevel: 'silent',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  // The type of `address` allows for pipes.
  const { port } = server.httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
