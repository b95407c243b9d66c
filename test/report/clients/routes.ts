import { person } from '../emulator.ts';
import type { Scenario } from './scenario.ts';

const taylor = 'taylor.lee@example.com';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export const routes: Scenario[] = [
  {
    id: 'delete-user',
    async wrong({ client }) {
      const id = await client.provision(taylor);
      await client.delete(`/Users/${id}`);
    },
    async right({ client }) {
      const id = await client.provision(taylor);
      const { status } = await client.delete(`/Users/${id}`);
      if (status === 404) await client.switch(id, false);
    },
  },
  {
    id: 'put-group',
    async wrong({ client }) {
      const id = await client.group('Engineers');
      await client.put(`/Groups/${id}`, { displayName: 'Builders', members: [] });
    },
    async right({ client }) {
      const id = await client.group('Engineers');
      await client.patch(`/Groups/${id}`, { op: 'replace', value: { id, displayName: 'Builders' } });
    },
  },
  {
    id: 'schemas-probe',
    async wrong({ client }) {
      await client.get('/Schemas');
      await client.get('/Users');
    },
    async right({ client }) {
      await client.get('/ServiceProviderConfig');
      await client.get('/Users');
    },
  },
  {
    id: 'bulk',
    async wrong({ client }) {
      await client.post('/Bulk', { Operations: [{ method: 'POST', path: '/Users', data: person(taylor) }] });
    },
    async right({ client }) {
      await client.provision(taylor);
    },
  },
  {
    id: 'not-routed',
    async wrong({ client }) {
      await client.get('/Me');
      await client.get('/users');
      await client.post('/Users/.search', { filter: 'active eq true' });
      await client.put('/Users', person(taylor));
    },
    async right({ client }) {
      await client.get('/Users/');
    },
  },
  {
    id: 'doubled-slash',
    async wrong({ client }) {
      await client.get('//Users?count=1');
    },
    async right({ client }) {
      await client.get('/Users?count=1');
    },
  },
  {
    id: 'resource-types-as-list',
    async wrong({ client }) {
      const { body } = await client.get('/ResourceTypes?startIndex=1&count=100');
      if (body.totalResults === undefined) await client.get('/ResourceTypes?startIndex=1&count=100');
    },
    async right({ client }) {
      const { body } = await client.get('/ResourceTypes');
      if (Array.isArray(body)) await client.get('/Users');
    },
  },
  {
    id: 'believes-service-provider-config',
    async wrong({ client }) {
      const { body } = await client.get('/ServiceProviderConfig');
      if (body.filter.supported) await client.get(`/Users?filter=${encodeURIComponent('userName sw "taylor"')}`);
      const id = await client.provision(taylor);
      if (body.patch.supported) await client.patch(`/Users/${id}`, { op: 'add', path: 'title', value: 'Engineer' });
    },
    async right({ client }) {
      const { body } = await client.get('/ServiceProviderConfig');
      const id = await client.provision(taylor);
      if (body.patch.supported) await client.switch(id, false);
    },
  },
  {
    id: 'believes-schema-extension',
    async wrong({ client }) {
      const { body } = await client.get('/ResourceTypes');
      const extension = body[0].schemaExtensions[0];
      await client.provision(taylor, extension.required ? { [enterprise]: { department: 'R&D' } } : {});
    },
    async right({ client }) {
      await client.get('/ResourceTypes');
      await client.provision(taylor);
    },
  },
];
