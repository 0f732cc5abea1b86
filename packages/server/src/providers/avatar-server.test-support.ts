import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

export interface ServerAnswer {
  readonly status?: number;
  /** Sent as JSON, or as it is where it is text. */
  readonly body: unknown;
}

/** In place of the next answer: another one, none at all, or a connection that breaks. */
type Mishap = ServerAnswer | 'hang' | 'break';

export interface AvatarServer {
  readonly url: string;
  /** What has arrived, the oldest first. */
  readonly requests: readonly ReceivedRequest[];
  readonly paths: () => string[];
  /** Has the next requests answered otherwise, one each. */
  next(...mishaps: Mishap[]): void;
  close(): Promise<void>;
}

/** A local server in place of a provider of avatars. */
export async function openAvatarServer(
  answer: (request: ReceivedRequest) => ServerAnswer,
): Promise<AvatarServer> {
  const requests: ReceivedRequest[] = [];
  const mishaps: Mishap[] = [];
  const server = createServer(async (request, response) => {
    const received = {
      path: request.url ?? '',
      headers: request.headers,
      body: JSON.parse(await text(request)),
    };
    requests.push(received);
    const mishap = mishaps.shift();
    if (mishap === 'hang') return;
    if (mishap === 'break') request.socket.destroy();
    else send(response, mishap ?? answer(received));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    paths: () => requests.map(({ path }) => path),
    next: (...given) => void mishaps.push(...given),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function send(response: ServerResponse, { status = 200, body }: ServerAnswer): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

const refused = (status: number, code: number, message: string): ServerAnswer => ({
  status,
  body: { code, message },
});

/** HeyGen's streaming API, as far as it is documented. */
export function openHeyGen(key: string): Promise<AvatarServer> {
  const sessions = new Map<unknown, 'new' | 'started'>();
  let count = 0;
  return openAvatarServer(({ path, headers, body }) => {
    if (headers['x-api-key'] !== key) return refused(401, 400_112, 'Unauthorized');
    if (path === '/v1/streaming.new') {
      count += 1;
      const session_id = `session-${count}`;
      sessions.set(session_id, 'new');
      const place = { url: 'wss://heygen.example', access_token: `token-${count}` };
      const data = { session_id, ...place, sdp: null, session_duration_limit: 300, is_paid: true };
      return { body: { code: 100, message: 'success', data } };
    }
    const state = sessions.get(body.session_id);
    if (!state) return refused(400, 400_004, 'Session does not exist.');
    if (path === '/v1/streaming.start') {
      if (state === 'started') return refused(400, 400_006, 'Session is not in correct state');
      sessions.set(body.session_id, 'started');
      return { body: { code: 100, message: 'success', data: null } };
    }
    if (path === '/v1/streaming.task') {
      if (state === 'new') return refused(400, 400_006, 'Session is not in correct state');
      return { body: { code: 100, message: 'success', data: { duration_ms: 1234.5, task_id: 'task-1' } } };
    }
    if (path === '/v1/streaming.stop') sessions.delete(body.session_id);
    return { body: { status: 'success' } };
  });
}

/** LiveAvatar's API, as far as it is documented. */
export function openLiveAvatar(key: string): Promise<AvatarServer> {
  const tokens = new Map<unknown, string>();
  return openAvatarServer(({ path, headers, body }) => {
    if (path === '/v1/sessions/start') {
      const token = headers.authorization?.replace('Bearer ', '');
      if (token !== 'session-token') return refused(401, 4001, 'Unauthorized');
      const place = { livekit_url: 'wss://live.example', livekit_client_token: 'client-token' };
      return {
        status: 201,
        body: { code: 1000, message: 'ok', data: { session_id: 'session-1', ...place } },
      };
    }
    if (headers['x-api-key'] !== key) return refused(401, 4001, 'Unauthorized');
    if (path === '/v1/sessions/token') {
      tokens.set('session-1', 'session-token');
      return { body: { code: 1000, data: { session_id: 'session-1', session_token: 'session-token' } } };
    }
    if (!tokens.delete(body.session_id)) return refused(404, 4004, 'Not found');
    return { body: { code: 1000, message: 'ok', data: null } };
  });
}
