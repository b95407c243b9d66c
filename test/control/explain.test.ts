import { test } from 'tap';
import { startServer, team, world } from './server.ts';

const name = { givenName: 'Kim', familyName: 'Lee' };

test('explain answers as the request itself would be, with causes, and changes nothing', async (t) => {
  const server = await startServer(t, { rateLimit: '5/5' });
  const { control, scim, app } = { ...server, app: server };
  const kim = (await scim().hire('kim@example.com')).body;
  const explain = async (request: object) => (await control('POST', `${world}/explain`, request)).body;
  const state = async () => [app.state(), app.world.ids.counter, app.world.journal.sequence, app.world.clock.now()];
  const was = await state();

  const created = await explain({ method: 'POST', path: '/Users', body: { userName: 'lee@example.com', name } });
  t.match(created, { status: 201, operation: 'createScimUser', reason: null, changes: [{ change: 'created' }] });
  t.equal(JSON.parse(created.body).userName, 'lee@example.com');
  const put = await explain({
    method: 'PUT',
    path: `/scim/v2/Users/${kim.id}`,
    body: { userName: 'kim@example.com', name, active: false },
  });
  t.match(put, { status: 200, findings: [{ id: 'put-active-ignored', severity: 'error' }] });
  t.ok(put.outcomes.some((each: object) => JSON.stringify(each).includes('"active","outcome":"ignored"')));
  const quirk = put.quirks.find(({ id }: { id: string }) => id === 'put-active');
  t.match(quirk, { value: 'ignore', evidence: /./, confidence: /documented|observed|inferred/ });
  const reading = put.readings.find((each: { quirk: string }) => each.quirk === 'put-active');
  t.match(reading, { value: 'apply', status: 200, differs: true });
  t.equal(JSON.parse(reading.body).active, false);

  const filter = encodeURIComponent('userName co "kim"');
  t.match(await explain({ method: 'GET', path: `/Users?filter=${filter}` }), {
    status: 400,
    reason: '`co` on userName',
  });
  t.match(await explain({ method: 'POST', path: '/Users', body: '{' }), {
    reason: 'the body is not valid JSON at byte 1',
  });
  t.match(await explain({ method: 'DELETE', path: `/Users/${kim.id}` }), { status: 404, operation: null });
  const wrongKey = { method: 'GET', path: '/Users', headers: { Authorization: 'Bearer wrong' } };
  t.match(await explain(wrongKey), { status: 401, reason: 'the key is unknown, or none was sent' });
  t.same(await state(), was);

  for (let time = 0; time < 10; time += 1) await explain({ method: 'GET', path: '/Users' });
  const answer = await scim().get('/Users');
  t.equal(answer.headers['ratelimit-remaining'], '4', 'no call was counted');
  const promised = await explain({ method: 'POST', path: '/Users', body: { userName: 'lee@example.com', name } });
  t.equal(promised.body, (await scim().post('/Users', { userName: 'lee@example.com', name })).text, 'ids included');
  for (let time = 0; time < 4; time += 1) await scim().get('/Users');
  t.match(await explain({ method: 'GET', path: '/Users' }), { status: 429, reason: /used its 5 reads/ });
});

test('explain refuses what is no request, and leaves the faults of the world out', async (t) => {
  const { control, fault, world: stage } = { ...(await startServer(t)), world };
  for (const body of [
    {},
    { method: 'get', path: '/Users' },
    { method: 'GET', path: 'Users' },
    { method: 'GET', path: '/Users?a b' },
  ]) {
    t.equal((await control('POST', `${stage}/explain`, body)).status, 400, JSON.stringify(body));
  }
  await fault({ operations: ['getScimUserResources'], times: 1, effect: { kind: 'error', status: 500 } });
  t.equal((await control('POST', `${stage}/explain`, { method: 'GET', path: '/Users' })).body.status, 200);
  t.match((await control('GET', `${stage}/faults`)).body, [{ matched: 0, applied: 0 }]);
  t.equal((await control('POST', `${team}/explain`, {})).status, 404);
});
