import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { CliError, exitCodes, UsageError } from '../cli-errors.js';
import { interruption } from '../interruption.js';
import { say } from '../output.js';
import { type OwnCall, textOf } from '../own-commands.js';

/** Serves the offline API on a port of this machine, until Ctrl-C. Nothing of it is kept. */
export async function run({ values }: OwnCall): Promise<void> {
  const port = Number(textOf(values, 'port') ?? 8002);
  const seed = textOf(values, 'seed') ?? 'demo';
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port is a number up to 65535.');
  if (seed !== 'demo' && seed !== 'empty') throw new UsageError('--seed is demo or empty.');
  const limit = textOf(values, 'rate-limit');
  if (limit !== undefined && limit !== 'off') throw new UsageError('--rate-limit is off, or left out.');
  const { createMockApi, masterPassword } = await import('../lazy/mock.js');
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: unknown) => {
    throw new CliError(`Port ${port} cannot be used: ${Object(error).code}.`);
  });
  const { port: taken } = Object(server.address());
  const baseUrl = `http://localhost:${taken}`;
  const mock = createMockApi({ baseUrl, seed, clock: () => new Date(), rateLimit: limit });
  server.on('request', (request, response) => {
    answer(mock.fetch, baseUrl, request, response).catch(() => response.destroy());
  });
  say(`The API, offline, at ${baseUrl} (${seed}). Ctrl-C ends it, and nothing is kept.`);
  if (seed === 'demo') {
    const { email } = await adminOf(mock);
    say(`Sign in as ${email} with the password ${masterPassword}`);
  }
  await once(interruption.signal, 'abort');
  server.close();
  server.closeAllConnections();
  // What the mock still waits for, such as the next event of a stream that was open, concerns nobody any more.
  process.exit(exitCodes.interrupted);
}

async function adminOf(mock: {
  as(who: 'admin'): { token?: unknown };
  fetch: typeof fetch;
  baseUrl: string;
}) {
  const { token } = mock.as('admin');
  const bearer = typeof token === 'function' ? await token() : token;
  const headers = { Authorization: `Bearer ${bearer}` };
  return (await mock.fetch(`${mock.baseUrl}/api/auth/profile/`, { headers })).json();
}

async function answer(
  mockFetch: typeof fetch,
  baseUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const answered = await mockFetch(baseUrl + url, {
    method,
    signal: gone.signal,
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    ),
    // The body is the one that comes in; fetch wants to be told that it does not answer before.
    ...(hasBody && { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' }),
  });
  response.writeHead(answered.status, {
    ...Object.fromEntries(answered.headers),
    'Access-Control-Allow-Origin': '*',
  });
  if (!answered.body) {
    response.end();
    return;
  }
  for await (const chunk of answered.body) response.write(chunk);
  response.end();
}
