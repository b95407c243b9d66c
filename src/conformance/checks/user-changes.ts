import type { userChanges } from '../../quirks/user-changes.ts';
import { reading } from '../answer-pattern.ts';
import type { Check } from '../check.ts';
import { activeIs, patchOf } from '../scim-request.ts';
import { group as groupOf, invalidSyntax, ok, patchedGroup, user } from '../wire.ts';

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

  'attribute-names': {
    needs: ['write'],
    async run({ get, patch, person, group, groupName, expect }) {
      const urn = 'urn:ietf:params:scim:schemas:core:2.0';
      const [member, other] = [await person(), await person()];
      const ignored = reading('patch-other-attributes', { ignore: ok(user(member)), reject: invalidSyntax });
      const gone = reading('attribute-names', { rfc: ok(user({ ...member, active: false })), exact: ignored });
      for (const operation of [
        { op: 'replace', path: 'Active', value: false },
        { op: 'replace', path: `${urn}:User:active`, value: false },
        { op: 'replace', value: { ACTIVE: false } },
        { op: 'replace', value: { [`${urn}:User:active`]: false } },
      ]) {
        expect(await patch(`/Users/${member.id}`, patchOf(operation)), gone);
        await patch(`/Users/${member.id}`, activeIs(true));
      }
      const made = await group();
      const displayName = groupName();
      const steps = [
        [
          { op: 'add', path: 'Members', value: [{ Value: other.id }] },
          { ...made, members: [other] },
        ],
        [{ op: 'remove', path: `${urn}:Group:members[VALUE eq "${other.id}"]` }, made],
        [
          { op: 'replace', value: { DisplayName: displayName } },
          { ...made, displayName },
        ],
      ] as const;
      for (const [operation, changed] of steps) {
        const answered = reading('attribute-names', { rfc: ok(patchedGroup(changed)), exact: invalidSyntax });
        expect(await patch(`/Groups/${made.id}`, patchOf(operation)), answered);
      }
      const last = reading('attribute-names', { rfc: ok(groupOf({ ...made, displayName })), exact: ok(groupOf(made)) });
      expect(await get(`/Groups/${made.id}`), last);
    },
  },
} satisfies Record<keyof typeof userChanges, Check>;
