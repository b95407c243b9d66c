import { test } from 'tap';
import { createGroup, deleteGroup, patchGroup } from '../../src/domain/groups.ts';
import { changeUser, provision, setActive } from '../../src/domain/users.ts';
import { toMemberText } from '../../src/scim/write/group.ts';
import { toUserText } from '../../src/scim/write/user.ts';
import { GroupTexts } from '../../src/store/group-texts.ts';
import { openStore } from '../../src/store/store.ts';
import { Registry } from '../../src/worlds/registry.ts';

const untraced = { quirk() {}, outcome() {}, changed() {}, reason() {} };

/** A sequence of numbers that looks random and is the same on every run. */
const random = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
};

test('the text that is kept of a group equals the text made anew, after every kind of change', async (t) => {
  const store = openStore({ toUserText, toMemberText });
  t.teardown(() => store.close());
  const worlds = new Registry(store, { teamDefaults: {}, anyKey: false, idSeed: 'texts', journalBytes: 0 });
  const world = worlds.create({ id: 'default', document: { version: 1, teams: [{}, { id: 'other' }] } });
  const pick = random(7);
  let names = 0;
  let compared = 0;
  let rolledBack = 0;
  const teams = () => store.teams.all(world.pk).map((team) => world.directory(team, untraced, { actor: 'admin' }));
  const compare = (what: string): void => {
    for (const { team, groups } of teams()) {
      for (const group of groups.page(team.pk, 1, groups.count(team.pk))) {
        const anew = groups.members(group.pk).map(toMemberText).join(',');
        if (groups.membersText(group.pk) !== anew) t.fail(`${what}: ${groups.membersText(group.pk)} for ${anew}`);
        if (anew.includes('},{')) compared += 1;
      }
    }
  };
  const steps: Record<string, () => void> = {};
  const directory = () => teams()[pick(2)] as ReturnType<typeof teams>[number];
  const one = <T>(list: readonly T[]): T | undefined => list[pick(list.length || 1)];
  const memberOf = (place: ReturnType<typeof directory>) => one(store.members.all(place.team.pk));
  const groupOf = (place: ReturnType<typeof directory>) => one(store.groups.all(place.team.pk));
  const person = () => {
    names += 1;
    return { userName: `p${names}@example.com`, givenName: `"P\\${names}`, familyName: '{"value":"', externalId: null };
  };
  steps.hire = () => void provision(directory(), { ...person(), active: true, groups: [] });
  steps.group = () => {
    const place = directory();
    names += 1;
    const members = store.members.all(place.team.pk).slice(0, pick(5));
    const active = members.filter(({ state }) => state === 'active').map(({ id }) => ({ value: id, display: '' }));
    createGroup(place, { displayName: `G${names}`, externalId: null, members: active });
  };
  const patch = (change: 'add members' | 'remove members' | 'replace members') => () => {
    const place = directory();
    const [group, member] = [groupOf(place), memberOf(place)];
    if (group && member?.state === 'active') patchGroup(place, group.id, [{ change, members: [member.id] }]);
  };
  steps.add = patch('add members');
  steps['add another'] = patch('add members');
  steps.remove = patch('remove members');
  steps.replace = () => void (pick(4) === 0 && patch('replace members')());
  steps.rename = () => {
    const place = directory();
    const member = memberOf(place);
    names += 1;
    if (member?.state === 'active') changeUser(place, member.id, [{ givenName: `N${names}` }]);
  };
  steps.switch = () => {
    const place = directory();
    const member = memberOf(place);
    if (member) setActive(place, member, member.state !== 'active');
  };
  steps.delete = () => {
    const place = directory();
    const group = groupOf(place);
    if (group && pick(5) === 0) deleteGroup(place, group.id);
  };
  const kinds = Object.keys(steps);
  for (let step = 0; step < 4000; step += 1) {
    const kind = kinds[pick(kinds.length)] as string;
    const fails = pick(4) === 0;
    try {
      world.transaction(() => {
        steps[kind]?.();
        if (fails) {
          // What is read before the end is of a state that is taken back.
          compare(`${kind}, before it is taken back`);
          throw new Error('taken back');
        }
      });
    } catch (error) {
      if ((error as Error).message !== 'taken back') throw error;
      rolledBack += 1;
    }
    compare(fails ? `${kind}, taken back` : kind);
    if (step % 1000 === 999) {
      worlds.reset(world);
      compare('reset');
    }
  }
  t.ok(compared > 1000, `${compared} groups of several members were compared`);
  t.ok(rolledBack > 500, `${rolledBack} transactions were taken back`);
});

test('keeps a bounded number of characters, and loads nothing again for a change', async (t) => {
  let loads = 0;
  const member = (pk: number) => ({
    pk,
    id: String(pk),
    userName: '',
    givenName: 'x'.repeat(3_000_000),
    familyName: '',
  });
  const texts = new GroupTexts(toMemberText, () => {
    loads += 1;
    return [member(1)];
  });
  for (let group = 1; group <= 8; group += 1) texts.of(group);
  t.ok(!texts.has(1) && !texts.has(3) && texts.has(5) && texts.has(8), 'the group that was used last is kept');
  t.equal(loads, 8);
  texts.add(8, member(2));
  texts.remove(8, member(1));
  t.equal(texts.of(8), toMemberText(member(2)));
  t.equal(loads, 8);
});
