const WIDTH = 820;
const LEFT = 300;
const RIGHT = 70;
const BAR = 14;
const PLOT = { top: 64, bottom: 40, height: 300, left: 60, right: 290 };

/** Colours that are told apart on white and on black, and by most who see colours otherwise. */
const colours = ['#2f7ed8', '#8a8d91', '#d98324', '#2e9e6b', '#b0509f', '#c0504d', '#1ba3b8', '#a38b12'];

/** Bars in groups: `groups` are lines of `{ title, values }`, a value for each of the series. */
export function barChart({ title, note, series, groups, show = String }) {
  const groupHeight = series.length * BAR + 16;
  const height = PLOT.top + groups.length * groupHeight + 12;
  const most = Math.max(...groups.flatMap(({ values }) => values.filter(Number.isFinite)));
  const scale = (WIDTH - LEFT - RIGHT) / most;
  const bars = groups.flatMap(({ title: group, values }, row) => {
    const top = PLOT.top + row * groupHeight;
    const middle = top + (series.length * BAR) / 2 + 4;
    return [
      text(LEFT - 10, middle, group, 'end'),
      ...values.flatMap((value, place) => {
        if (!Number.isFinite(value)) return [];
        const y = top + place * BAR;
        const width = Math.max(1, value * scale);
        return [
          `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR - 2}" fill="${colours[place]}"/>`,
          text(LEFT + width + 5, y + BAR - 4, show(value), 'start', 'small'),
        ];
      }),
    ];
  });
  return svg(title, height, [...heading(title, note), ...legend(series), ...bars]);
}

/** Lines over what grows tenfold from one place to the next; both axes are logarithmic. */
export function lineChart({ title, note, places, series, show = String }) {
  const values = series.flatMap((line) => line.values.filter(Number.isFinite));
  const [least, most] = [Math.min(...values) / 1.5, Math.max(...values) * 1.5];
  const width = WIDTH - PLOT.left - PLOT.right;
  const x = (place) => PLOT.left + (places.length === 1 ? 0 : (place * width) / (places.length - 1));
  const y = (value) =>
    PLOT.top + PLOT.height * (1 - Math.log(value / least) / Math.log(most / least || Math.E));
  const names = spread(
    series.map((line, index) => ({ name: line.title, index, at: y(line.values.findLast(Number.isFinite)) })),
  );
  const parts = [
    ...ticksBetween(least, most).flatMap((value) => [
      `<line class="grid" x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/>`,
      text(PLOT.left - 6, y(value) + 4, show(value), 'end', 'small'),
    ]),
    ...places.map((place, index) => text(x(index), PLOT.top + PLOT.height + 20, place, 'middle', 'small')),
    ...series.map(({ values: line }, index) => {
      const points = line.flatMap((value, place) =>
        Number.isFinite(value) ? [`${x(place).toFixed(1)},${y(value).toFixed(1)}`] : [],
      );
      return `<polyline points="${points.join(' ')}" fill="none" stroke="${colours[index % colours.length]}" stroke-width="2"/>`;
    }),
    ...names.map(({ name, index, at }) =>
      text(WIDTH - PLOT.right + 8, at + 4, name, 'start', 'small', colours[index % colours.length]),
    ),
  ];
  return svg(title, PLOT.top + PLOT.height + PLOT.bottom, [...heading(title, note), ...parts]);
}

/** One, two, five and their tenfolds. */
function ticksBetween(least, most) {
  const ticks = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.log10(most); power += 1) {
    for (const digit of [1, 2, 5]) {
      const value = digit * 10 ** power;
      if (value >= least && value <= most) ticks.push(value);
    }
  }
  return ticks;
}

/** Keeps names from being written over each other. */
function spread(names) {
  const sorted = names.toSorted((one, other) => one.at - other.at);
  for (const [place, name] of sorted.entries()) {
    if (place > 0) name.at = Math.max(name.at, sorted[place - 1].at + 14);
  }
  return sorted;
}

function heading(title, note) {
  return [text(10, 22, title, 'start', 'title'), text(10, 40, note, 'start', 'small')];
}

function legend(series) {
  let x = LEFT;
  return series.flatMap((name, place) => {
    const at = x;
    x += 24 + name.length * 6.4;
    return [
      `<rect x="${at}" y="47" width="10" height="10" fill="${colours[place]}"/>`,
      text(at + 14, 56, name, 'start', 'small'),
    ];
  });
}

function text(x, y, content, anchor, kind = '', fill = '') {
  const style = fill ? ` style="fill:${fill}"` : '';
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" class="${kind}"${style}>${escaped(content)}</text>`;
}

function escaped(content) {
  return String(content).replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** A picture in a page knows the page's colours by the reader's preference alone. */
function svg(title, height, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>${escaped(title)}</title>
<style>
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .small { font-size: 11px; fill: #59636e }
  .title { font-size: 15px; font-weight: 600 }
  .grid { stroke: #8a8d91; stroke-opacity: 0.3 }
  @media (prefers-color-scheme: dark) { text { fill: #f0f6fc } .small { fill: #9198a1 } }
</style>
${parts.join('\n')}
</svg>
`;
}
