import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../emulator.ts';
import type { Scenario } from './scenario.ts';

const taylor = 'taylor.lee@example.com';

/** Reads until 429 and goes on as the client does. */
const readMuch = async (client: Client, count: number): Promise<void> => {
  for (let call = 1; call <= count; call += 1) await client.get(`/Users/${String(call).padStart(48, '0')}`);
};

export const failures: Scenario[] = [
  {
    id: 'would-be-rate-limited',
    async wrong({ client, world }) {
      await readMuch(client, 200);
      world.clock.advance(12_000);
      await readMuch(client, 150);
    },
    async right({ client, world }) {
      await readMuch(client, 200);
      world.clock.advance(60_000);
      await readMuch(client, 150);
    },
  },
  {
    id: 'ignores-429',
    setting: { rateLimit: '300/1' },
    async wrong({ client, world }) {
      await client.look(taylor);
      await client.look('robin@example.com');
      await client.create(taylor);
      await client.create('robin@example.com');
      await client.create('robin@example.com');
      world.clock.advance(60_000);
      await client.create('robin@example.com');
    },
    async right({ client, world }) {
      await client.look(taylor);
      await client.look('robin@example.com');
      await client.create(taylor);
      const { status, headers } = await client.create('robin@example.com');
      if (status !== 429) return;
      world.clock.advance(Number(headers['retry-after']) * 1000);
      await client.create('robin@example.com');
    },
  },
  {
    id: 'gives-up-on-429',
    setting: { rateLimit: '300/1' },
    async wrong({ client }) {
      await client.look(taylor);
      await client.look('robin@example.com');
      await client.create(taylor);
      await client.create('robin@example.com');
    },
    async right({ client, world }) {
      await client.look(taylor);
      await client.look('robin@example.com');
      await client.create(taylor);
      await client.create('robin@example.com');
      world.clock.advance(60_000);
      await client.create('robin@example.com');
    },
  },
  {
    id: 'retries-without-pause',
    async wrong(scene) {
      scene.fault({
        operations: ['getScimUserResources'],
        times: 3,
        when: 'before',
        effect: { kind: 'error', status: 500 },
      });
      for (let attempt = 1; attempt <= 4; attempt += 1) await scene.client.get('/Users?count=100');
    },
    async right(scene) {
      scene.fault({
        operations: ['getScimUserResources'],
        times: 3,
        when: 'before',
        effect: { kind: 'error', status: 500 },
      });
      for (let attempt = 1; attempt <= 4; attempt += 1) {
        await scene.client.get('/Users?count=100');
        await pause(150);
      }
    },
  },
  {
    id: 'retries-blindly',
    async wrong(scene) {
      scene.fault({
        operations: ['createScimUser'],
        times: 1,
        when: 'before',
        effect: { kind: 'proxy-page', status: 502 },
      });
      await scene.client.look(taylor);
      await scene.client.create(taylor);
      await scene.client.create(taylor);
    },
    async right(scene) {
      scene.fault({
        operations: ['createScimUser'],
        times: 1,
        when: 'before',
        effect: { kind: 'proxy-page', status: 502 },
      });
      await scene.client.look(taylor);
      await scene.client.create(taylor);
      await scene.client.provision(taylor);
    },
  },
  {
    id: 'creates-twice',
    async wrong(scene) {
      scene.fault({ operations: ['createScimUser'], times: 1, when: 'after', effect: { kind: 'error', status: 500 } });
      await scene.client.look(taylor);
      await scene.client.create(taylor);
      await scene.client.create(taylor);
    },
    async right(scene) {
      scene.fault({ operations: ['createScimUser'], times: 1, when: 'after', effect: { kind: 'error', status: 500 } });
      await scene.client.look(taylor);
      await scene.client.create(taylor);
      const { status } = await scene.client.create(taylor);
      if (status === 409) await scene.client.look(taylor);
    },
  },
  {
    id: 'gives-up-after-failure',
    async wrong(scene) {
      const id = await scene.client.provision(taylor);
      scene.fault({ operations: ['updateScimUserState'], times: 1, when: 'before', effect: { kind: 'reset' } });
      await scene.client.switch(id, false);
      await scene.client.look('robin@example.com');
    },
    async right(scene) {
      const id = await scene.client.provision(taylor);
      scene.fault({ operations: ['updateScimUserState'], times: 1, when: 'after', effect: { kind: 'reset' } });
      const { status } = await scene.client.switch(id, false);
      if (status === 0) await scene.client.get(`/Users/${id}`);
    },
  },
];
