import { medianRatio } from '../statistics.mjs';

/** Looks things up in the figures of a run. */
export function finder({ figures, connections, mainRows }) {
  const of = (name, contender, rows = mainRows, at = connections) =>
    figures.find(
      (each) =>
        each.name === name && each.contender === contender && each.rows === rows && each.connections === at,
    );
  return {
    of,
    /** How many times the requests of one contender another one answers. */
    ratio(name, one, other, rows = mainRows, at = connections) {
      const [a, b] = [of(name, one, rows, at), of(name, other, rows, at)];
      return a && b ? medianRatio(a.rounds, b.rounds) : undefined;
    },
  };
}
