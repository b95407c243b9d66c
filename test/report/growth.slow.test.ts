import { test } from 'tap';
import type { OperationId } from '../../src/domain/operation.ts';
import { list, type Part, Script, user } from './entries.ts';

const id = (at: number): string => at.toString(16).padStart(48, '0');
const address = (at: number): string => `person${at}@example.com`;
const filter = (at: number): string => `/Users?filter=${encodeURIComponent(`userName eq "${address(at)}"`)}`;

type Step = readonly [OperationId | null, string, Part?];

const post = (at: number, part: Part = {}): Step => {
  const body = { userName: address(at), name: { givenName: 'T', familyName: 'L' } };
  return ['createScimUser', '/Users', { body, answer: user(id(at), address(at)), ...part }];
};

const patch = (at: number, part: Part = {}): Step => [
  'updateScimUserState',
  `/Users/${id(at)}`,
  { body: { Operations: [{ op: 'replace', value: { active: false, title: `${at}` } }] }, ...part },
];

const error = (status: number): Part => ({ status, answer: {} });

/** Runs in which what one request leaves behind may concern every later one. */
const shapes: Record<string, (at: number) => Step[]> = {
  'a sync': (at) => [
    ['getScimUserResources', filter(at), { answer: list(0) }],
    post(at, { changes: [{ resource: 'User', id: id(at), change: 'created' }] }),
    patch(at, { answer: user(id(at), address(at), { active: false }) }),
    ['getScimUserResource', `/Users/${id(at)}`, { answer: user(id(at), address(at)) }],
  ],
  'conflicts and lists': (at) => [post(at, error(409)), ['getScimGroupResources', '/Groups', { answer: list(0) }]],
  'failures of one person that nobody repeats': (at) => [
    ['updateScimUser', '/Users/a', { body: { name: { givenName: `${at}` } }, ...error(500) }],
    ['updateScimUserState', '/Users/a', { body: { Operations: [{ at }] }, answer: user('a', 'a@example.com') }],
  ],
  'failures of many and look-ups': (at) => [
    post(at, error(500)),
    ['getScimUserResources', filter(at + 1), { answer: list(0) }],
    ['getScimGroupResources', '/Groups', { answer: list(0) }],
  ],
  'refusals for the rate': (at) => [patch(at, { ...error(429), limited: true })],
  'one list without an end': (at) => [
    ['getScimUserResources', `/Users?startIndex=${at + 1}`, { answer: list(1e6, at + 1, 1) }],
  ],
  'unrouted paths': (at) => [[null, `/nonesuch/${at}`, { status: 404 }]],
  'ever new attributes': (at) => [
    post(at, { outcomes: [{ path: `attribute${at}`, outcome: 'ignored', quirk: 'never-stored' }] }),
  ],
};

const scriptOf = (shape: (at: number) => Step[], requests: number): Script => {
  const script = new Script();
  for (let at = 0; script.entries.length < requests; at += 1) for (const step of shape(at)) script.add(...step);
  return script;
};

/** CPU time of the best of a few reports: milliseconds. */
const costOf = (script: Script, times = 3): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time += 1) {
    const before = process.cpuUsage();
    script.report();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
};

for (const [name, shape] of Object.entries(shapes)) {
  test(`the work of a report grows with the run and not with its square: ${name}`, async (t) => {
    const few = scriptOf(shape, 2_500);
    const many = scriptOf(shape, 20_000);
    costOf(few);
    const ratio = costOf(many) / Math.max(5, costOf(few));
    t.ok(ratio < 40, `8 times the requests cost ${ratio.toFixed(1)} times the work, where a square would cost 64`);
  });
}

test('a call that changes many people costs no more than as many calls', async (t) => {
  const deletion = (size: number): Script =>
    new Script().add('deleteScimGroup', '/Groups/g', {
      status: 204,
      changes: Array.from({ length: size }, (_, at) => ({ resource: 'User', id: id(at), change: 'deactivated' })),
    });
  const few = deletion(5_000);
  costOf(few);
  const ratio = costOf(deletion(40_000)) / Math.max(5, costOf(few));
  t.ok(ratio < 40, `8 times the changes cost ${ratio.toFixed(1)} times the work`);
});

test('a report on 40,000 requests takes less than 2 seconds of CPU', async (t) => {
  const script = scriptOf(shapes['a sync'] as (at: number) => Step[], 40_000);
  const cost = costOf(script, 1);
  t.equal(script.report().requests, 40_000);
  t.ok(cost < 2_000, `${Math.round(cost)} ms`);
  t.comment(`${Math.round(cost)} ms`);
});

test('a search for secrets takes linear time on texts that nearly hold one', async (t) => {
  const texts = [
    'eyJ'.repeat(5_000),
    'eyJaaaaaaaaaa.'.repeat(1_000),
    `PMAK-${'a'.repeat(15_000)}`,
    'xoxb-'.repeat(3_000),
    '-----BEGIN '.repeat(1_400),
    'github_pat_'.repeat(1_400),
  ];
  for (const text of texts) {
    const script = (times: number) =>
      new Script().add('createScimUser', '/Users', { body: { userName: text.repeat(times) }, answer: {} });
    const few = script(1);
    costOf(few);
    const ratio = costOf(script(4)) / Math.max(1, costOf(few));
    t.ok(ratio < 8, `4 times the text cost ${ratio.toFixed(1)} times the work: ${text.slice(0, 20)}`);
  }
});
