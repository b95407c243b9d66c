import type { Client } from '../emulator.ts';

const filter = (text: string): string => encodeURIComponent(text);

const listed = async (client: Client, path: string) => (await client.get(path)).body.Resources[0];

/** Okta: test, assign, group push, profile push, rename of a group, unassign, delete of a group. */
export const okta = async (client: Client): Promise<void> => {
  Object.assign(client.headers, {
    accept: 'application/scim+json',
    'content-type': 'application/scim+json; charset=utf-8',
  });
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  const operation = (...Operations: unknown[]) => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations,
  });
  await client.get('/Users?startIndex=1&count=2');
  const assign = async (userName: string, givenName: string): Promise<string> => {
    const found = await listed(client, `/Users?filter=${filter(`userName eq "${userName}"`)}&startIndex=1&count=100`);
    if (found) return found.id;
    const { body } = await client.post('/Users', {
      schemas,
      userName,
      name: { givenName, familyName: 'Lee' },
      emails: [{ primary: true, value: userName, type: 'work' }],
      displayName: `${givenName} Lee`,
      locale: 'en-US',
      externalId: `00u-${givenName}`,
      groups: [],
      active: true,
    });
    return body.id;
  };
  const taylor = await assign('taylor@example.com', 'Taylor');
  const robin = await assign('robin@example.com', 'Robin');
  await assign('taylor@example.com', 'Taylor');

  const members = (...ids: string[]) => ids.map((value) => ({ value }));
  const { body: group } = await client.post('/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Engineers',
    members: [{ value: taylor, display: 'taylor@example.com' }],
  });
  await client.send('PATCH', `/Groups/${group.id}`, {
    body: operation({ op: 'add', path: 'members', value: members(robin) }),
  });
  await client.send('PATCH', `/Groups/${group.id}`, {
    body: operation({ op: 'replace', value: { id: group.id, displayName: 'Builders' } }),
  });
  await client.put(`/Users/${taylor}`, {
    schemas,
    id: taylor,
    userName: 'taylor@example.com',
    name: { givenName: 'Taylor', familyName: 'Leigh' },
    emails: [{ primary: true, value: 'taylor@example.com', type: 'work' }],
    externalId: '00u-Taylor',
    active: true,
    meta: { resourceType: 'User' },
  });
  await client.send('PATCH', `/Groups/${group.id}`, {
    body: operation({ op: 'remove', path: `members[value eq "${robin}"]` }),
  });
  await client.send('PATCH', `/Users/${robin}`, { body: operation({ op: 'replace', value: { active: false } }) });
  await client.send('PATCH', `/Users/${robin}`, { body: operation({ op: 'replace', value: { active: true } }) });
  await client.send('PATCH', `/Users/${taylor}`, { body: operation({ op: 'replace', value: { active: false } }) });
  await client.delete(`/Groups/${group.id}`);
};

/** OneLogin: list, filter, create, PUT of a profile, suspend by active false. */
export const oneLogin = async (client: Client): Promise<void> => {
  await client.get('/Users?startIndex=1&count=100');
  const found = await listed(client, `/Users?filter=${filter('userName eq "taylor@example.com"')}`);
  if (found) return;
  const { body } = await client.post('/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'taylor@example.com',
    name: { givenName: 'Taylor', familyName: 'Lee' },
    emails: [{ value: 'taylor@example.com', type: 'work', primary: true }],
    externalId: '31337',
    active: true,
  });
  await client.put(`/Users/${body.id}`, {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'taylor@example.com',
    name: { givenName: 'Tay', familyName: 'Lee' },
    externalId: '31337',
    active: true,
  });
  await client.patch(`/Users/${body.id}`, { op: 'replace', value: { active: false } });
};

/** Entra: test connection, user, a PATCH for each changed attribute, group with members. */
export const entra = async (client: Client): Promise<void> => {
  Object.assign(client.headers, { 'content-type': 'application/scim+json; charset=utf-8' });
  await client.get(`/Users?filter=${filter('userName eq "7d5ff1b0-7a4b-4c0e-a7a0-0b1f5a0c3f3e"')}`);
  await client.get(`/Users?filter=${filter('userName eq "taylor@example.com"')}`);
  const { body: user } = await client.post('/Users', {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    externalId: 'taylor',
    userName: 'taylor@example.com',
    active: true,
    displayName: 'Taylor Lee',
    emails: [{ primary: true, type: 'work', value: 'taylor@example.com' }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Taylor Lee', familyName: 'Lee', givenName: 'Taylor' },
  });
  await client.patch(
    `/Users/${user.id}`,
    { op: 'Replace', path: 'name.givenName', value: 'Tay' },
    { op: 'Replace', path: 'name.familyName', value: 'Leigh' },
  );
  await client.patch(`/Users/${user.id}`, { op: 'Add', path: 'displayName', value: 'Tay Leigh' });

  await client.get(`/Groups?excludedAttributes=members&filter=${filter('displayName eq "Engineers"')}`);
  const { body: group } = await client.post('/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    externalId: '8aa1a0c0',
    displayName: 'Engineers',
    members: [],
    meta: { resourceType: 'Group' },
  });
  await client.patch(`/Groups/${group.id}`, { op: 'Add', path: 'members', value: [{ value: user.id }] });
  await client.get(`/Groups/${group.id}?excludedAttributes=members`);
  await client.patch(`/Groups/${group.id}`, { op: 'Remove', path: 'members', value: [{ value: user.id }] });
  await client.patch(`/Users/${user.id}`, { op: 'Replace', path: 'active', value: 'False' });
};
