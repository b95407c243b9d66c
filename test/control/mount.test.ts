import fastify from 'fastify';
import { test } from 'tap';
import type { ControlContext } from '../../src/control/context.ts';
import { mountControl } from '../../src/control/mount.ts';
import { startApp } from '../helpers.ts';

test('a control plane that could not be loaded answers 503 once, and works when it can be', async (t) => {
  const { store, worlds } = startApp(t);
  for (const token of [undefined, 'T']) {
    const http = fastify();
    let failures = 2;
    const context = { store, worlds, masking: {}, token, allowedHosts: [], logger: undefined };
    mountControl(http, context as unknown as ControlContext, async () => {
      failures -= 1;
      if (failures >= 0)
        throw Object.assign(new Error("EMFILE: open '/srv/app/src/control/app.ts'"), { code: 'EMFILE' });
      return import('../../src/control/app.ts');
    });
    t.teardown(() => http.close());
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const get = (headers: Record<string, string>) => http.inject({ url: '/_emulator/worlds', headers });
    const failed = await get(authorization);
    t.equal(failed.statusCode, 503);
    t.match(failed.headers['content-type'], /^application\/problem\+json/);
    t.notMatch(failed.body, /EMFILE|\.ts|srv/);
    t.equal((await get({ host: 'evil.example' })).statusCode, token === undefined ? 403 : 401, 'the guard comes first');
    t.equal((await get(authorization)).statusCode, 200, 'and then it is loaded');
  }
});
