import type { errors } from '../../quirks/errors.ts';
import type { Check } from '../check.ts';
import { activeIs, patchOf, unknownId, unreadable } from '../scim-request.ts';
import { conflict, created, invalidSyntax, newGroup, noSuchGroup, noSuchUser } from '../wire.ts';

export const errorsChecks = {
  'invalid-syntax': {
    needs: ['write'],
    async run({ post, put, patch, person, newUser, group, groupName, expect }) {
      const { userName, name } = newUser();
      for (const body of [
        '',
        unreadable,
        '[]',
        '"text"',
        'null',
        {},
        { name },
        { userName: 5, name },
        { userName, name: 'Kit' },
      ]) {
        expect(await post('/Users', body), invalidSyntax);
      }
      expect(await post('/Users', { userName, name: { givenName: 5, familyName: 'Kit' } }), invalidSyntax);
      expect(await post('/Users', { userName, name, active: 'perhaps' }), invalidSyntax);

      const member = await person();
      for (const body of ['', unreadable, '[]', { name: 'Kit' }, { name: { givenName: 5 } }]) {
        expect(await put(`/Users/${member.id}`, body), invalidSyntax);
      }
      const replace = (active: unknown) => patchOf({ op: 'replace', value: { active } });
      for (const body of [
        '',
        unreadable,
        {},
        patchOf(),
        { Operations: 'none' },
        replace('perhaps'),
        replace(null),
        replace(1),
      ]) {
        expect(await patch(`/Users/${member.id}`, body), invalidSyntax);
      }

      const displayName = groupName();
      for (const body of ['', unreadable, {}, { members: [] }, { displayName: 5 }, { displayName, members: 'none' }]) {
        expect(await post('/Groups', body), invalidSyntax);
      }
      const { id } = await group();
      for (const body of ['', unreadable, {}, patchOf()]) expect(await patch(`/Groups/${id}`, body), invalidSyntax);
    },
  },

  'user-not-found': {
    shape: ['Error'],
    async run({ get, put, patch, expect, may }) {
      for (const id of [unknownId, 'x', 'a%20b']) expect(await get(`/Users/${id}`), noSuchUser);
      if (!may('write', 'PUT and PATCH')) return;
      expect(await put(`/Users/${unknownId}`, { name: { givenName: 'Kit', familyName: 'Nobody' } }), noSuchUser);
      expect(await patch(`/Users/${unknownId}`, activeIs(false)), noSuchUser);
    },
  },

  'group-not-found': {
    async run({ get, patch, remove, expect, may, groupName }) {
      for (const id of [unknownId, 'x']) expect(await get(`/Groups/${id}`), noSuchGroup);
      if (!may('write', 'PATCH and DELETE')) return;
      const rename = patchOf({ op: 'replace', value: { displayName: groupName() } });
      expect(await patch(`/Groups/${unknownId}`, rename), noSuchGroup);
      expect(await remove(`/Groups/${unknownId}`), noSuchGroup);
    },
  },

  'user-exists': {
    needs: ['write'],
    async run({ post, person, newUser, expect }) {
      const { userName } = await person();
      expect(await post('/Users', { ...newUser(), userName }), conflict);
    },
  },

  'group-name-taken': {
    needs: ['write'],
    async run({ post, group, expect }) {
      const { displayName } = await group();
      expect(await post('/Groups', { displayName }), conflict);
      const shouted = displayName.toUpperCase();
      expect(await post('/Groups', { displayName: shouted }), created(newGroup({ displayName: shouted, members: [] })));
    },
  },
} satisfies Record<keyof typeof errors, Check>;
