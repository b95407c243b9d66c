import { check } from '../check.ts';
import { isPostmans } from '../exchange.ts';
import { matching } from '../pattern.ts';
import { ok } from '../wire.ts';

const postmans = 'https://api.getpostman.com/scim/v2';

export default check({
  quirk: 'discovery-location',
  async run({ get, expect, baseUrl }) {
    const bases = isPostmans(baseUrl) ? [baseUrl, postmans] : [baseUrl];
    const locations = bases.map((base) => `${base}/ServiceProviderConfig`);
    expect(
      await get('/ServiceProviderConfig'),
      ok({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
        documentationUri: 'https://learning.postman.com/docs/administration/managing-your-team/configuring-scim',
        patch: { supported: true },
        bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
        filter: { supported: true, maxResults: 100 },
        changePassword: { supported: false },
        sort: { supported: false },
        etag: { supported: false },
        authenticationSchemes: [
          {
            name: 'OAuth Bearer Token',
            description: 'Authentication scheme using the OAuth Bearer Token Standard',
            specUri: 'http://www.rfc-editor.org/info/rfc6750',
            type: 'oauthbearertoken',
          },
        ],
        meta: {
          resourceType: 'ServiceProviderConfig',
          location: matching(locations.join(' or '), (value) => locations.some((location) => location === value)),
        },
      }),
    );
  },
});
