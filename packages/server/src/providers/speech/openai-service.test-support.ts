import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Answers one request; what never ends its response is slow. */
export type Respond = (response: ServerResponse) => void;

/** A service on this machine that answers its first request by the first of these, and so on; the last one stays. */
export async function openService(...answers: readonly Respond[]) {
  const received: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = answers[Math.min(received.length, answers.length - 1)];
    received.push({ path: request.url, headers: request.headers, body: Buffer.concat(chunks) });
    answer?.(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // Of a server that listens on a port.
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    received,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Service = Awaited<ReturnType<typeof openService>>;

export const respond = {
  json:
    (body: unknown, status = 200): Respond =>
    (response) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)),
  bytes:
    (body: Uint8Array | string, status = 200): Respond =>
    (response) =>
      response.writeHead(status).end(body),
  nothing: (): Respond => () => {},
  /** Begins, and never ends. */
  beginning: (): Respond => (response) => response.writeHead(200).write('{'),
  cutOff: (): Respond => (response) => response.socket?.destroy(),
  elsewhere: (): Respond => (response) => response.writeHead(302, { Location: 'http://127.0.0.1:9/' }).end(),
};
