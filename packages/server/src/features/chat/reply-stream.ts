import type { ChatReply } from '@medcor/contract';
import { ApiError } from '../../edge/api-error.js';
import { serverSentEvent } from '../../edge/server-sent-event.js';
import type { ChatEvent } from './chat-events.js';

/**
 * A reply as server-sent events while it is made. It is made to its end, and kept, whether or not anybody listens;
 * a failure is the last event but one.
 */
export async function* replyStream(
  make: (emit: (event: ChatEvent) => void) => Promise<ChatReply>,
  requestId: string,
  onFault: (error: unknown, requestId: string) => void,
): AsyncGenerator<Uint8Array, undefined> {
  const queue: ChatEvent[] = [];
  let isOver = false;
  let wake: () => void = () => undefined;
  const emit = (event: ChatEvent) => {
    queue.push(event);
    wake();
  };
  const failed = (error: unknown) => {
    const known = error instanceof ApiError ? error : new ApiError('INTERNAL_ERROR', { cause: error });
    if (known.status >= 500) onFault(error, requestId);
    emit({ event: 'error', data: known.toBody(requestId) });
  };
  make(emit)
    .then((reply) => emit({ event: 'message', data: reply }), failed)
    .finally(() => {
      isOver = true;
      emit({ event: 'done', data: {} });
    });
  while (!isOver || queue.length > 0) {
    const next = queue.shift();
    if (next) yield serverSentEvent(next.event, next.data);
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}
