import { test } from 'tap';
import { acceptInvite } from '../../src/domain/invites.ts';
import { createClient, key, listen, noUserText, startApp } from '../helpers.ts';

const patch = (...Operations: object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });
const active = (value: boolean) => patch({ op: 'replace', value: { active: value } });

test("an employee's life: hired, named, grouped, renamed, suspended, returned, group deleted", async (t) => {
  const app = startApp(t, { world: { accounts: [{ email: 'taylor@example.com', givenName: 'T', familyName: 'L' }] } });
  const idp = createClient(await listen(app), {
    authorization: `Bearer ${key}`,
    'content-type': 'application/scim+json',
  });

  // Hired. There is a Postman account behind the address already, so an invite goes out and nobody is listed yet.
  const group = (await idp.post('/Groups', { displayName: 'Engineers' })).body;
  const name = { givenName: 'Taylor', familyName: 'Lee' };
  const hired = await idp.post('/Users', {
    userName: 'taylor@example.com',
    name,
    externalId: 'e-7',
    groups: ['Engineers'],
  });
  t.match(hired, { status: 201, body: { active: false } });
  const { id } = hired.body;
  const user = `/Users/${id}`;
  t.equal((await idp.get(user)).text, noUserText);
  t.equal((await idp.get('/Users')).body.totalResults, 0);

  // The person accepts, and is in the group that was meant.
  app.advance(3600);
  app.inDirectory((directory) => {
    const invite = directory.members.byId(directory.team.pk, id);
    if (invite) acceptInvite(directory, invite);
  });
  t.match((await idp.get(user)).body, {
    active: true,
    meta: { created: '2021-02-22T04:24:13.000Z', lastModified: '2021-02-22T05:24:13.000Z' },
  });
  t.same((await idp.get(`/Groups/${group.id}`)).body.members, [{ value: id, display: 'Taylor Lee' }]);

  // Named, as the person now wants to be called.
  app.advance(3600);
  t.match((await idp.put(user, { ...hired.body, name: { givenName: 'Tay', familyName: 'Lee' } })).body, {
    name: { givenName: 'Tay' },
    active: true,
  });

  // Grouped once more, and the group renamed.
  const second = (await idp.post('/Groups', { displayName: 'Ops', members: [{ value: id }] })).body;
  t.same(second.members, [{ value: id, display: 'Tay Lee' }]);
  const renamed = await idp.patch(
    `/Groups/${group.id}`,
    patch({ op: 'replace', value: { id: group.id, displayName: 'Builders' } }),
  );
  t.match(renamed.body, { displayName: 'Builders', members: [{ value: id }] });

  // Suspended: still listed, in no group any more.
  t.equal((await idp.patch(user, active(false))).body.active, false);
  t.match((await idp.get('/Users')).body, { totalResults: 1, Resources: [{ id, active: false }] });
  for (const { members } of (await idp.get('/Groups')).body.Resources) t.same(members, []);

  // Returned: the same id, the groups are the provider's to give again.
  t.equal((await idp.post('/Users', { userName: 'taylor@example.com', name })).status, 409);
  t.equal((await idp.patch(user, active(true))).body.active, true);
  const add = patch({ op: 'add', path: 'members', value: [{ value: id }] });
  t.equal((await idp.patch(`/Groups/${group.id}`, add)).body.members.length, 1);

  // The group is deleted, and with it goes whoever was in no other.
  t.equal((await idp.delete(`/Groups/${group.id}`)).status, 204);
  t.equal((await idp.get(user)).body.active, false);
  t.match(app.state(), {
    accounts: [{ email: 'taylor@example.com', givenName: 'T', familyName: 'L' }],
    teams: [
      {
        members: [
          {
            id,
            email: 'taylor@example.com',
            givenName: 'Tay',
            state: 'deactivated',
            signIn: 'blocked',
            externalId: 'e-7',
          },
        ],
        groups: [{ displayName: 'Ops', members: [] }],
      },
    ],
  });
});
