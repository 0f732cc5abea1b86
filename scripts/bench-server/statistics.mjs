export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

export function median(values) {
  return quantile(values, 0.5);
}

/** The median of what one is to the other in each round: what disturbs a round disturbs both. */
export function medianRatio(ones, others) {
  return median(ones.map((one, round) => one / others[round]));
}
