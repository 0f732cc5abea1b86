import type { Event } from '@medcor/contract';
import type { HttpClient } from '../../../testing/http-client.js';

/** What came of a stream: an event, or a comment. */
type Message = { readonly event: Event; readonly id: string; readonly type: string } | { comment: string };

export interface EventReader {
  readonly response: Response;
  /** The next event; waits for it, and fails when the stream ends. */
  next(): Promise<Event>;
  /** What there is in the stream until it ends. */
  rest(): Promise<Event[]>;
  /** Goes away, as a caller does. */
  leave(): void;
}

/** Follows the events of the API as any program would. */
export async function follow(
  { url }: Pick<HttpClient, 'url'>,
  token: string,
  { query = '', lastEventId }: { query?: string; lastEventId?: string } = {},
): Promise<EventReader> {
  const gone = new AbortController();
  const response = await fetch(`${url}/api/events/${query}`, {
    signal: gone.signal,
    headers: {
      Authorization: `Bearer ${token}`,
      Accept: 'text/event-stream',
      ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
    },
  });
  const messages = parse(response);
  const nextEvent = async (): Promise<Event | undefined> => {
    for (;;) {
      const { value, done } = await messages.next();
      if (done) return undefined;
      if ('event' in value) return checked(value);
    }
  };
  return {
    response,
    async next() {
      const event = await nextEvent();
      if (!event) throw new Error('The stream has ended.');
      return event;
    },
    async rest() {
      const events: Event[] = [];
      for (let event = await nextEvent(); event; event = await nextEvent()) events.push(event);
      return events;
    },
    leave: () => gone.abort(),
  };
}

/** The name and the type of a message are those of its event. */
function checked({ event, id, type }: { event: Event; id: string; type: string }): Event {
  if (event.id !== id || event.type !== type)
    throw new Error(`${id} ${type} carries ${JSON.stringify(event)}.`);
  return event;
}

async function* parse(response: Response): AsyncGenerator<Message, undefined> {
  if (!response.body) throw new Error('There is no stream.');
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const data = field('data');
      if (data === undefined) yield { comment: lines.join('\n') };
      else yield { event: JSON.parse(data), id: field('id') ?? '', type: field('event') ?? '' };
    }
  }
}
