import type { userChanges } from '../../quirks/user-changes.ts';
import { reading } from '../answer-pattern.ts';
import type { Check } from '../check.ts';
import { toPerson } from '../made.ts';
import { activeIs, patchOf, where } from '../scim-request.ts';
import { conflict, group as groupOf, invalidSyntax, list, ok, unrouted, user } from '../wire.ts';

export const userChangesChecks = {
  'put-name-only': {
    needs: ['write'],
    async run({ get, put, person, expect }) {
      const member = await person();
      const name = { givenName: 'Renamed', familyName: 'Entirely' };
      const answer = await put(`/Users/${member.id}`, {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        id: member.id,
        userName: member.userName,
        name: { ...name, middleName: 'M' },
        displayName: 'Somebody Else',
        title: 'Tester',
        emails: [{ value: member.userName, type: 'work', primary: true }],
        active: true,
      });
      expect(answer, ok(user({ ...member, ...name })));
      expect(await get(`/Users/${member.id}`), ok(user({ ...member, ...name })));
      const back = { givenName: member.givenName, familyName: member.familyName };
      expect(await put(`/Users/${member.id}`, { userName: member.userName, name: back }), ok(user(member)));
    },
  },

  'put-active': {
    needs: ['write'],
    async run({ get, put, person, expect }) {
      const member = await person();
      const { id, userName, givenName, familyName } = member;
      const ignored = ok(user(member));
      const gone = reading('put-active', { ignore: ignored, apply: ok(user({ ...member, active: false })) });
      expect(await put(`/Users/${id}`, { userName, name: { givenName, familyName }, active: false }), gone);
      expect(await get(`/Users/${id}`), gone);
      expect(await put(`/Users/${id}`, { userName, name: { givenName, familyName }, active: true }), ignored);
      expect(await get(`/Users/${id}`), ignored);
    },
  },

  'put-without-name': {
    needs: ['write'],
    async run({ get, put, person, expect }) {
      const member = await person();
      const { id, userName } = member;
      const answered = reading('put-without-name', { refuse: invalidSyntax, accept: ok(user(member)) });
      expect(await put(`/Users/${id}`, { userName, active: true }), answered);
      expect(await get(`/Users/${id}`), ok(user(member)));
    },
  },

  'put-partial-name': {
    needs: ['write'],
    async run({ get, put, person, expect }) {
      const member = await person();
      const { id, userName } = member;
      const first = ok(user({ ...member, givenName: 'Half' }));
      expect(await put(`/Users/${id}`, { userName, name: { givenName: 'Half' } }), first);
      const both = ok(user({ ...member, givenName: 'Half', familyName: 'Named' }));
      expect(await put(`/Users/${id}`, { userName, name: { familyName: 'Named' } }), both);
      expect(await get(`/Users/${id}`), both);
    },
  },

  'user-name-updates': {
    needs: ['write', 'verified domain'],
    people: 2,
    async run({ get, put, patch, person, newUser, expect }) {
      const member = await person();
      const { id, givenName, familyName } = member;
      const [byPut, byPatch] = [newUser().userName, newUser().userName];
      const unchanged = ok(user(member));

      const put1 = await put(`/Users/${id}`, { userName: byPut, name: { givenName, familyName } });
      const afterPut = ok(user({ ...member, userName: byPut }));
      expect(put1, reading('user-name-updates', { never: unchanged, 'verified-domains': afterPut }));

      const patched = await patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'userName', value: byPatch }));
      const afterPatch = ok(user({ ...member, userName: byPatch }));
      const ignored = reading('patch-other-attributes', { ignore: unchanged, reject: invalidSyntax });
      expect(patched, reading('user-name-updates', { never: ignored, 'verified-domains': afterPatch }));
      expect(
        await get(`/Users/${id}`),
        reading('user-name-updates', { never: unchanged, 'verified-domains': afterPatch }),
      );
    },
  },

  'user-name-update-refused': {
    needs: ['write', 'verified domain'],
    where: { 'user-name-updates': 'verified-domains' },
    async run({ get, put, patch, person, expect }) {
      const [member, other] = [await person(), await person()];
      const { id, givenName, familyName } = member;
      const name = { givenName, familyName };
      const rename = (userName: string) => patchOf({ op: 'replace', path: 'userName', value: userName });
      const elsewhere = 'kit@unverified.invalid';
      const shouted = member.userName.toUpperCase();
      expect(await put(`/Users/${id}`, { userName: elsewhere, name }), invalidSyntax);
      expect(await patch(`/Users/${id}`, rename(elsewhere)), invalidSyntax);
      expect(await put(`/Users/${id}`, { userName: other.userName, name }), conflict);
      expect(await patch(`/Users/${id}`, rename(other.userName)), conflict);
      expect(await put(`/Users/${id}`, { userName: shouted, name }), ok(user(member)));
      expect(await patch(`/Users/${id}`, rename(shouted)), ok(user(member)));
      expect(await get(`/Users/${id}`), ok(user(member)));
    },
  },

  'patch-active-only': {
    needs: ['write'],
    async run({ get, patch, person, expect }) {
      const member = await person();
      for (const active of [false, false, true, true]) {
        expect(await patch(`/Users/${member.id}`, activeIs(active)), ok(user({ ...member, active })));
        expect(await get(`/Users/${member.id}`), ok(user({ ...member, active })));
      }
    },
  },

  'patch-active-path': {
    needs: ['write'],
    async run({ get, patch, person, expect }) {
      const member = await person();
      for (const value of [false, true]) {
        const answer = await patch(`/Users/${member.id}`, patchOf({ op: 'replace', path: 'active', value }));
        expect(answer, ok(user({ ...member, active: value })));
        expect(await get(`/Users/${member.id}`), ok(user({ ...member, active: value })));
      }
    },
  },

  'patch-active-string': {
    needs: ['write'],
    async run({ patch, person, expect }) {
      const member = await person();
      const path = `/Users/${member.id}`;
      for (const [value, active] of [
        ['False', false],
        ['True', true],
        ['false', false],
        ['TRUE', true],
      ] as const) {
        const answered = ok(user({ ...member, active }));
        expect(await patch(path, patchOf({ op: 'Replace', path: 'active', value })), answered);
        expect(await patch(path, patchOf({ op: 'replace', value: { active: value } })), answered);
      }
      expect(await patch(path, patchOf({ op: 'Replace', path: 'active', value: 'no' })), invalidSyntax);
    },
  },

  'patch-active-op': {
    needs: ['write'],
    async run({ get, patch, person, expect }) {
      const member = await person();
      const path = `/Users/${member.id}`;
      for (const op of ['add', 'remove', 'set', '']) {
        expect(await patch(path, patchOf({ op, path: 'active', value: false })), invalidSyntax);
      }
      expect(await patch(path, patchOf({ op: 'add', value: { active: false } })), invalidSyntax);
      expect(await get(path), ok(user(member)));
      const gone = ok(user({ ...member, active: false }));
      expect(await patch(path, patchOf({ op: 'REPLACE', value: { active: false } })), gone);
    },
  },

  'patch-other-attributes': {
    needs: ['write'],
    async run({ get, patch, person, expect }) {
      const member = await person();
      const path = `/Users/${member.id}`;
      const rename = { op: 'Replace', path: 'name.givenName', value: 'Renamed' };
      const ignored = reading('patch-other-attributes', { ignore: ok(user(member)), reject: invalidSyntax });
      expect(await patch(path, patchOf(rename)), ignored);
      expect(await patch(path, patchOf({ op: 'add', path: 'title', value: 'Tester' })), ignored);
      expect(await patch(path, patchOf({ op: 'replace', value: { displayName: 'Somebody Else' } })), ignored);
      expect(await get(path), ok(user(member)));

      const gone = ok(user({ ...member, active: false }));
      const both = await patch(path, patchOf(rename, { op: 'Replace', path: 'active', value: 'False' }));
      expect(both, reading('patch-other-attributes', { ignore: gone, reject: invalidSyntax }));
      expect(await get(path), reading('patch-other-attributes', { ignore: gone, reject: ok(user(member)) }));
    },
  },

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
    async run({ get, patch, person, group, expect, expectSeen, may, isolatedTeam, skip }) {
      const member = await person();
      const made = await group([member]);
      await patch(`/Users/${member.id}`, activeIs(false));
      expect(await patch(`/Users/${member.id}`, activeIs(true)), ok(user(member)));
      expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [] })));
      const add = patchOf({ op: 'add', path: 'members', value: [{ value: member.id }] });
      expect(await patch(`/Groups/${made.id}`, add), ok(groupOf(made)));
      if (!may('control', 'the role of who comes back')) return;
      const { post, patch: change, team } = await isolatedTeam();
      const [userName, name] = ['kit@verified.example', { givenName: 'Kit', familyName: 'Person' }];
      const { id } = toPerson((await post('/Users', { userName, name })).json) ?? skip('POST answered no user');
      await team('PATCH', `/members/${id}`, { role: 'admin' });
      for (const active of [false, true]) await change(`/Users/${id}`, activeIs(active));
      const { role, signIn } = await team('GET', `/members/${id}`);
      expectSeen('role and sign-in of who comes back', { role, signIn }, { role: 'developer', signIn: 'allowed' });
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
} satisfies Record<keyof typeof userChanges, Check>;
