/** Streams of server-sent events: loaded when one is asked for. */
import type { ServerSentEvent } from './event-stream.js';
import type { Call, Transport } from './transport.js';

type AnyEvent = ServerSentEvent<string, unknown>;
type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** How long to wait before a stream that broke is taken up again. */
const RECONNECT_MS = 1000;

/** Events that are kept: a stream that breaks or ends is opened again behind the last event that it told. */
export async function* followEvents(transport: Transport, call: Call): AsyncGenerator<AnyEvent> {
  for (let lastEventId = call.options?.lastEventId; ; ) {
    const stream = await open(transport, { ...call, options: { ...call.options, lastEventId } });
    try {
      for await (const event of readEvents(stream)) {
        lastEventId = event.id;
        yield event;
      }
    } catch {
      // Whatever broke it: opening it again tells what is wrong.
    }
    await transport.pause(RECONNECT_MS, call);
  }
}

/** A reply in pieces, which is given once. */
export async function* readReply(transport: Transport, call: Call): AsyncGenerator<AnyEvent> {
  const stream = await open(transport, { ...call, kind: 'once' });
  try {
    yield* readEvents(stream);
  } catch (cause) {
    throw transport.lost(call, cause);
  }
}

async function open(transport: Transport, call: Call): Promise<Bytes> {
  const { response } = await transport.send({ ...call, accept: 'text/event-stream' });
  if (!response.body) throw transport.lost(call, response);
  return response.body;
}

/** What a body of `text/event-stream` says, message by message (HTML Standard, 9.2). */
async function* readEvents(body: Bytes): AsyncGenerator<AnyEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      // A message may come in pieces; what is left after the last whole one is kept.
      const messages = (text + value).replace(/\r\n|\r(?!$)/g, '\n').split('\n\n');
      text = messages.pop() ?? '';
      for (const { event = 'message', data, id } of messages.map(fieldsOf)) {
        if (data !== undefined) yield { event, data: JSON.parse(data), id };
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function fieldsOf(message: string): { event?: string; data?: string; id?: string } {
  const fields: Record<string, string> = {};
  for (const line of message.split('\n')) {
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    // Of several lines of data, one text; a line without a name is a comment.
    fields[name] = name === 'data' && fields.data !== undefined ? `${fields.data}\n${value}` : value;
  }
  return fields;
}
