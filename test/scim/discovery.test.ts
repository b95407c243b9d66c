import { test } from 'tap';
import { profileNames } from '../../src/quirks/profiles.ts';
import { startApp } from '../helpers.ts';

test('[resource-types-array] [enterprise-extension] a bare array, byte for byte, in every profile', async (t) => {
  for (const profile of profileNames) {
    const app = startApp(t, { profile });
    t.equal(
      (await app.get('/ResourceTypes')).text,
      '[{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],"id":"User","name":"User","endpoint":"/Users",' +
        '"description":"User Account","schema":"urn:ietf:params:scim:schemas:core:2.0:User",' +
        '"schemaExtensions":[{"schema":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User","required":true}]},' +
        '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],"id":"Group","name":"Group",' +
        '"endpoint":"/Groups","description":"Group","schema":"urn:ietf:params:scim:schemas:core:2.0:Group"}]',
    );
  }
});

test('[discovery-location] ServiceProviderConfig, byte for byte, with the address the request came to', async (t) => {
  const app = startApp(t);
  const expected = (location: string) =>
    '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],' +
    '"documentationUri":"https://learning.postman.com/docs/administration/managing-your-team/configuring-scim",' +
    '"patch":{"supported":true},"bulk":{"supported":false,"maxOperations":0,"maxPayloadSize":0},' +
    '"filter":{"supported":true,"maxResults":100},"changePassword":{"supported":false},"sort":{"supported":false},' +
    '"etag":{"supported":false},"authenticationSchemes":[{"name":"OAuth Bearer Token",' +
    '"description":"Authentication scheme using the OAuth Bearer Token Standard",' +
    '"specUri":"http://www.rfc-editor.org/info/rfc6750","type":"oauthbearertoken"}],' +
    `"meta":{"resourceType":"ServiceProviderConfig","location":"${location}/scim/v2/ServiceProviderConfig"}}`;
  const answer = async (host: string) => (await app.get('/ServiceProviderConfig', { headers: { host } })).text;
  t.equal(await answer('localhost:7246'), expected('http://localhost:7246'));
  t.equal(await answer('emulator'), expected('http://emulator'));
});
