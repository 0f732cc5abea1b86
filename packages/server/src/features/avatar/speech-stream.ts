import { ApiError } from '../../edge/api-error.js';
import { serverSentEvent } from '../../edge/server-sent-event.js';
import type { SpeechEvent } from './avatar-speech.js';

/** A streamed speech as server-sent events; a failure that the caller is to be told of is the last of them. */
export async function* speechStream(
  events: AsyncIterable<SpeechEvent>,
  requestId: string,
): AsyncGenerator<Uint8Array, undefined> {
  try {
    for await (const { event, data } of events) yield serverSentEvent(event, data);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    yield serverSentEvent('error', error.toBody(requestId));
  }
}
