/** Whether a caller asks for server-sent events: by naming them. Whoever takes anything at all is answered JSON. */
export function asksForEventStream(accept = ''): boolean {
  return accept.split(',').some((type) => /^\s*text\/event-stream\s*(?:;|$)/i.test(type));
}
