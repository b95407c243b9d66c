// Where the time goes: npm run bench:profile -- get-user filter page-first create-user [--data] [--flag=…]
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Setting, startEmulator } from './contenders/emulator.ts';
import { say, settleIn } from './harness.ts';
import { loadOnce } from './load.ts';
import { type OperationId, operations, requestsOf } from './operations.ts';
import { cached, repository } from './paths.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'boolean', default: false },
    flag: { type: 'string', multiple: true, default: [] },
    seconds: { type: 'string', default: '5' },
    size: { type: 'string', default: '10000' },
    top: { type: 'string', default: '40' },
  },
});

type Frame = { functionName: string; url: string; lineNumber: number };
type Profile = {
  nodes: { id: number; callFrame: Frame; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
};

const placeOf = ({ functionName, url, lineNumber }: Frame): string => {
  const file = url
    .replace(/^file:\/\//, '')
    .replace(`${repository}/`, '')
    .replace(/^.*node_modules\//, '');
  return `${functionName || '(anonymous)'}${file ? `  ${file}:${lineNumber + 1}` : ''}`;
};

const areaOf = ({ functionName, url }: Frame): string => {
  if (!url) return functionName.startsWith('(') ? functionName : '(native)';
  const path = url.replace(/^file:\/\//, '');
  const module = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (module) return module;
  if (path.startsWith(repository)) return path.slice(repository.length + 1).replace(/\/[^/]*$/, '');
  return path.replace(/^node:(internal\/)?([^/]+).*$/, 'node:$2');
};

const share = (totals: Map<string, number>, key: string, value: number): void => {
  totals.set(key, (totals.get(key) ?? 0) + value);
};

const print = (title: string, totals: Map<string, number>, all: number, top: number): void => {
  console.log(`\n${title}`);
  const sorted = [...totals].sort((a, b) => b[1] - a[1]).slice(0, top);
  for (const [name, time] of sorted) console.log(`${((time / all) * 100).toFixed(1).padStart(6)}%  ${name}`);
};

/** Self time by function and by area, and time with everything called for the emulator's own functions. */
const report = (profile: Profile, skipSeconds: number): void => {
  const frames = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const [own, areas, whole] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  let [at, all] = [0, 0];
  profile.samples.forEach((id, index) => {
    const delta = profile.timeDeltas[index] ?? 0;
    at += delta;
    const frame = frames.get(id)?.callFrame;
    if (!frame || at < skipSeconds * 1e6 || frame.functionName === '(idle)') return;
    all += delta;
    share(own, placeOf(frame), delta);
    share(areas, areaOf(frame), delta);
    const seen = new Set<string>();
    for (let up: number | undefined = id; up !== undefined; up = parents.get(up)) {
      const above = frames.get(up)?.callFrame;
      if (above?.url.includes(`${repository}/src`) || above?.url.includes('better-sqlite3')) seen.add(placeOf(above));
    }
    for (const place of seen) share(whole, place, delta);
  });
  const top = Number(values.top);
  print('self time by area', areas, all, 20);
  print('self time by function', own, all, top);
  print("time with what was called, the emulator's own functions", whole, all, top);
};

settleIn();
const directory = { size: Number(values.size) };
for (const name of positionals.length ? positionals : ['get-user']) {
  if (!Object.hasOwn(operations, name)) throw new Error(`there is ${Object.keys(operations).join(', ')}, no ${name}`);
  const operation = name as OperationId;
  const folder = mkdtempSync(cached('profile-'));
  const setting: Setting = {
    program: join(repository, 'src/cli/bin.ts'),
    flags: values.flag,
    nodeFlags: ['--cpu-prof', `--cpu-prof-dir=${folder}`],
    durable: values.data,
  };
  const server = await startEmulator(`profiled ${name}`, setting, directory);
  const requests = requestsOf(operation, directory, 'scim');
  const { rate, cost } = await loadOnce({ server, requests, seconds: Number(values.seconds), connections: 32 });
  await server.stop();
  const [file] = readdirSync(folder).filter((entry) => entry.endsWith('.cpuprofile'));
  if (!file) throw new Error('the server left no profile');
  console.log(
    `\n${operations[operation]}, ${Math.round(rate)} requests a second while profiled, ${Math.round(cost)} µs of processor time each`,
  );
  say(`the profile, for the browser's developer tools: ${join(folder, file)}`);
  report(JSON.parse(readFileSync(join(folder, file), 'utf8')), server.startedIn / 1000 + 0.5);
}
