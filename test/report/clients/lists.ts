import type { Client, Setting } from '../emulator.ts';
import type { Scenario } from './scenario.ts';

const team = (size: number): Setting => ({
  members: Array.from({ length: size }, (_, at) => ({
    email: `person${at + 1}@example.com`,
    givenName: 'P',
    familyName: 'L',
  })),
});

/** Pages as one should: by the number of resources that came. */
const readAll = async (client: Client, count = 100): Promise<void> => {
  for (let start = 1, total = 1; start <= total; ) {
    const { body } = await client.get(`/Users?startIndex=${start}&count=${count}`);
    total = body.totalResults;
    if (body.Resources.length === 0) return;
    start += body.Resources.length;
  }
};

export const lists: Scenario[] = [
  {
    id: 'one-page-of-many',
    setting: team(130),
    async wrong({ client }) {
      await client.get('/Users');
    },
    async right({ client }) {
      await client.get('/Users?startIndex=1&count=1');
      await readAll(client);
    },
  },
  {
    id: 'pages-skipped',
    setting: team(230),
    async wrong({ client }) {
      const count = 150;
      for (let start = 1; start <= 230; start += count) await client.get(`/Users?startIndex=${start}&count=${count}`);
    },
    async right({ client }) {
      const { body } = await client.get('/Users?startIndex=1&count=100');
      const others = [201, 101].filter((start) => start <= body.totalResults);
      for (const start of others) await client.get(`/Users?startIndex=${start}&count=100`);
    },
  },
  {
    id: 'trusts-items-per-page',
    setting: { ...team(30), quirks: { 'items-per-page': 'count' } },
    async wrong({ client }) {
      for (let start = 1, page = 1; page <= 6; page += 1) {
        const { body } = await client.get(`/Users?startIndex=${start}&count=10`);
        if (body.itemsPerPage < 10) return;
        start += body.itemsPerPage;
      }
    },
    async right({ client }) {
      for (let start = 1; ; start += 10) {
        const { body } = await client.get(`/Users?startIndex=${start}&count=10`);
        if (body.Resources.length === 0) return;
      }
    },
  },
  {
    id: 'count-above-100',
    setting: team(130),
    async wrong({ client }) {
      await readAll(client, 500);
    },
    async right({ client }) {
      await readAll(client);
    },
  },
  {
    id: 'parameters-ignored',
    async wrong({ client }) {
      await client.get('/Users?sortBy=userName&sortOrder=descending');
      await client.get('/Groups?excludedAttributes=members');
    },
    async right({ client }) {
      await client.get('/Users?startIndex=1&count=50');
    },
  },
  {
    id: 'polls-unchanged',
    async wrong({ client }) {
      const id = await client.provision('taylor.lee@example.com');
      for (let poll = 1; poll <= 6; poll += 1) await client.get(`/Users/${id}`);
    },
    async right({ client }) {
      const id = await client.provision('taylor.lee@example.com');
      for (let round = 1; round <= 6; round += 1) {
        await client.switch(id, round % 2 === 0);
        await client.get(`/Users/${id}`);
      }
    },
  },
];
