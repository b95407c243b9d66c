import { emptyNode, type Starts } from './cold-start.ts';
import { goals, type Judged } from './goals.ts';
import { type Grown, growing } from './growth.ts';
import { type Measured, medianOf, type Pace, type Results, rateOf, ratioOf } from './measure.ts';
import { operations } from './operations.ts';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const rate = (value: number): string =>
  value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en', { maximumFractionDigits: 0 });
const times = (value: number): string => {
  if (value < 0.1) return value.toPrecision(2);
  return value < 9.95 ? value.toFixed(2) : rate(value);
};
const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

const limit = 'Fastify';

const measuredTable = (measured: Measured): string => {
  const rows = Object.entries(measured.rounds).map(([name, rounds]) => {
    const ratio = ratioOf(measured, name, limit);
    const cost = ratioOf(measured, name, limit, 'cost');
    const ours = ratioOf(measured, 'emulator', name);
    return [
      name,
      rate(rateOf(measured, name)),
      ratio ? times(ratio.median) : '',
      ratio ? `${times(ratio.low)} to ${times(ratio.high)}` : '',
      ours ? times(ours.median) : '',
      rate(medianOf(rounds.map((round) => round.cost))),
      cost ? times(cost.median) : '',
      (medianOf(rounds.map(({ p50 }) => p50)) / 1000).toFixed(2),
      (medianOf(rounds.map(({ p99 }) => p99)) / 1000).toFixed(2),
    ];
  });
  const head = [
    '',
    'requests a second',
    `of bare ${limit}`,
    'spread',
    'emulator to it',
    'CPU µs each',
    `${limit}'s CPU to it`,
    'p50, ms',
    'p99, ms',
  ];
  return `### ${measured.title}\n\n${table(head, rows)}`;
};

const startsTable = (starts: Starts): string => {
  const empty = medianOf(starts[emptyNode] ?? []);
  const rows = Object.entries(starts).map(([name, all]) => [
    name,
    Math.round(medianOf(all)).toString(),
    `${Math.round(Math.min(...all))} to ${Math.round(Math.max(...all))}`,
    (medianOf(all) / empty).toFixed(1),
  ]);
  return table(['', 'ms to the first answer', 'spread', `times \`${emptyNode}\``], rows);
};

const growthTable = (growth: readonly Grown[]): string =>
  table(
    ['users', ...growing.map((operation) => operations[operation]), 'resident', 'ms to the first answer'],
    growth.map(({ size, costs, memory, startedIn }) => [
      size.toLocaleString('en'),
      ...growing.map((operation) => rate(costs[operation])),
      mebibytes(memory),
      Math.round(startedIn).toLocaleString('en'),
    ]),
  );

const tasksTable = (tasks: Results['tasks']): string =>
  table(
    ['', 'ms', 'CPU ms'],
    Object.entries(tasks).map(([name, { wall, cpu }]) => [
      name,
      Math.round(wall).toString(),
      Math.round(cpu).toString(),
    ]),
  );

const judgedRow = ({ goal, figure, met }: Judged): string[] => [goal, figure, met ? 'met' : '**not met**'];

const section = (title: string, ...parts: readonly (string | false)[]): string[] => {
  const said = parts.filter((part) => part !== false && part !== '');
  return said.length ? [`## ${title}`, ...(said as string[])] : [];
};

/** The whole report. */
export const toMarkdown = (results: Results): string => {
  const { command, machine, pace, remarks, sizes, starts, memory, measured } = results;
  const judged = goals(results);
  const { idle = {}, large, world } = memory;
  const memoryRows = [
    ...Object.entries(idle).map(([name, bytes]) => [`${name}, idle`, mebibytes(bytes)]),
    ...(large ? [[`emulator with ${results.large.toLocaleString('en')} users, in memory`, mebibytes(large)]] : []),
    ...(world === undefined ? [] : [['emulator, for one more world', `${(world / 1024).toFixed(1)} KiB`]]),
  ];
  const paragraphs = [
    '# Results',
    `Made by \`${command}\`; how and why so: [README.md](README.md).`,
    table(['', ''], Object.entries(machine)).replaceAll('---:', '---'),
    `Every figure is the median of ${pace.rounds} rounds of ${pace.seconds} s with ${pace.connections} connections, in which all contenders took turns. A ratio is taken within each round; the spread is its lowest and highest. Processor time suffers less from a machine that is not quiet than the rate does.`,
    ...(results.noise.length > 0
      ? [
          `Others on the machine used at most ${(Math.max(...results.noise) * 100).toFixed(1)}% of it between the measurements.`,
        ]
      : []),
    ...section('Goals', judged.length > 0 && table(['goal', 'figure', ''], judged.map(judgedRow))),
    ...section('Rates', ...measured.map(measuredTable)),
    ...section(
      'Growth',
      results.growth.length > 0 && 'Microseconds of processor time for a request, as the directory grows.',
      results.growth.length > 0 && growthTable(results.growth),
    ),
    ...section('Done once', Object.keys(results.tasks).length > 0 && tasksTable(results.tasks)),
    ...section('Cold start', Object.keys(starts).length > 0 && startsTable(starts)),
    ...section('Memory', memoryRows.length > 0 && table(['', 'resident'], memoryRows)),
    ...section(
      'Install size',
      Object.keys(sizes).length > 0 &&
        table(
          ['', 'on disk'],
          Object.entries(sizes).map(([name, bytes]) => [name, mebibytes(bytes)]),
        ),
    ),
    ...section(
      'What the others do not do',
      Object.entries(remarks)
        .map(([name, remark]) => `- **${name}**: ${remark}.`)
        .join('\n'),
    ),
  ];
  return `${paragraphs.join('\n\n')}\n`;
};

/** The report on what being able to report costs: the rate with the journal as a share of the rate without. */
export const toCostMarkdown = (
  command: string,
  machine: Record<string, string>,
  pace: Pace,
  measured: readonly Measured[],
  [on, off]: readonly [string, string],
): string => {
  const rows = measured.map((one) => {
    const ratio = ratioOf(one, on, off);
    const share = ratio ? [times(ratio.median), `${times(ratio.low)} to ${times(ratio.high)}`] : ['', ''];
    return [one.title, rate(rateOf(one, on)), rate(rateOf(one, off)), ...share];
  });
  const paragraphs = [
    '# What the journal costs',
    `Requests a second with the journal and its attribute outcomes, and without (\`--journal 0\`). Made by \`${command}\`.`,
    table(['', on, off, 'of it', 'spread'], rows),
    `Medians of ${pace.rounds} rounds of ${pace.seconds} s with ${pace.connections} connections, taken in turns; the share is taken within each round.`,
    table(['', ''], Object.entries(machine)).replaceAll('---:', '---'),
  ];
  return `${paragraphs.join('\n\n')}\n`;
};
