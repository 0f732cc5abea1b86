import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * What is done to a request: `cut` drops the connection when the server has answered, which nobody hears of; `hasten`
 * drops it when the request is on its way; `delay` has the answer wait; `double` sends the request twice at once,
 * `repeat` again when it has been answered.
 */
export const harms = ['pass', 'cut', 'hasten', 'delay', 'double', 'repeat'] as const;
export type Harm = (typeof harms)[number];

export interface CuttingProxy {
  readonly url: string;
  /** How often each harm was done. */
  readonly done: Readonly<Record<Harm, number>>;
  close(): Promise<void>;
}

const DELAY_MS = 20;

/** A TCP proxy on loopback before a server. Each connection carries one request, to which one harm is done. */
export async function startCuttingProxy(target: string, next: () => Harm): Promise<CuttingProxy> {
  const port = Number(new URL(target).port);
  const done = { pass: 0, cut: 0, hasten: 0, delay: 0, double: 0, repeat: 0 };
  const open = new Set<Socket>();
  const repeated = new Set<Promise<unknown>>();

  const serve = async (socket: Socket): Promise<void> => {
    const request = await requestOf(socket);
    if (!request) return;
    const harm = next();
    done[harm] += 1;
    if (harm === 'hasten') {
      const sent = send(port, request);
      await sent.written;
      socket.destroy();
      await sent.answer;
      return;
    }
    const again = harm === 'double' ? send(port, request).answer : undefined;
    const answer = await send(port, request).answer;
    if (harm === 'delay') await delay(DELAY_MS);
    if (harm === 'cut') socket.destroy();
    else socket.end(answer);
    await (harm === 'repeat' ? send(port, request).answer : again);
  };

  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
    const work = serve(socket).catch(() => socket.destroy());
    repeated.add(work);
    work.finally(() => repeated.delete(work));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    done,
    /** Whatever it still sends has been answered by then. */
    async close() {
      await Promise.all(repeated);
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** All bytes of one request, whose head says how long it is; nothing where the connection ends before. */
async function requestOf(socket: Socket): Promise<Buffer | undefined> {
  let read = Buffer.alloc(0);
  return new Promise((resolve) => {
    socket.once('close', () => resolve(undefined));
    socket.on('data', (chunk: Buffer) => {
      read = Buffer.concat([read, chunk]);
      const head = read.indexOf('\r\n\r\n');
      if (head < 0) return;
      const [, length = '0'] = /\r\ncontent-length: (\d+)/i.exec(read.subarray(0, head).toString()) ?? [];
      if (read.length >= head + 4 + Number(length)) resolve(read);
    });
  });
}

/** Sends a request as it is, and answers all that comes until the server hangs up. */
function send(port: number, request: Buffer) {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const answer = new Promise<Buffer>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => resolve(Buffer.concat(chunks)));
  });
  const written = new Promise<void>((resolve) => void socket.write(request, () => resolve()));
  return { answer, written };
}
