/** Hands connections to servers in turn: `node proxy.mjs PORT SERVER-PORT…`. What is on them is not looked at. */
import { connect, createServer } from 'node:net';

const [port, ...servers] = process.argv.slice(2).map(Number);
let taken = 0;

createServer({ noDelay: true }, (caller) => {
  const server = connect({ port: servers[taken++ % servers.length], host: '127.0.0.1', noDelay: true });
  caller.pipe(server).pipe(caller);
  // Whoever goes takes the other one along.
  caller.once('error', () => server.destroy()).once('close', () => server.destroy());
  server.once('error', () => caller.destroy()).once('close', () => caller.destroy());
}).listen(port, '127.0.0.1');
