import { vi } from 'vitest';
import { createLogger } from '../src/logging.js';
import { type ConfiguredServer, openConfiguredServer } from './configured-server.js';
import type { CallOptions, TestResponse } from './http-client.js';
import { createTellTales, type TellTales } from './tell-tales.js';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A server whose every line of the log is kept, and whose callers give themselves away with all that they send. */
export interface WatchedServer {
  readonly server: ConfiguredServer;
  readonly tellTales: TellTales;
  /** A call with tell-tales in its headers; what its answer holds of tokens and keys becomes one too. */
  call(method: Method, path: string, options?: CallOptions): Promise<TestResponse>;
  /** Makes something out of the fields given and tell-tales in all others; answers the body. */
  create(endpoint: Creation, given: object, token?: string, path?: string): Promise<TestResponse['body']>;
  /** All that was logged, once everything that was asked for is. */
  lines(): Promise<string[]>;
}

interface Creation {
  readonly path: string;
  readonly body: Parameters<TellTales['fill']>[0];
}

const secretFields = ['access', 'refresh', 'key', 'secret'];

export async function openWatchedServer(
  environment: (tellTales: TellTales) => Record<string, string>,
): Promise<WatchedServer> {
  const tellTales = createTellTales();
  const lines: string[] = [];
  const asked: string[] = [];
  const logger = createLogger('trace', { write: (text) => void lines.push(...text.trimEnd().split('\n')) });
  const server = await openConfiguredServer(environment(tellTales), logger);

  const call: WatchedServer['call'] = async (method, path, options = {}) => {
    const given = tellTales.next();
    const headers = {
      'User-Agent': given,
      Referer: `https://example.org/${given}`,
      Cookie: `session=${given}`,
    };
    const response = await server.call(method, path, {
      ...options,
      headers: { ...headers, ...options.headers },
    });
    asked.push(String(response.headers.get('X-Request-Id')));
    JSON.stringify(response.body, (name, value) => {
      if (secretFields.includes(name) && String(value).length > 20) tellTales.add(value);
      return value;
    });
    return response;
  };

  return {
    server,
    tellTales,
    call,
    async create(endpoint, given, token, path = endpoint.path) {
      const body = { ...tellTales.fill(endpoint.body, given), ...given };
      const response = await call('POST', path, { body, ...(token && { token }) });
      if (response.status !== 201) {
        throw new Error(`POST ${path}: ${response.status} ${JSON.stringify(response.body)}`);
      }
      return response.body;
    },
    async lines() {
      await vi.waitFor(
        () => {
          const logged = lines.join('\n');
          const missing = asked.filter((id) => !logged.includes(id));
          if (missing.length > 0) throw new Error(`Not logged: ${missing}`);
        },
        { interval: 5 },
      );
      return [...lines];
    },
  };
}
