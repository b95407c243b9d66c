import { emptyNode } from './cold-start.ts';
import type { Results } from './measure.ts';
import { medianOf, type Ratio, ratioOf } from './measure.ts';

export type Judged = { goal: string; figure: string; met: boolean };

type Goal = { goal: string; title: RegExp; of?: string; against: string; least: number };

const shares: Goal[] = [
  { goal: 'GET a user', title: /^GET a user, of 10,000$/, against: 'Fastify', least: 0.85 },
  { goal: 'filter among 10,000', title: /^filter .* 10,000$/, against: 'Fastify', least: 0.85 },
  {
    goal: 'filter, large directory',
    title: /^filter .* \d{3},000$|^filter .* 1,000,000$/,
    against: 'Fastify',
    least: 0.85,
  },
  { goal: 'page of 100', title: /^page of 100, of 10,000$/, against: 'Fastify', least: 0.9 },
  { goal: 'page at the start, large directory', title: /^page .* start/, against: 'Fastify', least: 0.9 },
  { goal: 'page deep, large directory', title: /^page .* deep/, against: 'Fastify', least: 0.9 },
  { goal: 'POST in memory', title: /^POST a user$/, against: 'Fastify', least: 0.55 },
  { goal: 'POST on disk', title: /^POST a user$/, of: 'emulator --data', against: 'Fastify', least: 0.35 },
  { goal: 'PATCH in a group of 10,000', title: /^PATCH members/, against: 'Fastify, objects', least: 0.35 },
  { goal: 'GET a user', title: /^GET a user, of 10,000$/, against: 'Prism', least: 10 },
  { goal: 'GET a user', title: /^GET a user, of 10,000$/, against: 'scimmy-routers', least: 25 },
];

const percent = (value: number): string => `${Math.round(value * 100)}%`;
const times = (value: number): string => `${value.toFixed(1)} times`;
const spread = ({ median, low, high }: Ratio, write: (value: number) => string): string =>
  `${write(median)} (${write(low)} to ${write(high)})`;

const judgeShares = ({ measured }: Results): Judged[] =>
  shares.flatMap(({ goal, title, of = 'emulator', against, least }) => {
    const found = measured.find((candidate) => title.test(candidate.title));
    const rate = found && ratioOf(found, of, against);
    const cost = found && ratioOf(found, of, against, 'cost');
    if (!rate || !cost) return [];
    const write = least < 1 ? percent : times;
    const bare = against.startsWith('Fastify') ? against.replace('Fastify', 'bare Fastify') : against;
    return {
      goal: `${goal}: at least ${least < 1 ? `${percent(least)} of` : `${least} times`} ${bare}`,
      figure: `${spread(rate, write)}; by processor time ${spread(cost, write)}`,
      met: rate.median >= least,
    };
  });

const atMost = (goal: string, value: number | undefined, most: number, unit: string): Judged[] =>
  value === undefined
    ? []
    : [{ goal: `${goal}: at most ${most} ${unit}`, figure: `${value.toFixed(1)} ${unit}`, met: value <= most }];

const gibibytes = (bytes: number | undefined): number | undefined => bytes && bytes / 2 ** 30;

/** Every goal that this run can judge, with its figure. */
export const goals = (results: Results): Judged[] => {
  const { starts, sizes, memory, worldMadeIn, inProcess, tasks } = results;
  const empty = starts[emptyNode];
  const { emulator } = starts;
  const start = empty && emulator ? medianOf(emulator) / medianOf(empty) : undefined;
  const size = sizes.emulator;
  const isMillion = results.large === 1_000_000;
  const report = Object.entries(tasks).find(([name]) => name.startsWith('report'))?.[1];
  return [
    ...judgeShares(results),
    ...atMost('start to the first answer, compile cache warm', start, 4, `times \`${emptyNode}\``),
    ...atMost('the first `startEmulator()` of a process', inProcess?.first, 100, 'ms'),
    ...atMost('a later `startEmulator()`', inProcess?.later, 10, 'ms'),
    ...atMost('1,000,000 users in memory', isMillion ? gibibytes(memory.large) : undefined, 1.2, 'GiB'),
    ...atMost('memory of a world', memory.world && memory.world / 1024, 20, 'KiB'),
    ...atMost('making a world', worldMadeIn, 0.5, 'ms'),
    ...atMost('installed size', size && size / 2 ** 20, 30, 'MiB'),
    ...atMost('report over 40,000 requests', report && report.wall / 1000, 2, 's'),
  ];
};
