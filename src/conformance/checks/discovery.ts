import type { discovery } from '../../quirks/discovery.ts';
import { resourceTypes, serviceProviderConfigAt } from '../../quirks/discovery-documents.ts';
import type { Check } from '../check.ts';
import { isPostmans } from '../exchange.ts';
import { anything, matching } from '../pattern.ts';
import { ok, user } from '../wire.ts';

const schema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const postmans = 'https://api.getpostman.com/scim/v2';

export const discoveryChecks = {
  'resource-types-array': {
    async run({ get, expect }) {
      expect(await get('/ResourceTypes'), ok(resourceTypes));
    },
  },

  'enterprise-extension': {
    async run({ get, put, person, expect, expectSeen, may }) {
      const answer = await get('/ResourceTypes');
      expect(answer, ok(anything));
      const [userType] = Array.isArray(answer.json) ? answer.json : [];
      expectSeen('what /ResourceTypes says of extensions', userType?.schemaExtensions, [{ schema, required: true }]);
      if (!may('write', 'extension attributes that are sent')) return;
      const member = await person();
      const { userName, givenName, familyName } = member;
      const body = {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', schema],
        userName,
        name: { givenName, familyName },
        [schema]: { department: 'Tests', employeeNumber: '7' },
      };
      expect(await put(`/Users/${member.id}`, body), ok(user(member)));
      expect(await get(`/Users/${member.id}`), ok(user(member)));
    },
  },

  'discovery-location': {
    async run({ get, expect, baseUrl }) {
      const bases = isPostmans(baseUrl) ? [baseUrl, postmans] : [baseUrl];
      const documented = serviceProviderConfigAt(postmans);
      const locations = bases.map((base) => `${base}/ServiceProviderConfig`);
      expect(
        await get('/ServiceProviderConfig'),
        ok({
          ...documented,
          meta: {
            ...documented.meta,
            location: matching(locations.join(' or '), (value) => locations.some((location) => location === value)),
          },
        }),
      );
    },
  },
} satisfies Record<keyof typeof discovery, Check>;
