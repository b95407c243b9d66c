// What the journal and the attribute outcomes cost: the same server with them and with --journal 0, in turns.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toEmulator } from './contenders/emulator.ts';
import { say, settleIn } from './harness.ts';
import { installProduct, programOf } from './install.ts';
import { machine } from './machine.ts';
import { type Measured, measure, type Pace, withRunning } from './measure.ts';
import { cache, repository } from './paths.ts';
import { toCostMarkdown } from './results.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    source: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
  },
});
const { quick } = values;
const pace: Pace = {
  rounds: Number(values.rounds ?? (quick ? 3 : 11)),
  seconds: Number(values.seconds ?? (quick ? 1 : 4)),
  connections: 32,
};

settleIn();
const program = values.source ? join(repository, 'src/cli/bin.ts') : programOf(installProduct());
const on = toEmulator('emulator', { program });
const off = toEmulator('emulator --journal 0', { program, flags: ['--journal', '0'] });
const directory = { size: 10_000 };

const measured = await withRunning([on, off], directory, async (runners) => {
  const done: Measured[] = [];
  for (const [operation, title] of [
    ['get-user', 'GET a user'],
    ['filter', 'filter by userName'],
    ['page-first', 'page of 100'],
    ['create-user', 'POST a user'],
  ] as const) {
    say(title);
    done.push(await measure(operation, title, directory, runners, pace));
  }
  return done;
});

const markdown = toCostMarkdown(`npm run bench:report-cost${quick ? ' -- --quick' : ''}`, machine(), pace, measured, [
  on.name,
  off.name,
]);
writeFileSync(join(quick ? cache : join(repository, 'bench'), 'REPORT-COST.md'), markdown);
console.log(markdown);
