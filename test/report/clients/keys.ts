import type { Scenario } from './scenario.ts';

const taylor = 'taylor.lee@example.com';

/** Made up, and built here: a scanner of the repository would take it for real. */
const realLooking = `PMAK-${'0a1b2c'.repeat(4)}-${'3d4e5f'.repeat(5)}6789`;

export const keys: Scenario[] = [
  {
    id: 'nothing-arrived',
    async wrong() {},
    async right({ client }) {
      await client.look(taylor);
    },
  },
  {
    id: 'key-in-x-api-key',
    async wrong({ client }) {
      client.headers = { 'x-api-key': client.key };
      await client.look(taylor);
    },
    async right({ client }) {
      client.headers = { authorization: client.key };
      await client.look(taylor);
    },
  },
  {
    id: 'admin-key-limits',
    setting: {
      keys: [{ key: 'replaced', createdBy: 'admin@example.com' }],
      members: [
        { email: 'admin@example.com', role: 'admin' },
        { email: 'owner@example.com', role: 'super admin' },
        { email: taylor },
      ],
    },
    async wrong({ client }) {
      await client.switch((await client.look('owner@example.com')).body.Resources[0].id, false);
    },
    async right({ client }) {
      await client.switch((await client.look(taylor)).body.Resources[0].id, false);
    },
  },
  {
    id: 'secret-sent',
    async wrong({ client }) {
      client.headers['x-api-key'] = realLooking;
      await client.look(taylor);
      await client.create(taylor, { externalId: realLooking });
    },
    async right({ client }) {
      await client.provision(taylor, { externalId: '00u1a2b3c4d5e6f7g8h9' });
    },
  },
  {
    id: 'never-let-in',
    setting: { scimEnabled: false },
    async wrong({ client }) {
      await client.get('/Users?count=1');
      await client.get('/ResourceTypes');
    },
    async right(scene) {
      await scene.client.get('/Users?count=1');
      scene.switchOn();
      await scene.client.get('/Users?count=1');
    },
  },
];
