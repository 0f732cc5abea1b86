import type { StoredEvent } from './events.repository.js';

/** How long a stream waits for an event before it looks whether its caller may still listen. */
const LOOK_UP_MS = 2000;

/** After how many waits for nothing a comment shows both sides that the other is there. */
const WAITS_PER_COMMENT = 7;

interface StreamOptions {
  /** Behind which event to begin. */
  readonly position: string;
  /** The next events behind a place. */
  readonly read: (position: string) => Promise<StoredEvent[]>;
  /** Has the stream woken up when there may be events, until the function that it answers is called. */
  readonly listen: (wake: () => void) => () => void;
  /** Whether the stream is to go on: asked before everything that it sends. */
  readonly mayGoOn: () => Promise<boolean>;
  readonly lookUpMs?: number;
}

/** Events as they happen, as server-sent events. Ends as soon as its iterator is told to, whatever it waits for. */
export function eventStream(options: StreamOptions): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const bell = createBell();
      const end = { isWanted: false };
      const chunks = follow(options, bell, end);
      return {
        next: () => chunks.next(),
        async return() {
          end.isWanted = true;
          bell.ring();
          return chunks.return(undefined);
        },
      };
    },
  };
}

async function* follow(
  { position: start, read, listen, mayGoOn, lookUpMs = LOOK_UP_MS }: StreamOptions,
  bell: Bell,
  end: { readonly isWanted: boolean },
): AsyncGenerator<Uint8Array, undefined> {
  const stopListening = listen(bell.ring);
  try {
    let position = start;
    let waits = 0;
    // Something has to be sent, or the answer does not begin before the first event.
    yield encode(': following\n\n');
    while (!end.isWanted && (await mayGoOn())) {
      const events = await read(position);
      const last = events.at(-1);
      if (last) {
        position = last.position;
        waits = 0;
        yield encode(events.map(toText).join(''));
      } else if (!(await bell.hasRungWithin(lookUpMs))) {
        waits += 1;
        if (waits % WAITS_PER_COMMENT === 0) yield encode(':\n\n');
      }
    }
  } finally {
    stopListening();
  }
}

function toText({ position: _position, ...event }: StoredEvent): string {
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

interface Bell {
  ring(): void;
  /** Whether it rings within the time, or has rung since it was last asked. */
  hasRungWithin(milliseconds: number): Promise<boolean>;
}

function createBell(): Bell {
  let hasRung = false;
  let hear: () => void = () => undefined;
  return {
    ring() {
      hasRung = true;
      hear();
    },
    async hasRungWithin(milliseconds) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          hear = resolve;
          timer = setTimeout(resolve, milliseconds);
        });
      }
      clearTimeout(timer);
      const answer = hasRung;
      hasRung = false;
      return answer;
    },
  };
}
