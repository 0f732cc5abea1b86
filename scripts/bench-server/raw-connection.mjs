import { connect } from 'node:net';

/** One connection of HTTP/1.1 that is kept, and carries one request at a time. */
export async function openConnection(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let chunks = [];
  let size = 0;
  let expected;
  let waiting;

  const settle = (how, value) => {
    const settled = waiting;
    waiting = undefined;
    settled?.[how](value);
  };
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    try {
      expected ??= lengthOf(chunks);
    } catch (error) {
      return settle('reject', error);
    }
    if (expected === undefined || size < expected.total) return;
    const { head } = expected;
    const all = chunks;
    [chunks, size, expected] = [[], 0, undefined];
    settle('resolve', {
      status: Number(head.slice(9, 12)),
      header: (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1].trim(),
      body: () =>
        Buffer.concat(all)
          .toString()
          .slice(Buffer.from(head).length + 4),
    });
  });
  socket.once('error', (error) => settle('reject', error));
  socket.once('close', () => settle('reject', new Error('The connection was closed.')));

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** How long an answer will be, once all of its head is there. */
function lengthOf(chunks) {
  const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer does not say how long it is:\n${head}`);
  return { head, total: end + 4 + Number(length) };
}
