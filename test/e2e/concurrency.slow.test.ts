import t, { test } from 'tap';
import { startEmulator } from '../../src/index.ts';
import { effort, isLong } from '../effort.ts';
import { refusals } from '../model/answers.ts';
import { createClient, type Said } from './client.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

const racers = 64;
const rounds = effort(5, 50);

const race = (run: (n: number) => Promise<Said>): Promise<Said[]> =>
  Promise.all(Array.from({ length: racers }, (_, n) => run(n)));

const statuses = (said: readonly Said[], status: number): Said[] => said.filter((one) => one.status === status);

test('many clients race', async (t) => {
  const emulator = await startEmulator({ port: 0 });
  t.teardown(() => emulator.close());
  const { call, emulator: control, createUser, listAll } = createClient(emulator.url, emulator.key);

  for (let round = 0; round < rounds; round += 1) {
    // One address, in many spellings.
    const spell = (n: number): string =>
      [...`racer${round}@example.test`].map((c, at) => (n & (1 << (at % 6)) ? c.toUpperCase() : c)).join('');
    const created = await race((n) => createUser(spell(n)));
    t.equal(statuses(created, 201).length, 1, 'one client creates the user');
    const taken = statuses(created, 409);
    t.equal(taken.length, racers - 1, 'the others are told that it is taken');
    t.ok(
      taken.every(({ body }) => JSON.stringify(body) === JSON.stringify(refusals.taken.body)),
      "in Postman's words",
    );

    // One group name, made and renamed to.
    const made = await race(() => call('POST', '/Groups', { displayName: `Made ${round}` }));
    t.equal(statuses(made, 201).length, 1, 'one client makes the group');
    t.equal(statuses(made, 409).length, racers - 1, 'the others are told that its name is taken');
    const groups = await race((n) => call('POST', '/Groups', { displayName: `Start ${round}.${n}` }));
    const value = { displayName: `Goal ${round}` };
    const renamed = await race((n) =>
      call('PATCH', `/Groups/${groups[n]?.body.id}`, { Operations: [{ op: 'replace', value }] }),
    );
    t.equal(statuses(renamed, 200).length, 1, 'one group gets the name');
    t.equal(statuses(renamed, 409).length, racers - 1, 'the others do not');

    // One group, joined by many at once.
    const people = await race((n) => createUser(`joiner${round}.${n}@example.test`));
    const group = groups[0]?.body.id;
    const joined = await race((n) =>
      call('PATCH', `/Groups/${group}`, {
        Operations: [{ op: 'add', path: 'members', value: [{ value: people[n]?.body.id }] }],
      }),
    );
    t.equal(statuses(joined, 200).length, racers, 'everyone joins');
    const { body } = await call('GET', `/Groups/${group}`);
    t.equal((body.members as unknown[]).length, racers, 'and nobody is lost');

    // One group, deleted by many.
    const deleted = await race(() => call('DELETE', `/Groups/${group}`));
    t.equal(statuses(deleted, 204).length, 1, 'one client deletes the group');
    t.equal(statuses(deleted, 404).length, racers - 1, 'the others do not find it');

    // One invite, accepted by many.
    const email = `invited${round}@example.test`;
    await control('POST', '/worlds/default/accounts', { email, givenName: 'In', familyName: 'Vited' });
    const invite = await createUser(email);
    t.match(invite, { status: 201, body: { active: false } }, 'an account is invited');
    const [team] = await teamsOf(control);
    const path = `/worlds/default/teams/${team}/invites/${encodeURIComponent(email)}/accept`;
    const accepted = await race(() => control('POST', path));
    t.equal(accepted.filter(({ status }) => status < 300).length, 1, 'the invite is accepted once');
    t.ok(
      accepted.every(({ status }) => status < 500),
      'and the others are told so',
    );
    const found = await call('GET', `/Users?filter=${encodeURIComponent(`userName eq "${email}"`)}`);
    t.equal(found.body.totalResults, 1, 'the person has joined once');
  }

  const users = await listAll('/Users');
  const addresses = users.map(({ userName }) => String(userName).toLowerCase());
  t.equal(new Set(addresses).size, addresses.length, 'no address is there twice');
  const names = (await listAll('/Groups')).map(({ displayName }) => displayName);
  t.equal(new Set(names).size, names.length, 'no group name is there twice');
  t.comment(`${rounds} rounds of ${racers} clients, seven races each`);
});

const teamsOf = async (control: (method: string, path: string) => Promise<Said>): Promise<string[]> => {
  const { body } = await control('GET', '/worlds/default/teams');
  const teams = (Array.isArray(body) ? body : (body.teams ?? [])) as { id: string }[];
  return teams.map(({ id }) => id);
};
