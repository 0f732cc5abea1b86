import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is done to an exchange: `cut` drops the connection once the server has answered, so the answer is lost. */
export type Interference = 'cut' | 'refuse' | 'stall' | 'pass';

export interface InterferingProxy {
  readonly url: string;
  /** The requests that came, in order. */
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingMessage['headers'];
  }[];
  /** What is done to the requests to come, one each; those after them pass. */
  next(...interferences: Interference[]): void;
  /** Cuts what is under way. */
  dropConnections(): void;
  close(): Promise<void>;
}

/** A proxy on loopback before a server, which harms exchanges when it is told to. */
export async function startInterferingProxy(target: string): Promise<InterferingProxy> {
  const planned: Interference[] = [];
  const requests: InterferingProxy['requests'][number][] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    requests.push({ method, path, headers });
    const interference = planned.shift() ?? 'pass';
    if (interference === 'refuse') request.socket.destroy();
    else if (interference !== 'stall') forward(target, request, response, interference);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    next: (...interferences) => void planned.push(...interferences),
    dropConnections: () => server.closeAllConnections(),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function forward(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  interference: Interference,
) {
  const { method, url, headers } = request;
  const forwarded = send(`${target}${url}`, { method, headers }, (answer) => {
    if (interference === 'cut') {
      answer.resume();
      answer.once('end', () => request.socket.destroy());
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    // The other side of a stream that is given up is given up as well.
    response.once('close', () => answer.destroy());
  });
  forwarded.on('error', () => response.destroy());
  request.pipe(forwarded);
}
