import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a model was sent, as far as tests look at it. */
export interface ModelCall {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
}

export type ModelAnswer = (call: ModelCall, response: ServerResponse) => void | Promise<void>;

/** A server that speaks as OpenAI's `/chat/completions` does, and says what it is told to. */
export async function startModelServer() {
  const calls: ModelCall[] = [];
  const answers: ModelAnswer[] = [];
  const server = createServer(async (request, response) => {
    calls.push(JSON.parse(await textOf(request)));
    const answer = answers.shift() ?? says('I have nothing to say.');
    await answer(calls.at(-1) as ModelCall, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls,
    /** What it does with the next calls, one after the other. */
    willAnswer: (...next: ModelAnswer[]) => void answers.splice(0, answers.length, ...next),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
}

function chunk(response: ServerResponse, delta: object, finish_reason: string | null = null): void {
  response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
}

/** Says it, a word at a time. */
export const says =
  (text: string): ModelAnswer =>
  (_call, response) => {
    begin(response);
    for (const word of text.split(/(?<= )/)) chunk(response, { content: word });
    chunk(response, {}, 'stop');
    response.end('data: [DONE]\n\n');
  };

/** Asks for tools, the arguments in two pieces as models send them. */
export const uses =
  (...tools: readonly (readonly [name: string, input: unknown])[]): ModelAnswer =>
  (_call, response) => {
    begin(response);
    for (const [index, [name, input]] of tools.entries()) {
      const written = typeof input === 'string' ? input : JSON.stringify(input);
      const call = { index, id: `call-${index}`, type: 'function' };
      chunk(response, { tool_calls: [{ ...call, function: { name, arguments: written.slice(0, 3) } }] });
      chunk(response, { tool_calls: [{ index, function: { arguments: written.slice(3) } }] });
    }
    chunk(response, {}, 'tool_calls');
    response.end('data: [DONE]\n\n');
  };

/** Answers a status, and nothing to go by. */
export const fails =
  (status: number): ModelAnswer =>
  (_call, response) =>
    void response.writeHead(status).end('{}');

/** Says a few words, and breaks off. */
export const breaksOff =
  (text: string): ModelAnswer =>
  async (_call, response) => {
    begin(response);
    await new Promise((sent) =>
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: text } }] })}\n\n`, sent),
    );
    response.destroy();
  };

/** Takes the call, and never answers. */
export const hangs: ModelAnswer = () => undefined;

/** Answers what nobody understands. */
export const babbles: ModelAnswer = (_call, response) => {
  begin(response);
  response.end('data: <html>not json</html>\n\n');
};
