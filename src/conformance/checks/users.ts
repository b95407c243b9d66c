import type { users } from '../../quirks/users.ts';
import { reading } from '../answer-pattern.ts';
import type { Check } from '../check.ts';
import { toPerson } from '../made.ts';
import { like, not, type Pattern } from '../pattern.ts';
import { unknownId } from '../scim-request.ts';
import { created, invalidSyntax, ok, patchedGroup, user } from '../wire.ts';

const hex = like(/^[0-9a-f]{48}$/, '48 lower-case hex digits');

const wholeSeconds = like(
  /^(?!1999)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/,
  "a timestamp of Postman's, in whole seconds",
);
const meta = { resourceType: 'Robot', created: '1999-12-31T00:00:00.000Z', lastModified: '1999-12-31T00:00:00.000Z' };

const Operations = [{ op: 'replace', value: { active: true } }];

export const usersChecks = {
  'user-id': {
    async run({ get, existingUser, expect }) {
      const somebody = await existingUser();
      expect(await get(`/Users/${somebody.id}`), ok(user({ ...somebody, id: hex })));
    },
  },

  'external-id-absent': {
    needs: ['write'],
    shape: ['User/externalId'],
    async run({ get, person, expect }) {
      const member = await person();
      expect(await get(`/Users/${member.id}`), ok(user({ ...member, externalId: undefined })));
    },
  },

  'external-id-once': {
    needs: ['write'],
    people: 1,
    async run({ get, post, put, person, newUser, expect, skip }) {
      const { userName, name } = newUser();
      const answer = await post('/Users', { userName, name, externalId: 'hr-1' });
      expect(answer, created(user({ userName, ...name, externalId: 'hr-1' })));
      const member = toPerson(answer.json) ?? skip('POST answered no user');
      expect(await put(`/Users/${member.id}`, { userName, name, externalId: 'hr-2' }), ok(user(member)));
      expect(await get(`/Users/${member.id}`), ok(user(member)));

      const { id, ...other } = await person();
      const named = { givenName: other.givenName, familyName: other.familyName };
      const late = await put(`/Users/${id}`, { userName: other.userName, name: named, externalId: 'hr-3' });
      expect(late, ok(user({ ...other, id, externalId: undefined })));
    },
  },

  'never-stored': {
    shape: ['User'],
    people: 1,
    async run({ get, post, existingUser, newUser, expect, may, skip }) {
      const somebody = await existingUser();
      expect(await get(`/Users/${somebody.id}`), ok(user(somebody)));
      if (!may('write', 'attributes that are sent')) return;
      const { userName, name } = newUser();
      const answer = await post('/Users', {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName,
        name: { ...name, middleName: 'M', formatted: 'Kit M. Person' },
        externalId: 'hr-4',
        displayName: 'Kit P.',
        nickName: 'Kitty',
        title: 'Tester',
        locale: 'en-GB',
        timezone: 'Europe/London',
        password: 'never to be seen',
        emails: [{ value: userName, type: 'work', primary: true }],
        phoneNumbers: [{ value: '555-0100', type: 'work' }],
        roles: [{ value: 'admin' }],
        groups: [],
        active: true,
      });
      const member = { userName, ...name, externalId: 'hr-4' };
      expect(answer, created(user(member)));
      const id = toPerson(answer.json)?.id ?? skip('POST answered no user');
      expect(await get(`/Users/${id}`), ok(user({ ...member, id })));
    },
  },

  'read-only': {
    needs: ['write'],
    people: 1,
    async run({ get, post, put, newUser, expect, skip }) {
      const { userName, name } = newUser();
      const answer = await post('/Users', { id: unknownId, userName, name, meta });
      const own = (id: Pattern) => user({ id, userName, ...name, created: wholeSeconds });
      expect(answer, created(own(not(unknownId))));
      const id = toPerson(answer.json)?.id ?? skip('POST answered no user');
      expect(await put(`/Users/${id}`, { id: unknownId, userName, name, meta }), ok(own(id)));
      expect(await get(`/Users/${id}`), ok(own(id)));
    },
  },

  'schemas-unchecked': {
    needs: ['write'],
    async run({ put, patch, person, group, expect }) {
      const made = await group();
      const rename = [{ op: 'replace', value: { displayName: made.displayName } }];
      for (const schemas of [['urn:ietf:params:scim:api:messages:2.0:PutOp'], [], undefined]) {
        expect(await patch(`/Groups/${made.id}`, { schemas, Operations: rename }), ok(patchedGroup(made)));
      }
      const member = await person();
      expect(await patch(`/Users/${member.id}`, { schemas: ['urn:nonesuch'], Operations }), ok(user(member)));
      const { userName, givenName, familyName } = member;
      expect(await put(`/Users/${member.id}`, { userName, name: { givenName, familyName } }), ok(user(member)));
    },
  },

  'required-names': {
    needs: ['write'],
    people: 4,
    async run({ post, newUser, expect }) {
      for (const name of [
        undefined,
        { givenName: 'Kit' },
        { familyName: 'Person' },
        { givenName: 'Kit', familyName: '' },
      ]) {
        const { userName } = newUser();
        const taken = created(user({ userName, givenName: '', familyName: '', ...name }));
        const empty = name?.familyName === '' ? taken : invalidSyntax;
        const answered = reading('required-names', { enforce: invalidSyntax, 'allow-empty': empty, lenient: taken });
        expect(await post('/Users', { userName, name }), answered);
      }
    },
  },

  'user-name-is-email': {
    needs: ['write'],
    async run({ post, newUser, expect }) {
      const { userName, name } = newUser();
      const [local] = userName.split('@');
      for (const wrong of [local, `${local}@`, '@example.com', '']) {
        expect(await post('/Users', { userName: wrong, name }), invalidSyntax);
      }
    },
  },

  'active-default': {
    needs: ['write'],
    people: 1,
    async run({ post, newUser, expect }) {
      const { userName, name } = newUser();
      expect(await post('/Users', { userName, name }), created(user({ userName, ...name, active: true })));
    },
  },

  'developer-role': {
    needs: ['control'],
    async run({ expect, expectSeen, isolatedTeam }) {
      const { post, team } = await isolatedTeam();
      const [userName, name] = ['kit@verified.example', { givenName: 'Kit', familyName: 'Person' }];
      const answer = await post('/Users', { userName, name, roles: [{ value: 'admin', primary: true }] });
      expect(answer, created(user({ userName, ...name })));
      const { role } = await team('GET', `/members/${userName}`);
      expectSeen('the role of a new user', role, 'developer');
    },
  },
} satisfies Record<keyof typeof users, Check>;
