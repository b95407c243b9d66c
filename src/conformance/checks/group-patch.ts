import type { groupPatch } from '../../quirks/group-patch.ts';
import type { Check } from '../check.ts';
import { patchOf, unknownId } from '../scim-request.ts';
import { group as groupOf, invalidSyntax, ok, patchedGroup } from '../wire.ts';

/** Adds, removes and replaces one member, by operations of one form. */
const changingOneMember = (form: (id: string) => { readonly path?: string; readonly value: object }): Check => ({
  needs: ['write'],
  async run({ patch, person, group, expect }) {
    const member = await person();
    const made = await group();
    for (const [op, members] of [
      ['add', [member]],
      ['remove', []],
      ['replace', [member]],
    ] as const) {
      const answer = await patch(`/Groups/${made.id}`, patchOf({ op, ...form(member.id) }));
      expect(answer, ok(patchedGroup({ ...made, members })));
    }
  },
});

export const groupPatchChecks = {
  'group-patch-rename': {
    needs: ['write'],
    async run({ get, patch, person, group, groupName, expect }) {
      const made = await group([await person()]);
      const displayName = groupName();
      const renamed = ok(groupOf({ ...made, displayName }));
      const rename = patchOf({ op: 'replace', value: { id: made.id, displayName } });
      expect(await patch(`/Groups/${made.id}`, rename), ok(patchedGroup({ ...made, displayName })));
      expect(await get(`/Groups/${made.id}`), renamed);
    },
  },

  'group-rename-anywhere': {
    needs: ['write'],
    async run({ get, patch, person, group, groupName, expect }) {
      const made = await group([await person()]);
      const { id } = made;
      const [byPath, byObject] = [groupName(), groupName()];
      const operations = [
        { op: 'replace', path: 'displayName', value: byPath },
        { op: 'replace', path: 'members', value: { id, displayName: byObject } },
      ];
      for (const [index, displayName] of [byPath, byObject].entries()) {
        const answer = await patch(`/Groups/${id}`, patchOf(...operations.slice(index, index + 1)));
        expect(answer, ok(patchedGroup({ ...made, displayName })));
        expect(await get(`/Groups/${id}`), ok(groupOf({ ...made, displayName })));
      }
    },
  },

  'group-patch-members': {
    needs: ['write'],
    async run({ get, patch, person, group, expect }) {
      const [one, other] = [await person(), await person()];
      const made = await group();
      const steps = [
        { op: 'add', value: [one], members: [one] },
        { op: 'Add', value: [other], members: [one, other] },
        { op: 'remove', value: [one], members: [other] },
        { op: 'Replace', value: [one], members: [one] },
        { op: 'replace', value: [one, other], members: [one, other] },
        { op: 'Remove', value: [one, other], members: [] },
      ];
      for (const { op, value, members } of steps) {
        const body = patchOf({ op, path: 'members', value: value.map(({ id }) => ({ value: id })) });
        expect(await patch(`/Groups/${made.id}`, body), ok(patchedGroup({ ...made, members })));
        expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members })));
      }
    },
  },

  'group-member-object': changingOneMember((id) => ({ path: 'members', value: { value: id } })),

  'group-patch-no-path': changingOneMember((id) => ({ value: { members: [{ value: id }] } })),

  'group-remove-by-filter': {
    needs: ['write'],
    async run({ get, patch, person, group, expect }) {
      const [one, other] = [await person(), await person()];
      const made = await group([one, other]);
      const byFilter = patchOf({ op: 'remove', path: `members[value eq "${one.id}"]` });
      expect(await patch(`/Groups/${made.id}`, byFilter), ok(patchedGroup({ ...made, members: [other] })));
      const all = patchOf({ op: 'remove', path: 'members' });
      expect(await patch(`/Groups/${made.id}`, all), ok(patchedGroup({ ...made, members: [] })));
      expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [] })));
    },
  },

  'group-replace-empty': {
    needs: ['write'],
    async run({ patch, person, group, expect }) {
      const member = await person();
      const made = await group();
      const add = patchOf({ op: 'add', path: 'members', value: [{ value: member.id }] });
      for (const empty of [{}, { value: null }, { value: [] }]) {
        expect(await patch(`/Groups/${made.id}`, add), ok(patchedGroup({ ...made, members: [member] })));
        const replace = patchOf({ op: 'replace', path: 'members', ...empty });
        expect(await patch(`/Groups/${made.id}`, replace), ok(patchedGroup({ ...made, members: [] })));
      }
    },
  },

  'group-member-twice': {
    needs: ['write'],
    async run({ patch, person, group, expect }) {
      const [inside, outside] = [await person(), await person()];
      const made = await group([inside]);
      const twice = [{ value: inside.id }, { value: inside.id }];
      const add = patchOf({ op: 'add', path: 'members', value: twice });
      expect(await patch(`/Groups/${made.id}`, add), ok(patchedGroup(made)));
      const remove = patchOf({ op: 'remove', path: 'members', value: [{ value: outside.id }] });
      expect(await patch(`/Groups/${made.id}`, remove), ok(patchedGroup(made)));
      const byFilter = patchOf({ op: 'remove', path: `members[value eq "${outside.id}"]` });
      expect(await patch(`/Groups/${made.id}`, byFilter), ok(patchedGroup(made)));
    },
  },

  'group-external-id': {
    needs: ['write'],
    shape: ['Group/externalId', 'new Group/externalId'],
    async run({ get, patch, person, group, expect }) {
      const made = await group([await person()]);
      for (const externalId of ['hr-6', 'hr-7']) {
        const body = patchOf({ op: 'Replace', path: 'externalId', value: externalId });
        expect(await patch(`/Groups/${made.id}`, body), ok(patchedGroup({ ...made, externalId })));
        expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, externalId })));
      }
    },
  },

  'group-patch-unknown': {
    needs: ['write'],
    async run({ get, patch, person, group, expect }) {
      const made = await group([await person()]);
      const unknown = [
        { op: 'replace', path: 'nonesuch', value: 'x' },
        { op: 'replace', value: { nonesuch: 'x' } },
        { op: 'move', path: 'members', value: [] },
        { op: 'remove', path: 'nonesuch[value eq "1"]' },
      ];
      for (const operation of unknown) {
        expect(await patch(`/Groups/${made.id}`, patchOf(operation)), invalidSyntax);
      }
      expect(await get(`/Groups/${made.id}`), ok(groupOf(made)));
    },
  },

  'patch-atomic': {
    needs: ['write'],
    async run({ get, patch, person, group, groupName, expect }) {
      const made = await group([await person()]);
      const rename = { op: 'replace', value: { displayName: groupName() } };
      const empty = { op: 'replace', path: 'members', value: [] };
      const impossible = { op: 'add', path: 'members', value: [{ value: unknownId }] };
      expect(await patch(`/Groups/${made.id}`, patchOf(rename, empty, impossible)), invalidSyntax);
      expect(await get(`/Groups/${made.id}`), ok(groupOf(made)));
    },
  },

  'group-patch-answer': {
    needs: ['write'],
    async run({ patch, person, group, expect }) {
      const [one, other] = [await person(), await person()];
      const made = await group([one]);
      const add = patchOf({ op: 'add', path: 'members', value: [{ value: other.id }] });
      expect(await patch(`/Groups/${made.id}`, add), ok(patchedGroup({ ...made, members: [one, other] })));
    },
  },
} satisfies Record<keyof typeof groupPatch, Check>;
