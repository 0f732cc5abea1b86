/** A stretch of time: from its start up to, but without, its end. Instants as the API writes them. */
export interface Span {
  readonly start_time: string;
  readonly end_time: string;
}

/** Whether two spans share any time; spans that only touch do not. */
export function overlap(a: Span, b: Span): boolean {
  return a.start_time < b.end_time && b.start_time < a.end_time;
}

/** Sorts spans by whether one of the taken ones is in their way. Both come in the order of time. */
export function splitByOverlap<S extends Span>(
  wanted: readonly S[],
  taken: readonly Span[],
): { free: S[]; overlapping: S[] } {
  const free: S[] = [];
  const overlapping: S[] = [];
  let next = 0;
  const firstNotBefore = (start: string) => {
    for (let span = taken[next]; span && span.end_time <= start; span = taken[next]) next += 1;
    return taken[next];
  };
  for (const span of wanted) {
    const other = firstNotBefore(span.start_time);
    if (other && overlap(span, other)) overlapping.push(span);
    else free.push(span);
  }
  return { free, overlapping };
}
