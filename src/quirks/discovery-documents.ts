const resourceType = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';

/** A bare array, no ListResponse (quirk resource-types-array). */
export const resourceTypes = [
  {
    schemas: [resourceType],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'User Account',
    schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
    schemaExtensions: [{ schema: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', required: true }],
  },
  {
    schemas: [resourceType],
    id: 'Group',
    name: 'Group',
    endpoint: '/Groups',
    description: 'Group',
    schema: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  },
];

/** The service's configuration. `baseUrl` is the address the request came to, up to and with /scim/v2 (quirk discovery-location). */
export const serviceProviderConfigAt = (baseUrl: string) => ({
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
  meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
});

/** GET /ResourceTypes alone answers 401 as a problem document (quirk resource-types-401). */
export const resourceTypesUnauthorized = {
  type: 'https://api.postman.com/problems/unauthorized',
  title: 'Unauthorized',
  detail: 'Unauthorized',
  status: 401,
} as const;
