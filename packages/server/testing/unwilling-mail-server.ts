import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A mail server that knows none of the recipients, and says whom it does not know. */
export async function startUnwillingMailServer(): Promise<{ url: string; close(): void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).write('220 here\r\n');
    socket.setEncoding('utf8').on('data', (line: string) => {
      socket.write(line.startsWith('RCPT') ? `550 unknown: ${line.trimEnd()}\r\n` : '250 fine\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, close: () => void server.close() };
}
