import type { Scenario } from './scenario.ts';

const taylor = 'taylor.lee@example.com';

export const lookUps: Scenario[] = [
  {
    id: 'lookup-letter-case',
    setting: { members: [{ email: taylor, givenName: 'Taylor', familyName: 'Lee' }] },
    async wrong({ client }) {
      await client.provision('Taylor.Lee@Example.com');
      await client.get('/Users?count=100');
    },
    async right({ client }) {
      await client.provision(taylor);
    },
  },
  {
    id: 'raw-plus-in-filter',
    setting: { members: [{ email: 'taylor+test@example.com' }] },
    async wrong({ client }) {
      await client.get('/Users?filter=userName+eq+%22taylor+test@example.com%22');
      await client.create('taylor+test@example.com');
      await client.get('/Users');
    },
    async right({ client }) {
      await client.get(`/Users?${new URLSearchParams({ filter: 'userName eq "taylor+test@example.com"' })}`);
      await client.provision('taylor+test@example.com');
    },
  },
  {
    id: 'create-without-looking',
    async wrong({ client }) {
      await client.create(taylor);
      await client.create('robin@example.com');
    },
    async right({ client }) {
      await client.provision(taylor);
      await client.provision('robin@example.com');
    },
  },
  {
    id: 'conflict-fatal',
    setting: {
      members: [{ email: taylor, givenName: 'Taylor', familyName: 'Lee', state: 'deactivated' }],
      groups: [{ displayName: 'Engineers' }],
    },
    async wrong({ client }) {
      await client.create(taylor);
      await client.group('Engineers');
    },
    async right({ client }) {
      const { status } = await client.create(taylor);
      if (status !== 409) return;
      const { body } = await client.look(taylor);
      await client.switch(body.Resources[0].id, true);
      await client.group('Engineers');
      await client.get('/Groups?filter=displayName%20eq%20%22Engineers%22');
    },
  },
  {
    id: 'invite-taken-for-member',
    setting: { accounts: [{ email: taylor, givenName: 'Taylor', familyName: 'Lee' }] },
    async wrong({ client }) {
      const id = await client.provision(taylor);
      await client.get(`/Users/${id}`);
      await client.put(`/Users/${id}`, { name: { givenName: 'Tay', familyName: 'Lee' } });
    },
    async right(scene) {
      const { client } = scene;
      await client.provision(taylor);
      // A later run of one that remembers nothing: 409, nobody to be found, so it waits.
      await client.provision(taylor);
      await client.look(taylor);
      scene.accept(taylor);
      const found = await client.look(taylor);
      await client.put(`/Users/${found.body.Resources[0].id}`, { name: { givenName: 'Tay', familyName: 'Lee' } });
    },
  },
  {
    id: 'invited-again',
    setting: { accounts: [{ email: taylor, givenName: 'Taylor', familyName: 'Lee' }] },
    async wrong({ client }) {
      for (let pass = 1; pass <= 2; pass += 1) {
        await client.look(taylor);
        await client.create(taylor);
      }
      await client.look(taylor);
    },
    async right(scene) {
      const { client } = scene;
      await client.look(taylor);
      await client.create(taylor);
      await client.look(taylor);
      scene.accept(taylor);
      await client.look(taylor);
    },
  },
  {
    id: 'group-before-accepted',
    setting: {
      accounts: [{ email: taylor, givenName: 'Taylor', familyName: 'Lee' }],
      members: [{ email: 'robin@example.com', givenName: 'Robin', familyName: 'Lee' }],
    },
    async wrong({ client }) {
      const robin = await client.provision('robin@example.com');
      const id = await client.provision(taylor);
      await client.group('Engineers', robin, id);
    },
    async right(scene) {
      const { client } = scene;
      const robin = await client.provision('robin@example.com');
      const group = await client.group('Engineers', robin);
      const id = await client.provision(taylor, { groups: ['Engineers'] });
      scene.accept(taylor);
      await client.look(taylor);
      await client.patch(`/Groups/${group}`, { op: 'add', path: 'members', value: [{ value: id }] });
    },
  },
  {
    id: 'filter-encoded-twice',
    setting: { members: [{ email: taylor, givenName: 'Taylor', familyName: 'Lee' }] },
    async wrong({ client }) {
      await client.look(encodeURIComponent(taylor));
    },
    async right({ client }) {
      await client.look(taylor);
    },
  },
  {
    id: 'unsupported-filter',
    async wrong({ client }) {
      await client.get(`/Users?filter=${encodeURIComponent(`emails.value eq "${taylor}"`)}`);
      await client.get(`/Groups?filter=${encodeURIComponent('displayName sw "Eng"')}`);
    },
    async right({ client }) {
      await client.look(taylor);
      await client.get(`/Groups?filter=${encodeURIComponent('displayName eq "Engineers"')}`);
    },
  },
];
