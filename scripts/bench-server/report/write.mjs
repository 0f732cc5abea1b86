import { mkdir, writeFile } from 'node:fs/promises';
import { operations } from '../operations.mjs';
import { barChart, lineChart } from './charts.mjs';
import { finder } from './find.mjs';
import { counted, pageOf } from './page.mjs';

const docs = new URL('../../../docs/', import.meta.url);

/** Writes docs/performance.md and its charts from the figures of a run. */
export async function writeReport(run) {
  await mkdir(new URL('performance/', docs), { recursive: true });
  for (const [name, chart] of Object.entries(chartsOf(run))) {
    await writeFile(new URL(`performance/${name}.svg`, docs), chart);
  }
  await writeFile(new URL('performance.md', docs), pageOf(run));
}

function chartsOf(run) {
  const { of, ratio } = finder(run);
  const { connections, mainRows, titles } = run;
  const shown = run.contenders.filter((name) => name !== 'limited');
  const names = Object.keys(operations).filter((name) => of(name, 'ours'));
  const at = `${counted(mainRows)} appointments, ${connections} connections`;
  const bars = (title, note, figureOf, digits) =>
    barChart({
      ...{ title, note: `${at}; ${note}` },
      series: shown.map((name) => titles[name]),
      groups: names.map((name) => ({
        title: operations[name].title,
        values: shown.map((who) => figureOf(name, who)),
      })),
      show: (value) => value.toFixed(digits),
    });
  return {
    throughput: bars(
      'Requests a second, to the floor',
      'longer is better',
      (name, who) => ratio(name, who, 'floor'),
      2,
    ),
    cpu: bars(
      'Processor time of a request, server and PostgreSQL, ms',
      'shorter is better',
      (name, who) => {
        const figure = of(name, who);
        return figure && figure.cpu + figure.postgresCpu;
      },
      2,
    ),
    ...rowsChart(run),
    ...tenantsChart(run),
  };
}

function rowsChart(run) {
  const { grown, sizes } = finder(run);
  if (sizes.length < 2) return {};
  const names = ['get', 'list', 'filtered', 'cursor', 'patientsSame', 'searchSame', 'slots', 'book'];
  return {
    rows: lineChart({
      ...{ title: 'p50 in ms by the number of appointments', note: `MedCor, ${run.connections} connections` },
      places: sizes.map(counted),
      series: names
        .map((name) => ({
          title: operations[name].title,
          values: sizes.map((rows) => grown(name, rows)?.p50),
        }))
        .filter(({ values }) => values.some(Number.isFinite)),
    }),
  };
}

function tenantsChart({ tenants, connections }) {
  if (!tenants) return {};
  const counts = [...new Set(tenants.map((each) => each.tenants))];
  const names = [...new Set(tenants.map(({ name }) => name))];
  return {
    tenants: lineChart({
      ...{ title: 'p50 in ms by the number of tenants', note: `MedCor, ${connections} connections` },
      places: counts.map(counted),
      series: names.map((name) => ({
        title: operations[name].title,
        values: counts.map(
          (count) => tenants.find((each) => each.name === name && each.tenants === count)?.p50,
        ),
      })),
    }),
  };
}
