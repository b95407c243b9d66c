import type { addresses } from '../../quirks/addresses.ts';
import { reading } from '../answer-pattern.ts';
import type { Check } from '../check.ts';
import { toPerson } from '../made.ts';
import { patchOf } from '../scim-request.ts';
import { addressInvalid, conflict, domainUnverified, invalidSyntax, ok, type Person, user } from '../wire.ts';

const nameOf = ({ givenName, familyName }: Person) => ({ givenName, familyName });

const readdress = (userName: string) => patchOf({ op: 'replace', path: 'userName', value: userName });

export const addressesChecks = {
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
    async run({ get, put, patch, person, expect, may, isolatedTeam, skip }) {
      const member = await person();
      const elsewhere = 'kit@unverified.invalid';
      for (const [userName, refused] of [
        [elsewhere, domainUnverified],
        ['nobody', addressInvalid],
        ['nobody@', addressInvalid],
      ] as const) {
        expect(await put(`/Users/${member.id}`, { userName, name: nameOf(member) }), refused);
        expect(await patch(`/Users/${member.id}`, readdress(userName)), refused);
      }
      expect(await get(`/Users/${member.id}`), ok(user(member)));
      if (!may('control', 'the domain of the present address')) return;
      const { post, put: replace, patch: change, verifiedDomain } = await isolatedTeam();
      const [userName, name] = [elsewhere, { givenName: 'Kit', familyName: 'Person' }];
      const { id } = toPerson((await post('/Users', { userName, name })).json) ?? skip('POST answered no user');
      const verified = `kit@${verifiedDomain}`;
      expect(await replace(`/Users/${id}`, { userName: verified, name }), domainUnverified);
      expect(await change(`/Users/${id}`, readdress(verified)), domainUnverified);
    },
  },

  'user-name-update-taken': {
    needs: ['write', 'verified domain'],
    where: { 'user-name-updates': 'verified-domains' },
    async run({ get, put, patch, person, expect }) {
      const [member, other] = [await person(), await person()];
      for (const [userName, answered] of [
        [other.userName, conflict],
        [member.userName.toUpperCase(), ok(user(member))],
      ] as const) {
        expect(await put(`/Users/${member.id}`, { userName, name: nameOf(member) }), answered);
        expect(await patch(`/Users/${member.id}`, readdress(userName)), answered);
      }
      expect(await get(`/Users/${member.id}`), ok(user(member)));
    },
  },
} satisfies Record<keyof typeof addresses, Check>;
