import t, { test } from 'tap';
import { isLong } from '../effort.ts';
import { createClient } from './client.ts';
import { openDescriptors, pause, residentMemory, startCommand } from './command.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

const seconds = isLong ? 600 : 12;
const clients = 8;
const journalBytes = 1024 * 1024;

const faults = [
  { operations: ['createScimUser'], every: 7, effect: { kind: 'error', status: 500 } },
  { operations: ['getScimUserResource'], every: 11, effect: { kind: 'truncate', bytes: 20 } },
  { operations: ['getScimGroupResources'], every: 5, effect: { kind: 'malformed-json' } },
  { operations: ['scimUpdateGroup'], every: 13, when: 'after', effect: { kind: 'reset' } },
  { operations: ['updateScimUser'], every: 9, effect: { kind: 'delay', milliseconds: 5 } },
  { operations: ['deleteScimGroup'], every: 17, effect: { kind: 'proxy-page', status: 502 } },
  { operations: ['getScimUserResources'], every: 19, effect: { kind: 'rate-limit', retryAfterSeconds: 1 } },
];

test(`at full speed for ${seconds} seconds, with faults`, async (t) => {
  const command = await startCommand(['--journal', '1MB', '--log-level', 'info']);
  t.teardown(() => command.end('SIGKILL'));
  const pid = command.child.pid as number;
  const { call, emulator, createUser, close } = createClient(command.url);
  for (const fault of faults) {
    const { status, body } = await emulator('POST', '/worlds/default/faults', fault);
    t.equal(status, 201, `${fault.effect.kind} is on: ${JSON.stringify(body)}`);
  }

  const until = Date.now() + seconds * 1000;
  let calls = 0;
  let applied = 0;
  const attempt = async (run: () => Promise<unknown>): Promise<unknown> => {
    calls += 1;
    return run().catch(() => {
      applied += 1;
    });
  };
  const client = async (n: number): Promise<void> => {
    const userName = `soak${n}@example.test`;
    for (let round = 0; Date.now() < until; round += 1) {
      await attempt(() => createUser(userName));
      const filter = encodeURIComponent(`userName eq "${userName}"`);
      const found = (await attempt(() => call('GET', `/Users?filter=${filter}`))) as {
        body?: { Resources?: { id: string }[] };
      };
      const id = found?.body?.Resources?.[0]?.id ?? 'nobody';
      await attempt(() => call('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value: { active: true } }] }));
      const members = [{ value: id }];
      const made = (await attempt(() => call('POST', '/Groups', { displayName: `Soak ${n}.${round}`, members }))) as {
        body?: { id?: string };
      };
      const group = made?.body?.id ?? 'none';
      await attempt(() =>
        call('PATCH', `/Groups/${group}`, { Operations: [{ op: 'replace', path: 'members', value: [] }] }),
      );
      await attempt(() =>
        call('PUT', `/Users/${id}`, { name: { givenName: `R${round % 7}`, familyName: 'x'.repeat(500) } }),
      );
      await attempt(() => call('GET', `/Users/${id}`));
      await attempt(() => call('GET', '/Groups?count=5'));
      let status = 0;
      for (let tries = 0; tries < 5 && status !== 204 && status !== 404; tries += 1) {
        const said = (await attempt(() => call('DELETE', `/Groups/${group}`))) as { status?: number } | undefined;
        status = said?.status ?? 0;
      }
    }
  };
  const memory: number[] = [];
  const watch = async (): Promise<void> => {
    while (Date.now() < until) {
      memory.push(residentMemory(pid));
      await pause((seconds * 1000) / 60);
    }
  };
  close();
  await pause(500);
  const idle = openDescriptors(pid);
  await Promise.all([watch(), ...Array.from({ length: clients }, (_, n) => client(n))]);

  // A third to warm up; then the floor of the last third against the middle one's: what garbage collection leaves. The
  // people that the run creates stay, some kilobytes each, and a run of seconds sees few full collections.
  const third = Math.floor(memory.length / 3);
  const middle = Math.min(...memory.slice(third, 2 * third));
  const last = Math.min(...memory.slice(2 * third));
  t.ok(
    last < middle * 1.25 + 32_768,
    `memory is flat: ${Math.round(middle / 1024)} MB, then ${Math.round(last / 1024)} MB`,
  );

  const journal = await emulator('GET', '/worlds/default/journal?limit=1000');
  const { entries } = journal.body as { entries: unknown[] };
  t.ok(entries.length > 0, 'the journal keeps the last entries');
  t.ok(JSON.stringify(entries).length < 4 * journalBytes, `the journal keeps ${entries.length} entries`);

  close();
  await pause(1000);
  const after = openDescriptors(pid);
  t.ok(after <= idle, `no descriptor is left open: ${idle} before, ${after} after`);
  t.ok(applied > 0, 'faults have applied');
  t.notMatch(command.output(), /emulator-scim-key/, 'no key is in the log');
  t.ok(calls >= 20 * seconds, `${calls} calls in ${seconds} s`);
  t.comment(`${calls} calls by ${clients} clients in ${seconds} s, ${applied} broken by faults`);
});
