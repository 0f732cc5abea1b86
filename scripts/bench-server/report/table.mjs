import { operations } from '../operations.mjs';
import { medianRatio } from '../statistics.mjs';

/** A line for each operation and contender, with what ours is to it. */
export function printTable(figures) {
  const oursOf = ({ rows, connections, name }) =>
    figures.find(
      (each) =>
        each.contender === 'ours' &&
        each.rows === rows &&
        each.connections === connections &&
        each.name === name,
    );
  console.table(
    figures.map((figure) => ({
      rows: figure.rows,
      connections: figure.connections,
      operation: operations[figure.name].title,
      contender: figure.contender,
      'req/s': Math.round(figure.perSecond),
      'p50 ms': round(figure.p50),
      'p99 ms': round(figure.p99),
      'CPU ms': round(figure.cpu, 3),
      'PostgreSQL ms': round(figure.postgresCpu, 3),
      'ours is': round(medianRatio(oursOf(figure).rounds, figure.rounds)),
    })),
  );
}

function round(number, digits = 2) {
  return Number(number.toFixed(digits));
}
