import type { leaving } from '../../quirks/leaving.ts';
import type { Check } from '../check.ts';
import { toPerson } from '../made.ts';
import { activeIs, patchOf, where } from '../scim-request.ts';
import { group as groupOf, list, ok, patchedGroup, unrouted, user } from '../wire.ts';

export const leavingChecks = {
  deactivation: {
    needs: ['write'],
    async run({ get, patch, person, expect, expectSeen, may, isolatedTeam, skip }) {
      const member = await person();
      const gone = user({ ...member, active: false });
      expect(await patch(`/Users/${member.id}`, activeIs(false)), ok(gone));
      expect(await get(`/Users/${member.id}`), ok(gone));
      expect(await get(`/Users${where('userName', member.userName)}`), list([gone]));
      if (!may('control', 'sign-in and the account')) return;
      const { post, patch: change, team, world } = await isolatedTeam();
      const [userName, name] = ['kit@verified.example', { givenName: 'Kit', familyName: 'Person' }];
      const { id } = toPerson((await post('/Users', { userName, name })).json) ?? skip('POST answered no user');
      await change(`/Users/${id}`, activeIs(false));
      expectSeen('sign-in of who is deactivated', (await team('GET', `/members/${id}`)).signIn, 'blocked');
      expectSeen('the account of who is deactivated', (await world('GET', `/accounts/${userName}`)).email, userName);
    },
  },

  'deactivation-leaves-groups': {
    needs: ['write'],
    async run({ get, patch, person, group, expect }) {
      const [leaving, staying] = [await person(), await person()];
      const made = await group([leaving, staying]);
      expect(await get(`/Groups/${made.id}`), ok(groupOf(made)));
      await patch(`/Users/${leaving.id}`, activeIs(false));
      expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [staying] })));
    },
  },

  reactivation: {
    needs: ['write'],
    async run({ get, patch, person, expect }) {
      const member = await person();
      await patch(`/Users/${member.id}`, activeIs(false));
      const found = await get(`/Users${where('userName', member.userName)}`);
      expect(found, list([user({ ...member, active: false })]));
      expect(await patch(`/Users/${member.id}`, activeIs(true)), ok(user(member)));
      expect(await get(`/Users/${member.id}`), ok(user(member)));
    },
  },

  'reactivation-afresh': {
    needs: ['write'],
    async run({ get, patch, person, group, expect, expectSeen, may, isolatedTeam, skip }) {
      const member = await person();
      const made = await group([member]);
      for (const active of [false, true]) await patch(`/Users/${member.id}`, activeIs(active));
      expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [] })));
      const add = patchOf({ op: 'add', path: 'members', value: [{ value: member.id }] });
      expect(await patch(`/Groups/${made.id}`, add), ok(patchedGroup(made)));
      if (!may('control', 'the role of a user who comes back')) return;
      const { post, patch: change, team } = await isolatedTeam();
      const [userName, name] = ['kit@verified.example', { givenName: 'Kit', familyName: 'Person' }];
      const { id } = toPerson((await post('/Users', { userName, name })).json) ?? skip('POST answered no user');
      await team('PATCH', `/members/${id}`, { role: 'admin' });
      for (const active of [false, true]) await change(`/Users/${id}`, activeIs(active));
      const { role, signIn } = await team('GET', `/members/${id}`);
      expectSeen('role and sign-in after the reactivation', { role, signIn }, { role: 'developer', signIn: 'allowed' });
    },
  },

  'no-hard-delete': {
    needs: ['write'],
    async run({ get, remove, person, expect }) {
      const member = await person();
      expect(await remove(`/Users/${member.id}`), unrouted);
      expect(await get(`/Users/${member.id}`), ok(user(member)));
    },
  },
} satisfies Record<keyof typeof leaving, Check>;
