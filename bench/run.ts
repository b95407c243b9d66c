import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coldStarts } from './cold-start.ts';
import { toEmulator } from './contenders/emulator.ts';
import { jsonServer } from './contenders/json-server.ts';
import { recordAnswers, toLimits } from './contenders/limits.ts';
import { mockoon } from './contenders/mockoon.ts';
import { prism, prismOfPages } from './contenders/prism.ts';
import { scimmy } from './contenders/scimmy.ts';
import type { Directory } from './directory.ts';
import { growth } from './growth.ts';
import { say, settleIn } from './harness.ts';
import { competitors, installCompetitors, installedSize, installProduct, programOf } from './install.ts';
import { competitorVersions, machine } from './machine.ts';
import type { Results } from './measure.ts';
import { type Measured, measure, type Pace, withRunning } from './measure.ts';
import { costOfWorld, idleMemory } from './memory.ts';
import { cache, competitor, repository } from './paths.ts';
import { mostNoise, noiseNow } from './quiet.ts';
import { toMarkdown } from './results.ts';
import { residentOf } from './server.ts';
import { importPeople, reportOver, startsInProcess } from './tasks.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    source: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    large: { type: 'string' },
  },
});

const quick = values.quick;
const pace: Pace = {
  rounds: Number(values.rounds ?? (quick ? 3 : 7)),
  seconds: Number(values.seconds ?? (quick ? 1 : 4)),
  connections: 32,
};
const small: Directory = { size: 10_000 };
const large: Directory = { size: Number(values.large ?? (quick ? 100_000 : 1_000_000)) };
const stages = values.only?.split(',') ?? [
  ...['size', 'start', 'memory', 'worlds', 'tasks', 'small', 'large', 'growth'],
];

settleIn();
say('installing what is compared');
installCompetitors();
const product = values.source ? undefined : installProduct();
const program = product ? programOf(product) : join(repository, 'src/cli/bin.ts');

let answers = '';
const limits = toLimits(() => answers);
const emulator = toEmulator('emulator', { program });
const durable = { ...toEmulator('emulator --data', { program, durable: true }), can: ['create-user'] as const };
const others = [prism, mockoon, scimmy, jsonServer];

const results: Results = {
  command: `npm run bench${quick ? ':quick' : ''}`,
  machine: { ...machine(), ...competitorVersions() },
  pace,
  large: large.size,
  remarks: Object.fromEntries([...limits, ...others].map(({ name, remark = '' }) => [name, remark])),
  sizes: {},
  starts: {},
  memory: {},
  measured: [],
  tasks: {},
  growth: [],
  noise: [],
};

/** Looks whether the machine is quiet, while nothing of the benchmark works. */
const listen = async (): Promise<void> => {
  results.noise.push(await noiseNow());
};

await listen();

if (stages.includes('size')) {
  if (product) results.sizes[emulator.name] = installedSize(product);
  for (const [id, name] of Object.entries(competitors)) results.sizes[name] = installedSize(competitor(id));
}

if (stages.includes('start')) {
  say('cold starts');
  results.starts = await coldStarts([emulator, durable, ...others], quick ? 3 : 11);
}

if (stages.includes('memory')) {
  say('memory, idle');
  results.memory.idle = await idleMemory([emulator, ...others], quick ? 1 : 3);
}

if (stages.includes('worlds')) {
  say('memory of a world');
  const { memory, milliseconds } = await costOfWorld({ program }, quick ? 200 : 1000);
  results.memory.world = memory;
  results.worldMadeIn = milliseconds;
}

if (stages.includes('tasks')) {
  say('startEmulator, import, report');
  results.inProcess = startsInProcess(product);
  const people = quick ? 10_000 : 100_000;
  results.tasks[`import of a document of ${people.toLocaleString('en')} people`] = await importPeople(
    { program },
    { size: people },
  );
  const { covered, ...took } = await reportOver({ program }, 40_000);
  results.tasks[`report over ${covered.toLocaleString('en')} requests`] = took;
  await listen();
}

const measureAll = async (
  directory: Directory,
  plan: readonly (readonly [Measured['operation'], string])[],
  contenders: readonly (typeof emulator)[],
): Promise<void> => {
  say(`loading ${directory.size} users`);
  await withRunning([emulator], directory, async ([model]) => {
    if (!model) return;
    if (directory === large) results.memory.large = residentOf(model.server);
    answers = await recordAnswers(model.server, directory);
    await withRunning(contenders, directory, async (rest) => {
      for (const [operation, title] of plan) {
        say(title);
        results.measured.push(await measure(operation, title, directory, [model, ...rest], pace));
        await listen();
      }
    });
  });
};

if (stages.includes('small')) {
  await measureAll(
    small,
    [
      ['get-user', 'GET a user, of 10,000'],
      ['filter', 'filter by userName among 10,000'],
      ['page-first', 'page of 100, of 10,000'],
      ['patch-group', 'PATCH members of a group of 10,000'],
      ['create-user', 'POST a user'],
      ['mixed', 'mixed load: 60% GET, 20% filter, 10% PATCH, 10% POST'],
    ],
    [...limits, durable, prism, prismOfPages, mockoon, scimmy, jsonServer],
  );
}

if (stages.includes('large')) {
  const many = large.size.toLocaleString('en');
  await measureAll(
    large,
    [
      ['get-user', `GET a user, of ${many}`],
      ['filter', `filter by userName among ${many}`],
      ['page-first', `page of 100 at the start of ${many}`],
      ['page-deep', `page of 100 deep in ${many}`],
      ['create-user', `POST a user beside ${many}`],
    ],
    limits,
  );
}

if (stages.includes('growth')) {
  say('growth');
  results.growth = await growth(
    { program },
    quick ? [10, 1000, 100_000] : [10, 1000, 100_000, 1_000_000],
    pace.seconds,
  );
  await listen();
}

const noise = Math.max(...results.noise);
const isQuiet = noise <= mostNoise;
const folder = quick || values.only || !isQuiet ? cache : join(repository, 'bench');
const markdown = toMarkdown(results);
writeFileSync(join(folder, 'RESULTS.md'), markdown);
writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 1)}\n`);
console.log(markdown);
if (!isQuiet) {
  say(`this machine is not quiet: others used ${Math.round(noise * 100)}% of it; the results are in ${folder} alone`);
  process.exitCode = 1;
}
