import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerJson } from '../edge/answer.js';
import { ApiError } from '../edge/api-error.js';
import type { EdgeRequest, EdgeResponse } from '../edge/exchange.js';
import { createLogger } from '../logging.js';
import { createHttpServer } from './server.js';

type HttpServerOptions = Parameters<typeof createHttpServer>[0];

export interface TestHttpServer {
  readonly server: Server;
  readonly port: number;
  readonly url: string;
  /** What was logged, parsed. */
  readonly logs: Record<string, unknown>[];
  close(): Promise<void>;
}

/** The HTTP server over an edge of a test's own, which may answer, or throw as services do. */
export async function openHttpServer(
  answer: (request: EdgeRequest) => Promise<unknown>,
  options: Partial<HttpServerOptions> = {},
): Promise<TestHttpServer> {
  const logs: Record<string, unknown>[] = [];
  const logger = createLogger('info', { write: (line) => void logs.push(JSON.parse(line)) });
  const server = createHttpServer({
    edge: (request) => serve(answer, request),
    logger,
    isProduction: false,
    publicUrl: 'http://public.example',
    trustProxy: false,
    corsOrigins: 'loopback',
    ...options,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    logs,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** As the real edge does: JSON for a value, the envelope for an `ApiError`. */
async function serve(
  answer: (request: EdgeRequest) => Promise<unknown>,
  request: EdgeRequest,
): Promise<EdgeResponse> {
  try {
    const output = await answer(request);
    return isResponse(output) ? output : answerJson(200, output);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return answerJson(error.status, error.toBody(request.requestId), error.headers);
  }
}

function isResponse(output: unknown): output is EdgeResponse {
  return typeof output === 'object' && output !== null && 'status' in output && 'headers' in output;
}
