import { medianRatio } from '../statistics.mjs';

/** Looks things up in the figures of a run. */
export function finder({ figures, growth = [], connections }) {
  const of = (name, contender, at = connections) =>
    figures.find((each) => each.name === name && each.contender === contender && each.connections === at);
  const grown = (name, rows) => growth.find((each) => each.name === name && each.rows === rows);
  const growthOf = (name, few, many) => {
    const [a, b] = [grown(name, few), grown(name, many)];
    return a && b ? medianRatio(b.p50s, a.p50s) : undefined;
  };
  const sizes = [...new Set(growth.map(({ rows }) => rows))];
  return {
    of,
    /** How many times the requests of one contender another one answers. */
    ratio(name, one, other, at = connections) {
      const [a, b] = [of(name, one, at), of(name, other, at)];
      return a && b ? medianRatio(a.rounds, b.rounds) : undefined;
    },
    /** Ours with so many rows. */
    grown,
    /** How many times as long half of the requests take with more rows. */
    growth: growthOf,
    /** How many rows there were, from few to many. */
    sizes,
    /** The p50 with so many rows if it goes on to grow by as much, from decade to decade, as between the last two sizes. */
    extrapolated(name, rows) {
      const [before, last] = sizes.slice(-2);
      const grows = growthOf(name, before, last);
      if (grows === undefined) return undefined;
      return grown(name, last).p50 * grows ** (Math.log(rows / last) / Math.log(last / before));
    },
  };
}
