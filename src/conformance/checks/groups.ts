import type { groups } from '../../quirks/groups.ts';
import { reading } from '../answer-pattern.ts';
import type { Check } from '../check.ts';
import { resourcesIn, toPerson } from '../made.ts';
import { activeIs, patchOf, unknownId, where } from '../scim-request.ts';
import { created, group as groupOf, invalidSyntax, list, newGroup, noContent, noSuchGroup, ok, user } from '../wire.ts';

export const groupsChecks = {
  'group-display': {
    needs: ['write'],
    async run({ get, post, put, person, groupName, expect }) {
      const member = await person();
      const made = { displayName: groupName(), members: [member] };
      const answer = await post('/Groups', {
        displayName: made.displayName,
        members: [{ value: member.id, display: 'Somebody Else', displayName: 'Somebody Else' }],
      });
      expect(answer, created(newGroup(made)));
      const { id } = answer.json as { id: string };
      const renamed = { ...member, givenName: 'Renamed' };
      const name = { givenName: renamed.givenName, familyName: renamed.familyName };
      await put(`/Users/${member.id}`, { userName: member.userName, name });
      expect(await get(`/Groups/${id}`), ok(groupOf({ ...made, id, members: [renamed] })));
    },
  },

  'group-post-key-order': {
    needs: ['write'],
    shape: ['Group', 'new Group'],
    async run({ get, post, person, groupName, expect }) {
      const members = [await person()];
      for (const extra of [{ externalId: 'hr-5' }, {}]) {
        const displayName = groupName();
        const answer = await post('/Groups', {
          displayName,
          members: members.map(({ id }) => ({ value: id })),
          ...extra,
        });
        expect(answer, created(newGroup({ displayName, members, ...extra })));
        const { id } = answer.json as { id: string };
        expect(await get(`/Groups/${id}`), ok(groupOf({ id, displayName, members, ...extra })));
      }
    },
  },

  'group-members-listed': {
    needs: ['write'],
    async run({ get, person, group, expect }) {
      const made = await group([await person()]);
      const query = `/Groups${where('displayName', made.displayName)}`;
      expect(await get(query), list([groupOf(made)]));
      expect(await get(`${query}&excludedAttributes=members`), list([groupOf(made)]));
    },
  },

  'group-member-email': {
    needs: ['write'],
    where: { 'groups-endpoint': 'routed' },
    people: 1,
    async run({ get, post, newUser, groupName, expect }) {
      const { userName } = newUser();
      const name = { givenName: 'Mail', familyName: 'Member' };
      const displayName = groupName();
      const answer = await post('/Groups', { displayName, members: [{ value: userName, display: 'Mail Member' }] });
      const found = await get(`/Users${where('userName', userName)}`);
      const member = toPerson(resourcesIn(found.json)[0]);
      expect(found, list([user({ userName, ...name })]));
      expect(answer, created(newGroup({ displayName, members: member ? [member] : [] })));
    },
  },

  'group-member-not-in-team': {
    needs: ['write'],
    async run({ get, post, patch, person, group, groupName, expect }) {
      const [gone, member] = [await person(), await person()];
      await patch(`/Users/${gone.id}`, activeIs(false));
      const made = await group([member]);
      for (const id of [unknownId, gone.id]) {
        const members = [{ value: member.id }, { value: id }];
        expect(await post('/Groups', { displayName: groupName(), members }), invalidSyntax);
        const add = patchOf({ op: 'add', path: 'members', value: [{ value: id }] });
        expect(await patch(`/Groups/${made.id}`, add), invalidSyntax);
      }
      expect(await get(`/Groups/${made.id}`), ok(groupOf(made)));
    },
  },

  'group-delete-answer': {
    needs: ['write'],
    async run({ get, remove, person, group, expect }) {
      const member = await person();
      const [made, kept] = [await group([member]), await group()];
      expect(await remove(`/Groups/${made.id}`), noContent);
      expect(await get(`/Groups/${made.id}`), noSuchGroup);
      expect(await remove(`/Groups/${made.id}`), noSuchGroup);
      expect(await get(`/Groups${where('displayName', made.displayName)}`), list([]));
      expect(await get(`/Groups/${kept.id}`), ok(groupOf(kept)));
      expect(await get(`/Users/${member.id}`), ok(user({ ...member, active: false })));
    },
  },

  'group-delete': {
    needs: ['write'],
    async run({ get, remove, person, group, expect }) {
      const [leaving, staying] = [await person(), await person()];
      const made = await group([leaving, staying]);
      const kept = await group([staying]);
      expect(await remove(`/Groups/${made.id}`), noContent);
      expect(await get(`/Users/${leaving.id}`), ok(user({ ...leaving, active: false })));
      const gone = ok(user({ ...staying, active: false }));
      expect(
        await get(`/Users/${staying.id}`),
        reading('group-delete', { 'only-group': ok(user(staying)), 'all-members': gone }),
      );
      const left = ok(groupOf({ ...kept, members: [] }));
      expect(
        await get(`/Groups/${kept.id}`),
        reading('group-delete', { 'only-group': ok(groupOf(kept)), 'all-members': left }),
      );
    },
  },
} satisfies Record<keyof typeof groups, Check>;
