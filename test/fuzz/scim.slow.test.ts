import fc from 'fast-check';
import t, { test } from 'tap';
import { type Emulator, startEmulator } from '../../src/index.ts';
import { atMost, effort, isLong, leastOf, seed } from '../effort.ts';
import { refusals } from '../model/answers.ts';
import { collectGarbage } from './garbage.ts';
import { type Input, inputs } from './inputs.ts';
import { phrasesIn } from './phrases.ts';
import { scimTemplates } from './templates.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

const numRuns = effort(3000, 100_000);

const known = new Set(Object.values(refusals).map(({ body }) => JSON.stringify(body)));
const statuses = new Set([200, 201, 204, 400, 404, 409]);

const send = async (emulator: Emulator, { method, url, headers, payload }: Input) => {
  const body = payload === undefined ? {} : { payload };
  return emulator.inject({ method: method as 'GET', url, headers, ...body });
};

const describe = ({ method, url, payload }: Input): string =>
  `${method} ${url.slice(0, 300)} ${String(payload ?? '').slice(0, 1000)}`;

test('wrong SCIM requests', async (t) => {
  const emulator = await startEmulator({ socket: false, journal: '1MB', key: 'fuzz-key' });
  t.teardown(() => emulator.close());
  const headers = { authorization: 'Bearer fuzz-key' };
  const json = { ...headers, 'content-type': 'application/json' };
  const world = '/_emulator/worlds/default';
  const freeze = {
    method: 'PUT' as const,
    url: `${world}/clock`,
    payload: { now: '2026-01-01T00:00:00.000Z', frozen: true },
  };
  t.equal((await emulator.inject(freeze)).statusCode, 200, 'the clock stands');

  const user = { userName: 'user@example.test', name: { givenName: 'U', familyName: 'Ser' } };
  const made = await send(emulator, {
    method: 'POST',
    url: '/scim/v2/Users',
    headers: json,
    payload: JSON.stringify(user),
  });
  const group = JSON.stringify({ displayName: 'Fuzz', members: [{ value: made.json().id }] });
  const grouped = await send(emulator, { method: 'POST', url: '/scim/v2/Groups', headers: json, payload: group });
  await emulator.inject({ method: 'PUT', url: `${world}/snapshots/start` });
  const state = async (): Promise<string> => (await emulator.inject({ url: `${world}/document` })).body;

  let before = await state();
  let tried = 0;
  let refused = 0;
  const memory: number[] = [];
  const check = async (input: Input): Promise<void> => {
    tried += 1;
    if (tried % Math.ceil(numRuns / 20) === 0) memory.push(collectGarbage());
    const said = await send(emulator, input);
    const fail = (what: string): never => {
      throw new Error(`${what}: ${describe(input)} -> ${said.statusCode} ${said.body.slice(0, 500)}`);
    };
    if (!statuses.has(said.statusCode)) fail('an answer Postman does not give');
    if (said.statusCode < 300) {
      await emulator.inject({ method: 'POST', url: `${world}/snapshots/start/restore` });
      before = await state();
      return;
    }
    refused += 1;
    const phrases = phrasesIn(`${said.body} ${JSON.stringify(said.headers)}`);
    if (phrases.length > 0) fail(`says ${phrases.join(', ')}`);
    if (input.method !== 'HEAD' && !known.has(said.body)) fail("not one of Postman's answers");
    if ((await state()) !== before) fail('refused, and yet something has changed');
  };
  const templates = scimTemplates(made.json().id, grouped.json().id);
  await fc.assert(fc.asyncProperty(inputs(templates, headers), check), { seed, numRuns, ...atMost(10_000) });

  const half = memory.length / 2;
  const [early, late] = [Math.max(...memory.slice(0, half)), Math.min(...memory.slice(half))];
  t.ok(late < early + 20, `memory is flat: at most ${early} MB in the first half, at least ${late} MB in the second`);
  t.ok(tried >= leastOf(numRuns) && refused >= tried / 10, `${tried} inputs, ${refused} refused`);
  t.comment(`${tried} inputs, ${refused} refused, seed ${seed}`);
});
