import { parts } from './parts.mjs';

const introduction = `# Reliability: what was measured

Written by \`pnpm reliability\`, which runs the tests named below at full length: real servers and databases, which are
really killed, stopped, raced and lied to. Each test runs in a short version with every \`pnpm test\`.
\`pnpm reliability crash races\` runs some parts and leaves the rows of the others as they are, with their dates. What
has no dimension is a count of things that must not happen, and must be 0.
`;

const header = ['part', 'over', 'attempts', 'result', 'seed', 'date'];
const machineLine = /^- (\d{4}-\d{2}-\d{2}): (.+)$/;

/** What a page tells: the rows of its tables, and on which machine each date's were measured. */
export function rowsOf(page) {
  const lines = page.split('\n');
  const rows = lines
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.replace(/^\| | \|$/g, '').split(' | '))
    .map(([part, over, attempts, result, seed, date]) => ({
      ...{ part: part.replaceAll('`', ''), over, attempts, result, seed, date },
    }));
  const machines = lines.map((line) => machineLine.exec(line)).filter(Boolean);
  return { rows, machines: new Map(machines.map(([, date, machine]) => [date, machine])) };
}

/** The page with the figures of one part in place of those that it had. */
export function pageOf(former, name, figures, { date, machine }) {
  const rows = [
    ...former.rows.filter(({ part }) => part !== name),
    ...figures.map(({ over, attempts, result, seed = '' }) => ({
      ...{ part: name, over, attempts, result, seed, date },
    })),
  ];
  const machines = new Map([...former.machines, [date, machine]]);
  const dates = [...new Set(rows.map((row) => row.date))].sort();
  return [
    introduction,
    ...Object.entries(parts).flatMap(([part, told], index) => sectionOf(index + 1, part, told, rows)),
    '## Where',
    '',
    ...dates.map((each) => `- ${each}: ${machines.get(each)}`),
    '',
  ].join('\n');
}

function sectionOf(number, part, { title, files, env }, rows) {
  const settings = Object.entries(env).map(([variable, value]) => `${variable}=${value}`);
  const run = [...settings, 'pnpm vitest run', ...files].join(' ');
  const own = rows.filter((row) => row.part === part);
  return [
    `## ${number}. ${title}`,
    '',
    `\`${run}\``,
    '',
    tableRow(header),
    tableRow(header.map(() => '---')),
    ...own.map((row) => tableRow(header.map((name) => (name === 'part' ? `\`${part}\`` : row[name])))),
    '',
  ];
}

function tableRow(cells) {
  return `| ${cells.join(' | ')} |`;
}
