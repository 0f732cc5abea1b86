import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';

/** Connections are kept for a command that calls more than once; idle ones do not keep Node from ending. */
const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

/** `fetch` as far as the SDK needs it, over `node:http`: Node's own costs a command 150 ms. */
async function nodeFetch(address: string, init: RequestInit): Promise<unknown> {
  // Files and streams are encoded by the real one, which knows how.
  if (init.body !== undefined && init.body !== null && typeof init.body !== 'string')
    return fetch(address, init);
  const isSecure = address.startsWith('https:');
  const message = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = (isSecure ? https : http).request(
      address,
      {
        method: init.method,
        // The SDK gives a plain record.
        headers: init.headers as Record<string, string>,
        agent: isSecure ? agents.https : agents.http,
        ...(init.signal && { signal: init.signal }),
      },
      resolve,
    );
    request.on('error', reject);
    request.end(init.body ?? undefined);
  });
  const { statusCode: status = 0, headers } = message;
  if (status >= 300 && status < 400 && status !== 304) {
    message.destroy();
    throw new TypeError(`${address} redirects to ${headers.location}: give the address that it leads to.`);
  }
  let body: ReadableStream<Uint8Array> | undefined;
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: {
      get(name: string) {
        const value = headers[name.toLowerCase()];
        return Array.isArray(value) ? value.join(', ') : (value ?? null);
      },
    },
    bodyUsed: true,
    text: async () => (await bytesOf(message)).toString('utf8'),
    /** A stream of the web's, for those who follow one. Made once: each begins to read as soon as it is there. */
    get body() {
      body ??= webStreamOf(message);
      return body;
    },
  };
}

/** It has what the SDK asks of a response, and no more than that. */
export const nodeTransport = nodeFetch as unknown as typeof fetch;

async function bytesOf(message: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function webStreamOf(message: Readable): ReadableStream<Uint8Array> {
  const iterator = message[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void message.destroy(),
  });
}
