import { emptyNode } from './cold-start.ts';
import type { Results } from './measure.ts';
import { medianOf, ratioOf } from './measure.ts';

export type Judged = { goal: string; figure: string; met: boolean };

type Goal = { goal: string; title: RegExp; of?: string; against: string; least: number };

const shares: Goal[] = [
  { goal: 'GET a user', title: /^GET a user, of 10,000$/, against: 'Fastify', least: 0.85 },
  { goal: 'filter among 10,000', title: /^filter .* 10,000$/, against: 'Fastify', least: 0.8 },
  {
    goal: 'filter, large directory',
    title: /^filter .* \d{3},000$|^filter .* 1,000,000$/,
    against: 'Fastify',
    least: 0.8,
  },
  { goal: 'page of 100', title: /^page of 100, of 10,000$/, against: 'Fastify', least: 0.9 },
  { goal: 'page at the start, large directory', title: /^page .* start/, against: 'Fastify', least: 0.9 },
  { goal: 'page deep, large directory', title: /^page .* deep/, against: 'Fastify', least: 0.9 },
  { goal: 'POST in memory', title: /^POST a user$/, against: 'Fastify', least: 0.6 },
  { goal: 'POST on disk', title: /^POST a user$/, of: 'emulator --data', against: 'Fastify', least: 0.3 },
  { goal: 'GET a user', title: /^GET a user, of 10,000$/, against: 'Prism', least: 10 },
  { goal: 'GET a user', title: /^GET a user, of 10,000$/, against: 'scimmy-routers', least: 25 },
];

const percent = (value: number): string => `${Math.round(value * 100)}%`;
const times = (value: number): string => `${value.toFixed(1)} times`;

/** Every goal that this run can judge, with its figure. */
export const goals = ({ measured, starts }: Results): Judged[] => {
  const judged: Judged[] = [];
  for (const { goal, title, of = 'emulator', against, least } of shares) {
    const found = measured.find((candidate) => title.test(candidate.title));
    const ratio = found && ratioOf(found, of, against);
    if (!ratio) continue;
    const { median, low, high } = ratio;
    const write = least < 1 ? percent : times;
    const bare = against === 'Fastify' ? 'bare Fastify' : against;
    judged.push({
      goal: `${goal}: at least ${least < 1 ? `${percent(least)} of` : `${least} times`} ${bare}`,
      figure: `${write(median)} (${write(low)} to ${write(high)})`,
      met: median >= least,
    });
  }
  const empty = starts[emptyNode];
  const emulator = starts.emulator;
  if (empty && emulator) {
    const ratio = medianOf(emulator) / medianOf(empty);
    judged.push({
      goal: `cold start to the first answer: within 6 times \`${emptyNode}\``,
      figure: times(ratio),
      met: ratio <= 6,
    });
  }
  return judged;
};
