/** One message of a stream of server-sent events. */
export interface ServerSentEvent<Name extends string, Data> {
  readonly event: Name;
  readonly data: Data;
  /** Where to go on after it, as `lastEventId`. */
  readonly id: string | undefined;
}

/** Events as they come. Leave the loop, or abort the call's signal, to end the stream. */
export type EventStream<Event> = AsyncIterable<Event>;
