import fc from 'fast-check';
import t, { test } from 'tap';
import { startEmulator } from '../../src/index.ts';
import { atMost, effort, isLong, leastOf, seed } from '../effort.ts';
import { collectGarbage } from './garbage.ts';
import { type Input, inputs } from './inputs.ts';
import { phrasesIn } from './phrases.ts';
import { controlTemplates, document } from './templates.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

const numRuns = effort(2500, 100_000);

/** What cannot be decoded belongs to neither plane. */
const isOwn = (url: string): boolean => {
  try {
    const path = decodeURI(new URL(url, 'http://emulator.test').pathname);
    // What is too long for the router has a test of its own.
    return path.startsWith('/_emulator/') && path.split('/').every((part) => part.length <= 1024);
  } catch {
    return false;
  }
};

test('wrong calls to the control plane', async (t) => {
  const emulator = await startEmulator({ socket: false, journal: '1MB' });
  t.teardown(() => emulator.close());
  const templates = controlTemplates('fuzz');
  const get = async (path: string): Promise<string> =>
    (await emulator.inject({ url: `/_emulator/worlds${path}` })).body;
  const start = async (): Promise<void> => {
    for (const { id } of JSON.parse(await get('')) as { id: string }[]) {
      if (id !== 'default')
        await emulator.inject({ method: 'DELETE', url: `/_emulator/worlds/${encodeURIComponent(id)}` });
    }
    const made = await emulator.inject({ method: 'POST', url: '/_emulator/worlds', payload: { id: 'fuzz', document } });
    if (made.statusCode !== 201) throw new Error(`the world of the fuzz: ${made.statusCode} ${made.body}`);
    await emulator.inject({ method: 'PUT', url: '/_emulator/worlds/fuzz/snapshots/one' });
  };
  const state = async (): Promise<string> =>
    (await Promise.all(['', '/fuzz/document', '/fuzz/snapshots', '/fuzz/faults', '/fuzz/goal'].map(get)))
      .join('\n')
      // Requests that are not the control plane's are counted, refused or not.
      .replace(/"requests":\d+/g, '');

  const clock = { now: '2026-01-01T00:00:00.000Z', frozen: true };
  await emulator.inject({ method: 'PUT', url: '/_emulator/worlds/default/clock', payload: clock });
  await start();
  for (const { path } of templates.filter(({ method }) => method === 'GET')) {
    const { statusCode } = await emulator.inject({ url: path });
    t.ok(statusCode < 500, `GET ${path}: ${statusCode}`);
  }
  let before = await state();
  let tried = 0;
  let refused = 0;
  const memory: number[] = [];
  const check = async (input: Input): Promise<void> => {
    tried += 1;
    if (tried % Math.ceil(numRuns / 20) === 0) memory.push(collectGarbage());
    const { method, url, headers, payload } = input;
    const said = await emulator.inject({
      method: method as 'GET',
      url,
      headers,
      ...(payload === undefined ? {} : { payload }),
    });
    const fail = (what: string): never => {
      const sent = `${method} ${url.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${String(payload ?? '').slice(0, 1000)}`;
      throw new Error(`${what}: ${sent} -> ${said.statusCode} ${said.body.slice(0, 700)}`);
    };
    if (said.statusCode >= 500) fail('an error of its own');
    if (said.statusCode < 400) {
      if (method === 'GET' || method === 'HEAD') return;
      const clock = { now: '2026-01-01T00:00:00.000Z', frozen: true };
      await emulator.inject({ method: 'PUT', url: '/_emulator/worlds/default/clock', payload: clock });
      await start();
      before = await state();
      return;
    }
    refused += 1;
    // The title of a problem is the status in HTTP's own words (RFC 9457 §3.1.3).
    const phrases = phrasesIn(said.body.replace(/"title":"[^"]*"/, ''));
    if (phrases.length > 0) fail(`says ${phrases.join(', ')}`);
    if (method !== 'HEAD' && isOwn(url)) {
      if (!String(said.headers['content-type']).startsWith('application/problem+json')) fail('no problem document');
      const problem = JSON.parse(said.body) as { status: number; title: string; detail: string };
      if (problem.status !== said.statusCode || !problem.title || !problem.detail)
        fail('a problem document that lacks something');
    }
    const after = await state();
    const at = [...after].findIndex((letter, n) => letter !== before[n]);
    if (after !== before) fail(`refused, and yet something has changed: ${after.slice(at - 100, at + 100)}`);
  };
  await fc.assert(fc.asyncProperty(inputs(templates, {}), check), { seed, numRuns, ...atMost(10_000) });

  const half = memory.length / 2;
  const [early, late] = [Math.max(...memory.slice(0, half)), Math.min(...memory.slice(half))];
  t.ok(late < early + 20, `memory is flat: at most ${early} MB in the first half, at least ${late} MB in the second`);
  t.ok(tried >= leastOf(numRuns) && refused >= tried / 10, `${tried} inputs, ${refused} refused`);
  t.comment(`${tried} inputs, ${refused} refused, seed ${seed}`);
});

test('an id that is too long for the router', async (t) => {
  const emulator = await startEmulator({ socket: false });
  t.teardown(() => emulator.close());
  const { statusCode, headers } = await emulator.inject({ url: `/_emulator/worlds/${'x'.repeat(2000)}` });
  t.equal(statusCode, 404);
  t.match(headers, { 'content-type': /^application\/problem\+json/ }, 'a problem document');
});
