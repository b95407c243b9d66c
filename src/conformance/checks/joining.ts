import type { joining } from '../../quirks/joining.ts';
import { reading } from '../answer-pattern.ts';
import type { Check } from '../check.ts';
import { resourcesIn, toPerson } from '../made.ts';
import { activeIs, where } from '../scim-request.ts';
import { conflict, created, type Group, group as groupOf, list, noSuchUser, ok, user } from '../wire.ts';

/** POST with groups that are named in one way. */
const joiningGroups = (named: (groups: readonly Group[]) => string[]): Check => ({
  needs: ['write'],
  people: 1,
  async run({ get, post, newUser, group, expect, skip }) {
    const made = [await group(), await group()];
    const { userName, name } = newUser();
    const answer = await post('/Users', { userName, name, groups: named(made) });
    expect(answer, created(user({ userName, ...name })));
    const member = toPerson(answer.json) ?? skip('POST answered no user');
    for (const one of made) expect(await get(`/Groups/${one.id}`), ok(groupOf({ ...one, members: [member] })));
  },
});

export const joiningChecks = {
  'joins-at-once': {
    needs: ['write'],
    people: 1,
    async run({ get, post, newUser, expect, skip }) {
      const { userName, name } = newUser();
      const answer = await post('/Users', { userName, name, active: true });
      expect(answer, created(user({ userName, ...name, active: true })));
      const member = toPerson(answer.json) ?? skip('POST answered no user');
      expect(await get(`/Users/${member.id}`), ok(user({ ...member, active: true })));
      expect(await get(`/Users${where('userName', userName)}`), list([user({ ...member, active: true })]));
    },
  },

  'verified-domain-joins': {
    needs: ['control'],
    async run({ expect, expectSeen, isolatedTeam }) {
      const { get, post, world, verifiedDomain } = await isolatedTeam();
      const userName = `kit@${verifiedDomain}`;
      const name = { givenName: 'Kit', familyName: 'Person' };
      const { id } = await world('POST', '/teams', { name: 'Another team' });
      await world('POST', `/teams/${id}/members`, { email: userName, ...name });
      expect(await post('/Users', { userName, name }), created(user({ userName, ...name, active: true })));
      const listed = list([user({ userName, ...name, active: true })]);
      expect(await get(`/Users${where('userName', userName)}`), listed);
      const { active } = await world('GET', `/teams/${id}/members/${userName}`);
      expectSeen('whether the first team still has who joined a second', active, true);
    },
  },

  'existing-account-name': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { get, post, world, verifiedDomain } = await isolatedTeam();
      const email = `Kit.Person@${verifiedDomain}`;
      await world('POST', '/accounts', { email, givenName: 'Old', familyName: 'Name' });
      const name = { givenName: 'New', familyName: 'Named' };
      const answer = await post('/Users', { userName: email.toLowerCase(), name });
      expect(answer, created(user({ userName: email, ...name })));
      expect(await get(`/Users${where('userName', email)}`), list([user({ userName: email, ...name })]));
    },
  },

  'invite-answer': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { get, post, world, team } = await isolatedTeam();
      const { json } = await post('/Groups', { displayName: 'Meant for' });
      const { id } = json as { id: string };
      const userName = 'kit@elsewhere.example';
      const name = { givenName: 'Kit', familyName: 'Person' };
      await world('POST', '/accounts', { email: userName, ...name });
      expect(
        await post('/Users', { userName, name, active: true, groups: ['Meant for'] }),
        created(user({ userName, ...name, active: false })),
      );
      await team('POST', `/invites/${userName}/accept`);
      const joined = user({ userName, ...name, active: true });
      const found = await get(`/Users${where('userName', userName)}`);
      expect(found, list([joined]));
      const members = resourcesIn(found.json).flatMap((resource) => toPerson(resource) ?? []);
      expect(await get(`/Groups/${id}`), ok(groupOf({ id, displayName: 'Meant for', members })));
    },
  },

  'pending-invite': {
    needs: ['control'],
    async run({ expect, isolatedTeam, skip }) {
      const { get, post, world } = await isolatedTeam();
      const userName = 'kit@elsewhere.example';
      const name = { givenName: 'Kit', familyName: 'Person' };
      await world('POST', '/accounts', { email: userName, ...name });
      const { id } = toPerson((await post('/Users', { userName, name })).json) ?? skip('POST answered no user');
      const invited = user({ id, userName, ...name, active: false });
      const byId = reading('pending-invite', { hidden: noSuchUser, inactive: ok(invited) });
      const byName = reading('pending-invite', { hidden: list([]), inactive: list([invited]) });
      expect(await get(`/Users/${id}`), byId);
      expect(await get(`/Users${where('userName', userName)}`), byName);
    },
  },

  'pending-invite-conflict': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { post, world, team } = await isolatedTeam();
      const name = { givenName: 'Kit', familyName: 'Person' };
      const [byScim, byAdmin] = ['kit@elsewhere.example', 'kat@elsewhere.example'];
      for (const email of [byScim, byAdmin]) await world('POST', '/accounts', { email, ...name });
      await post('/Users', { userName: byScim, name });
      expect(await post('/Users', { userName: byScim, name }), conflict);
      await team('POST', '/invites', { email: byAdmin });
      expect(await post('/Users', { userName: byAdmin, name }), conflict);
      await team('POST', `/invites/${byAdmin}/decline`);
      const again = created(user({ userName: byAdmin, ...name, active: false }));
      expect(await post('/Users', { userName: byAdmin, name }), again);
    },
  },

  'deactivated-conflict': {
    needs: ['write'],
    async run({ get, post, patch, person, newUser, expect }) {
      const member = await person();
      await patch(`/Users/${member.id}`, activeIs(false));
      const { name } = newUser();
      expect(await post('/Users', { userName: member.userName, name, active: true }), conflict);
      expect(await get(`/Users/${member.id}`), ok(user({ ...member, active: false })));
    },
  },

  'other-team': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { post, world } = await isolatedTeam();
      const userName = 'kit@elsewhere.example';
      const name = { givenName: 'Kit', familyName: 'Person' };
      const { id } = await world('POST', '/teams', { name: 'Another team' });
      await world('POST', `/teams/${id}/members`, { email: userName, ...name });
      const invite = created(user({ userName, ...name, active: false }));
      expect(await post('/Users', { userName, name }), reading('other-team', { invite, conflict }));
    },
  },

  'address-case': {
    needs: ['write'],
    async run({ get, post, person, newUser, expect }) {
      const userName = (await person()).userName.toUpperCase();
      expect(await get(`/Users${where('userName', userName)}`), list([]));
      expect(await post('/Users', { ...newUser(), userName }), conflict);
    },
  },

  'post-groups': joiningGroups((groups) => groups.map(({ displayName }) => displayName)),

  'post-groups-by-id': joiningGroups((groups) => groups.map(({ id }) => id)),

  'post-groups-unknown': {
    needs: ['write'],
    people: 1,
    async run({ get, post, newUser, group, groupName, expect, skip }) {
      const made = await group();
      const [{ userName, name }, unheardOf] = [newUser(), groupName()];
      const answer = await post('/Users', { userName, name, groups: [unheardOf, made.displayName] });
      expect(answer, created(user({ userName, ...name })));
      const member = toPerson(answer.json) ?? skip('POST answered no user');
      expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [member] })));
      expect(await get(`/Groups${where('displayName', unheardOf)}`), list([]));
    },
  },
} satisfies Record<keyof typeof joining, Check>;
