import type { Client } from '../emulator.ts';
import type { Scenario } from './scenario.ts';

const people = async (client: Client, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let at = 1; at <= count; at += 1) ids.push(await client.provision(`person${at}@example.com`));
  return ids;
};

const add = (...ids: string[]) => ({ op: 'add', path: 'members', value: ids.map((value) => ({ value })) });

const gone = { users: [{ userName: 'taylor.lee@example.com', active: false }] };

export const groups: Scenario[] = [
  {
    id: 'group-delete-deactivates',
    async wrong({ client }) {
      const id = await client.group('Project X', ...(await people(client, 2)));
      await client.delete(`/Groups/${id}`);
    },
    async right({ client }) {
      const id = await client.group('Project X', ...(await people(client, 2)));
      await client.patch(`/Groups/${id}`, { op: 'replace', path: 'members', value: [] });
      await client.delete(`/Groups/${id}`);
    },
  },
  {
    id: 'left-active',
    async wrong(scene) {
      const { client } = scene;
      const id = await client.provision('taylor.lee@example.com');
      const group = await client.group('Engineers', id);
      await client.patch(`/Groups/${group}`, { op: 'remove', path: `members[value eq "${id}"]` });
      await scene.declare(gone);
    },
    async right(scene) {
      const { client } = scene;
      const id = await client.provision('taylor.lee@example.com');
      await client.group('Engineers', id);
      await client.switch(id, false);
      await scene.declare(gone);
    },
  },
  {
    id: 'one-member-at-a-time',
    async wrong({ client }) {
      const ids = await people(client, 6);
      const group = await client.group('Engineers');
      for (const id of ids) await client.patch(`/Groups/${group}`, add(id));
    },
    async right({ client }) {
      const ids = await people(client, 6);
      const group = await client.group('Engineers');
      await client.patch(`/Groups/${group}`, add(...ids));
    },
  },
];
