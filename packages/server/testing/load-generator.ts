import { Agent, request as send } from 'node:http';

export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

export interface LoadOptions {
  readonly url: string;
  readonly token: string;
  /** What is asked for, one after the other, and from the beginning again. */
  readonly requests: readonly LoadRequest[];
  readonly count: number;
  /** How many connections are kept open, each with one request at a time. */
  readonly connections: number;
  /** When to give up. */
  readonly timeoutMs: number;
}

export interface LoadFound {
  readonly milliseconds: readonly number[];
  readonly elapsedMs: number;
  /** How many were not answered with a success. */
  readonly failed: number;
}

/** A fixed number of requests, as fast as they are answered. Meant for a process of its own. */
export async function generateLoad(options: LoadOptions): Promise<LoadFound> {
  const { requests, count, connections, timeoutMs } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const milliseconds: number[] = [];
  const begin = performance.now();
  let begun = 0;
  let failed = 0;
  const caller = async () => {
    while (begun < count && performance.now() - begin < timeoutMs) {
      const asked = requests[begun % requests.length];
      begun += 1;
      const start = performance.now();
      const status = asked ? await statusOf(options, agent, asked) : 0;
      milliseconds.push(performance.now() - start);
      if (status < 200 || status > 299) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  agent.destroy();
  return { milliseconds, elapsedMs: performance.now() - begin, failed };
}

/** The status, once the whole answer is there; 0 where none came. */
function statusOf({ url, token }: LoadOptions, agent: Agent, { method, path, body }: LoadRequest) {
  return new Promise<number>((resolve) => {
    const content = body && JSON.stringify(body);
    const headers = {
      Authorization: `Bearer ${token}`,
      ...(content && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(content) }),
    };
    const request = send(url + path, { method, agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', () => resolve(0));
    });
    request.once('error', () => resolve(0));
    request.end(content);
  });
}
