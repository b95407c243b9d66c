import { resourceTypesUnauthorized } from '../../quirks/discovery-documents.ts';
import type { keys } from '../../quirks/keys.ts';
import { texts } from '../../quirks/texts.ts';
import { type AnswerPattern, reading } from '../answer-pattern.ts';
import type { Check } from '../check.ts';
import type { IsolatedTeam } from '../control.ts';
import { activeIs, where } from '../scim-request.ts';
import { list, ok, scimError, unauthorized, user } from '../wire.ts';

const problem: AnswerPattern = {
  status: 401,
  type: 'application/problem+json',
  body: resourceTypesUnauthorized,
};

/** Makes a key of an admin, and removes the admin. */
const keyOfFormerAdmin = async (team: IsolatedTeam['team']): Promise<string> => {
  const email = 'admin@verified.example';
  await team('POST', '/members', { email, givenName: 'Team', familyName: 'Admin', role: 'admin' });
  const { key } = await team('POST', '/keys', { name: 'Made by the admin', createdBy: email });
  await team('DELETE', `/members/${email}`);
  return String(key);
};

export const keysChecks = {
  'authorization-forms': {
    async run({ get, expect, unusedEmail }) {
      for (const keyForm of ['bearer', 'bare'] as const) {
        expect(await get(`/Users${where('userName', unusedEmail)}`, { keyForm }), list([]));
      }
    },
  },

  'x-api-key': {
    async run({ get, expect, unusedEmail }) {
      const answer = await get(`/Users${where('userName', unusedEmail)}`, { keyForm: 'x-api-key' });
      expect(answer, reading('x-api-key', { accept: list([]), refuse: unauthorized }));
    },
  },

  'key-refused': {
    async run({ get, post, expect, may, isolatedTeam }) {
      for (const path of ['/Users', '/Groups', '/ServiceProviderConfig']) {
        expect(await get(path, { keyForm: 'none' }), unauthorized);
        for (const keyForm of ['bearer', 'bare', 'x-api-key'] as const) {
          expect(await get(path, { keyForm, key: 'no-such-key' }), unauthorized);
        }
      }
      if (may('write', 'a write without a key')) expect(await post('/Users', {}, { keyForm: 'none' }), unauthorized);
      if (!may('control', 'a revoked key')) return;
      const other = await isolatedTeam();
      const { id, key } = await other.team('POST', '/keys', { name: 'To be revoked' });
      await other.team('POST', `/keys/${id}/revoke`);
      expect(await other.withKey(String(key)).get('/Users'), unauthorized);
    },
  },

  'admin-left': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { team, withKey } = await isolatedTeam();
      const { get, post } = withKey(await keyOfFormerAdmin(team));
      const refused = scimError(403, texts.adminLeft);
      expect(await get('/Users'), refused);
      expect(await get('/Groups'), refused);
      expect(await post('/Users', {}), refused);
    },
  },

  'admin-key-limits': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { team, withKey } = await isolatedTeam();
      const admin = { email: 'admin@verified.example', givenName: 'Team', familyName: 'Admin' };
      const owner = { email: 'owner@verified.example', givenName: 'Team', familyName: 'Owner' };
      await team('POST', '/members', { ...admin, role: 'admin' });
      const { id } = await team('POST', '/members', { ...owner, role: 'super admin' });
      const { key } = await team('POST', '/keys', { createdBy: admin.email });
      const { email: userName, givenName, familyName } = owner;
      const answer = await withKey(String(key)).patch(`/Users/${id}`, activeIs(false));
      const gone = ok(user({ userName, givenName, familyName, active: false }));
      expect(answer, reading('admin-key-limits', { ignore: gone, refuse: scimError(403, texts.forbidden) }));
    },
  },

  'team-deleted': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { team, get, post } = await isolatedTeam();
      await team('DELETE', '');
      const refused = scimError(400, texts.teamDeleted);
      expect(await get('/Users'), refused);
      expect(await get('/Groups'), refused);
      expect(await post('/Users', {}), refused);
    },
  },

  'resource-types-401': {
    async run({ get, expect }) {
      expect(await get('/ResourceTypes', { keyForm: 'none' }), problem);
      expect(await get('/ResourceTypes', { key: 'no-such-key' }), problem);
    },
  },

  'discovery-checks-team': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { team, withKey, get } = await isolatedTeam();
      const key = await keyOfFormerAdmin(team);
      for (const path of ['/ServiceProviderConfig', '/ResourceTypes']) {
        expect(await withKey(key).get(path), scimError(403, texts.adminLeft));
      }
      await team('DELETE', '');
      for (const path of ['/ServiceProviderConfig', '/ResourceTypes']) {
        expect(await get(path), scimError(400, texts.teamDeleted));
      }
    },
  },

  'scim-off': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { team, get } = await isolatedTeam();
      await team('PATCH', '', { scimEnabled: false });
      expect(await get('/Users'), unauthorized);
      expect(await get('/ServiceProviderConfig'), unauthorized);
      await team('PATCH', '', { scimEnabled: true });
      expect(await get('/Groups'), list([]));
    },
  },

  'key-grace': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { team, world, withKey } = await isolatedTeam();
      await world('PUT', '/clock', { frozen: true });
      const old = await team('POST', '/keys', { name: 'To be regenerated' });
      const fresh = await team('POST', `/keys/${old.id}/regenerate`, { graceSeconds: 3600 });
      const [before, after] = [withKey(String(old.key)), withKey(String(fresh.key))];
      expect(await before.get('/Groups'), list([]));
      expect(await after.get('/Groups'), list([]));
      await world('POST', '/clock/advance', { seconds: 3601 });
      expect(await before.get('/Groups'), unauthorized);
      expect(await after.get('/Groups'), list([]));
    },
  },
} satisfies Record<keyof typeof keys, Check>;
