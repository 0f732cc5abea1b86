import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/**
 * Watches a server, so that it can be stopped without cutting anything off. The function that it answers accepts
 * no more connections, waits for the answers that are under way, and cuts off what is left after the grace.
 */
export function watchForStop(server: Server): (graceMs: number) => Promise<void> {
  const connections = new Set<Socket>();
  const underWay = new Set<ServerResponse>();
  let isStopping = false;

  const isBusy = (socket: Socket) => [...underWay].some((response) => response.req.socket === socket);

  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.prependListener('request', (request, response) => {
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      if (isStopping && !isBusy(request.socket)) request.socket.destroySoon();
    });
  });

  return async function stop(graceMs) {
    isStopping = true;
    // The HTTP server's own `close` also destroys connections whose answer has ended but is still being sent.
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
    for (const response of underWay) response.shouldKeepAlive = false;
    for (const socket of connections) if (!isBusy(socket)) socket.destroy();
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(cutOff);
  };
}
