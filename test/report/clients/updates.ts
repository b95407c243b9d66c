import { person } from '../emulator.ts';
import type { Scenario } from './scenario.ts';

const taylor = 'taylor.lee@example.com';

export const updates: Scenario[] = [
  {
    id: 'put-active-ignored',
    async wrong({ client }) {
      const id = await client.provision(taylor);
      await client.put(`/Users/${id}`, person(taylor, { active: false }));
      await client.put(`/Users/${id}`, { userName: taylor, name: { givenName: 'Tay', familyName: 'Leigh' } });
    },
    async right({ client }) {
      const id = await client.provision(taylor);
      await client.put(`/Users/${id}`, person(taylor, { active: false }));
      await client.switch(id, false);
    },
  },
  {
    id: 'patch-name-ignored',
    async wrong({ client }) {
      const id = await client.provision(taylor);
      await client.patch(`/Users/${id}`, { op: 'Replace', path: 'name.familyName', value: 'Leigh' });
      await client.patch(`/Users/${id}`, { op: 'replace', value: { name: { givenName: 'Tay' } } });
      await client.put(`/Users/${id}`, { userName: taylor, name: { givenName: 'T.', familyName: 'Lee' } });
    },
    async right({ client }) {
      const id = await client.provision(taylor);
      await client.patch(`/Users/${id}`, { op: 'Replace', path: 'name.familyName', value: 'Leigh' });
      await client.put(`/Users/${id}`, { userName: taylor, name: { givenName: 'Tay', familyName: 'Leigh' } });
    },
  },
  {
    id: 'user-name-unchanged',
    async wrong({ client }) {
      const id = await client.provision(taylor);
      await client.put(`/Users/${id}`, person('taylor.leigh@example.com'));
    },
    async right({ client }) {
      const id = await client.provision(taylor);
      await client.put(`/Users/${id}`, person(taylor, { name: { givenName: 'Taylor', familyName: 'Leigh' } }));
    },
  },
  {
    id: 'external-id-unchanged',
    async wrong({ client }) {
      const id = await client.provision(taylor);
      await client.put(`/Users/${id}`, person(taylor, { externalId: '4711' }));
    },
    async right({ client }) {
      const id = await client.provision(taylor, { externalId: '4711' });
      await client.put(`/Users/${id}`, person(taylor, { externalId: '4711' }));
    },
  },
  {
    id: 'never-stored',
    async wrong({ client }) {
      await client.provision(taylor, {
        displayName: 'Taylor Lee',
        title: 'Engineer',
        emails: [{ value: taylor, primary: true }],
      });
    },
    async right({ client }) {
      await client.provision(taylor, { externalId: '4711' });
    },
  },
  {
    id: 'asks-for-never-stored',
    async wrong({ client }) {
      await client.get('/Users?attributes=userName,emails,title&count=100');
    },
    async right({ client }) {
      await client.get('/Users?attributes=userName,name.givenName&count=100');
    },
  },
  {
    id: 'sync-loop',
    async wrong({ client }) {
      const wanted = { ...person(taylor), title: 'Engineer' };
      const id = await client.provision(taylor, { title: 'Engineer' });
      for (let sync = 1; sync <= 4; sync += 1) {
        const { body } = await client.get(`/Users/${id}`);
        if (body.title !== wanted.title) await client.put(`/Users/${id}`, wanted);
      }
    },
    async right({ client }) {
      const wanted = { ...person(taylor), title: 'Engineer' };
      const id = await client.provision(taylor, { title: 'Engineer' });
      for (let sync = 1; sync <= 4; sync += 1) {
        const { body } = await client.get(`/Users/${id}`);
        if (body.name.givenName !== wanted.name.givenName) await client.put(`/Users/${id}`, wanted);
      }
    },
  },
  {
    id: 'body-refused',
    async wrong({ client }) {
      await client.look(taylor);
      await client.post('/Users', { userName: taylor, name: { givenName: 'Taylor' } });
      await client.post('/Users', '{"userName":');
      const id = await client.provision('robin@example.com');
      await client.patch(`/Users/${id}`, { op: 'add', path: 'active', value: false });
    },
    async right({ client }) {
      const id = await client.provision(taylor);
      await client.switch(id, false);
    },
  },
  {
    id: 'reactivated-without-groups',
    async wrong({ client }) {
      const id = await client.provision(taylor);
      await client.group('Engineers', id);
      await client.switch(id, false);
      await client.switch(id, true);
    },
    async right({ client }) {
      const id = await client.provision(taylor);
      const group = await client.group('Engineers', id);
      await client.switch(id, false);
      await client.switch(id, true);
      await client.patch(`/Groups/${group}`, { op: 'add', path: 'members', value: [{ value: id }] });
    },
  },
  {
    id: 'password-sent',
    async wrong({ client }) {
      await client.provision(taylor, { password: 'correct horse' });
    },
    async right({ client }) {
      await client.provision(taylor);
    },
  },
];
