import { check } from '../check.ts';
import { ok } from '../wire.ts';

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'];

export default check({
  quirk: 'resource-types-array',
  async run({ get, expect }) {
    expect(
      await get('/ResourceTypes'),
      ok([
        {
          schemas,
          id: 'User',
          name: 'User',
          endpoint: '/Users',
          description: 'User Account',
          schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
          schemaExtensions: [{ schema: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', required: true }],
        },
        {
          schemas,
          id: 'Group',
          name: 'Group',
          endpoint: '/Groups',
          description: 'Group',
          schema: 'urn:ietf:params:scim:schemas:core:2.0:Group',
        },
      ]),
    );
  },
});
