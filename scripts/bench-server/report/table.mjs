import { operations } from '../operations.mjs';
import { medianRatio } from '../statistics.mjs';

/** A line for each operation and contender, with what ours is to it, and one for each size that it was measured at. */
export function printTables({ figures, growth = [] }) {
  const oursOf = ({ connections, name }) =>
    figures.find(
      (each) => each.contender === 'ours' && each.connections === connections && each.name === name,
    );
  console.table(
    figures.map(({ connections, contender, ...figure }) => ({
      ...{ connections, operation: operations[figure.name].title, contender },
      ...shown(figure),
      'ours is': round(medianRatio(oursOf({ connections, ...figure }).rounds, figure.rounds)),
    })),
  );
  if (growth.length === 0) return;
  console.table(
    growth.map(({ rows, ...figure }) => ({
      ...{ rows, operation: operations[figure.name].title },
      ...shown(figure),
    })),
  );
}

function shown({ perSecond, p50, p99, cpu, postgresCpu }) {
  return {
    'req/s': Math.round(perSecond),
    'p50 ms': round(p50),
    'p99 ms': round(p99),
    'CPU ms': round(cpu, 3),
    'PostgreSQL ms': round(postgresCpu, 3),
  };
}

function round(number, digits = 2) {
  return Number(number.toFixed(digits));
}
