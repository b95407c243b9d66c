import { test } from 'tap';
import { operationIds, operations } from '../../src/domain/operation.ts';
import {
  conflictText,
  errorText,
  invalidSyntaxText,
  key,
  notRoutedText,
  noUserText,
  startApp,
  type TestApp,
  texts,
} from '../helpers.ts';

const unknown = 'f'.repeat(48);

test('all twelve operations are routed', async (t) => {
  const app = startApp(t);
  const [user, group] = [await app.hire('a@example.com'), (await app.post('/Groups', { displayName: 'A' })).body];
  const seen: Record<string, number> = {};
  for (const id of operationIds) {
    const { method, path } = operations[id];
    const url = path.replace(':id', path.startsWith('/Users') ? user.id : group.id);
    const payload = {
      createScimUser: { userName: 'b@example.com', name: { givenName: 'B', familyName: 'B' } },
      updateScimUser: { name: { givenName: 'B' } },
      updateScimUserState: { Operations: [{ op: 'replace', value: { active: false } }] },
      createScimGroup: { displayName: 'B' },
      scimUpdateGroup: { Operations: [{ op: 'replace', value: { displayName: 'C' } }] },
    }[id as string];
    seen[id] = (await app.send(method, url, payload)).status;
  }
  t.same(seen, {
    getScimUserResources: 200,
    createScimUser: 201,
    getScimUserResource: 200,
    updateScimUser: 200,
    updateScimUserState: 200,
    getScimGroupResources: 200,
    createScimGroup: 201,
    getScimGroupResource: 200,
    scimUpdateGroup: 200,
    deleteScimGroup: 204,
    getScimResourceTypes: 200,
    getScimServiceProviderConfig: 200,
  });
});

test("[unrouted] every other method and path is Postman's general 404", async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  const calls = [
    ['PUT', '/Users'],
    ['PATCH', '/Users'],
    ['DELETE', '/Users'],
    ['POST', `/Users/${id}`],
    ['PUT', '/Groups'],
    ['PUT', `/Groups/${unknown}`],
    ['POST', `/Groups/${unknown}`],
    ['POST', '/ResourceTypes'],
    ['GET', '/ResourceTypes/User'],
    ['PUT', '/ServiceProviderConfig'],
    ['GET', '/Schemas'],
    ['POST', '/Bulk'],
    ['GET', '/Me'],
    ['POST', '/.search'],
    ['POST', '/Users/.search'],
    ['GET', ''],
    ['GET', '/'],
    ['GET', `/Users/${id}/groups`],
    ['OPTIONS', '/Users'],
    ['TRACE', '/Users'],
    ['PROPFIND', '/Users'],
  ] as const;
  for (const [method, path] of calls) {
    const { status, text } = await app.send(method, path);
    t.equal(status, 404, `${method} ${path}`);
    t.equal(text, notRoutedText, `${method} ${path}`);
  }
});

test('[no-hard-delete] DELETE of a user is no route, and deletes nobody', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  const { status, text } = await app.delete(`/Users/${id}`);
  t.equal(status, 404);
  t.equal(text, notRoutedText);
  t.equal((await app.get(`/Users/${id}`)).body.active, true);
});

test('[unrouted-before-key] what is not routed is 404 whatever the key', async (t) => {
  const app = startApp(t);
  for (const sent of [null, 'wrong', key]) t.equal((await app.get('/Schemas', { key: sent })).text, notRoutedText);
});

test('[unrouted] no body changes that: broken, huge, of a strange type', async (t) => {
  const app = startApp(t);
  t.equal((await app.send('PUT', '/Users', '{broken')).text, notRoutedText);
  t.equal((await app.send('POST', '/Nope', 'x'.repeat(2_000_000))).text, notRoutedText);
  t.equal((await app.send('POST', '/Nope', 'x', { headers: { 'content-type': '/' } })).text, notRoutedText);
  t.equal((await app.send('POST', '/Nope', '<a/>', { headers: { 'content-type': 'text/xml' } })).text, notRoutedText);
});

test('[unrouted] outside /scim/v2 too, and HEAD has no body', async (t) => {
  const { http } = startApp(t);
  for (const url of ['/', '/scim', '/scim/v1/Users', '/Users', '/scim/v2x/Users']) {
    const { statusCode, payload } = await http.inject(url);
    t.equal(statusCode, 404, url);
    t.equal(payload, notRoutedText, url);
  }
  const head = await http.inject({ method: 'HEAD', url: '/scim/v2/Users', headers: { authorization: key } });
  t.equal(head.statusCode, 404);
  t.equal(head.payload, '');
});

test('[trailing-slash] /Users/ is /Users, a doubled slash is no route', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  t.equal((await app.get('/Users/')).text, (await app.get('/Users')).text);
  t.equal((await app.get(`/Users/${id}/`)).body.id, id);
  t.equal((await app.get('/Groups/')).status, 200);
  t.equal((await app.get('/Users/?count=1')).body.itemsPerPage, 1);
  t.equal((await app.get('//Users')).text, notRoutedText);
  t.equal((await app.get(`//Users/${id}`)).text, notRoutedText);
});

const inject = async (app: TestApp, method: string, url: string, headers: Record<string, string> = {}) => {
  const answer = await app.http.inject({ method: method as 'GET', url, headers: { authorization: key, ...headers } });
  return { status: answer.statusCode, text: answer.payload, headers: answer.headers };
};

test('[routing] exact: paths regard letter case, HEAD and OPTIONS are unrouted', async (t) => {
  const app = startApp(t);
  for (const path of ['/users', '/USERS', '/groups', '/resourceTypes', '/serviceproviderconfig']) {
    t.equal((await app.get(path)).text, notRoutedText, path);
  }
  for (const path of ['/Users', '/Groups', '/ResourceTypes', `/Users/${unknown}`]) {
    t.same([(await inject(app, 'HEAD', `/scim/v2${path}`)).status, ''], [404, ''], path);
    t.equal((await inject(app, 'OPTIONS', `/scim/v2${path}`)).text, notRoutedText, path);
  }
});

test('[routing] express: paths do not regard letter case, HEAD has no body, OPTIONS lists the methods', async (t) => {
  const app = startApp(t, { quirks: { routing: 'express' } });
  const { id } = await app.hire('a@example.com');
  const users = (await app.get('/Users')).text;
  for (const url of ['/scim/v2/users', '/SCIM/V2/USERS', '/Scim/v2/users/', '/scim/v2/users?count=100']) {
    t.equal((await inject(app, 'GET', url)).text, users, url);
  }
  t.equal(JSON.parse((await inject(app, 'GET', `/scim/v2/users/${id}`)).text).id, id);
  t.equal((await inject(app, 'GET', `/scim/v2/users/${id.toUpperCase()}`)).status, 404, 'an id regards letter case');
  t.equal((await inject(app, 'GET', '/scim/v2/userss')).text, notRoutedText);
  t.equal((await inject(app, 'GET', '/scim/v2//users')).text, notRoutedText);
  t.equal((await inject(app, 'DELETE', `/scim/v2/users/${id}`)).text, notRoutedText);

  const head = await inject(app, 'HEAD', '/scim/v2/Users');
  t.same([head.status, head.text], [200, '']);
  t.equal(head.headers['content-type'], 'application/json; charset=utf-8');
  t.equal((await inject(app, 'HEAD', `/scim/v2/Users/${unknown}`)).status, 404);
  t.equal((await inject(app, 'HEAD', '/scim/v2/Users', { authorization: 'wrong' })).status, 401);

  for (const [path, methods] of [
    ['/Users', 'GET,HEAD,POST'],
    [`/Users/${id}`, 'GET,HEAD,PUT,PATCH'],
    [`/groups/${unknown}`, 'GET,HEAD,PATCH,DELETE'],
    ['/ResourceTypes', 'GET,HEAD'],
  ] as const) {
    const answer = await inject(app, 'OPTIONS', `/scim/v2${path}`, { authorization: 'wrong' });
    t.same([answer.status, answer.text, answer.headers.allow], [200, methods, methods], path);
  }
});

test('[routing] the team of the key decides, and the default team where the key opens none', async (t) => {
  const teams = [{ keys: [{ key }] }, { keys: [{ key: 'second' }], quirks: { routing: 'express' } }];
  const app = startApp(t, { world: { teams } });
  t.equal((await inject(app, 'GET', '/scim/v2/users')).status, 404);
  t.equal((await inject(app, 'GET', '/scim/v2/users', { authorization: 'Bearer second' })).status, 200);
  t.equal((await inject(app, 'GET', '/scim/v2/users', { authorization: 'wrong' })).status, 404);
  t.equal((await inject(app, 'GET', '/scim/v2/users', { authorization: '', 'x-api-key': 'second' })).status, 200);
});

test('[groups-endpoint] 2022 knows no groups: every request to /Groups is unrouted', async (t) => {
  const app = startApp(t, { profile: '2022' });
  for (const sent of [key, null, 'wrong']) {
    for (const path of ['/Groups', `/Groups/${unknown}`, '/Groups?count=1']) {
      for (const method of ['GET', 'POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) {
        const authorization = sent === null ? '' : sent;
        const answer = await inject(app, method, `/scim/v2${path}`, { authorization });
        t.equal(answer.status, 404, `${method} ${path} ${sent}`);
        t.equal(answer.text, method === 'HEAD' ? '' : notRoutedText);
        t.equal(answer.headers['ratelimit-limit'], undefined);
      }
    }
  }
  const express = startApp(t, { profile: '2022', quirks: { routing: 'express' } });
  t.equal((await inject(express, 'GET', '/scim/v2/groups')).text, notRoutedText);
  t.equal((await inject(express, 'OPTIONS', '/scim/v2/Groups')).text, notRoutedText);
  t.equal((await app.get('/Users')).status, 200);
});

test('[response-charset] utf-8, or none', async (t) => {
  for (const [reading, suffix] of [
    ['utf-8', '; charset=utf-8'],
    ['none', ''],
  ] as const) {
    const app = startApp(t, { quirks: { 'response-charset': reading } });
    const json = `application/json${suffix}`;
    for (const [method, path, sent, type] of [
      ['GET', '/Users', key, json],
      ['GET', `/Users/${unknown}`, key, json],
      ['GET', '/ResourceTypes', key, json],
      ['GET', '/Users', 'wrong', json],
      ['GET', '/ResourceTypes', 'wrong', `application/problem+json${suffix}`],
      ['GET', '/Schemas', 'wrong', json],
      ['POST', '/Users', key, json],
      ['PUT', '/Users', key, json],
    ] as const) {
      const { headers } = await inject(app, method, `/scim/v2${path}`, { authorization: sent });
      t.equal(headers['content-type'], type, `${method} ${path}`);
    }
  }
});

test('[check-order] route, key, team, rate limit, fault, body, resource, rule', async (t) => {
  const app = startApp(t, { team: { rateLimit: '9/2', keys: [{ key }], deleted: false } });
  const apply = app.world.faults.add({
    operations: ['createScimUser', 'updateScimUser'],
    times: 1,
    when: 'before',
    effect: { kind: 'error', status: 500 },
  });
  const broken = (path: string, sent: string | null = key) => app.send('PUT', path, '{', { key: sent });

  t.equal((await broken('/Users', null)).status, 404, 'route before key');
  t.equal((await broken(`/Users/${unknown}`, null)).status, 401, 'key before fault and body');
  t.equal(apply.applied, 0, 'a refused key meets no fault');
  t.equal((await broken(`/Users/${unknown}`)).status, 500, 'fault before body');
  t.equal((await broken(`/Users/${unknown}`)).text, invalidSyntaxText, 'body before resource');
  t.equal((await broken(`/Users/${unknown}`)).status, 429, 'rate limit before body');
  app.world.faults.add({ operations: ['updateScimUser'], when: 'before', effect: { kind: 'error', status: 500 } });
  t.equal((await broken(`/Users/${unknown}`)).status, 429, 'rate limit before fault');

  const team = app.store.teams.byId(app.world.pk, 'team-1');
  t.ok(team);
  if (team) app.store.teams.save({ ...team, deleted: true });
  t.equal((await broken(`/Users/${unknown}`)).text, errorText(400, "This Postman team doesn't exist anymore."), 'team');
  t.equal((await broken(`/Users/${unknown}`, 'x')).text, errorText(401, texts.key), 'key before team');
});

test('[check-order] body before rule, and resource before rule', async (t) => {
  const app = startApp(t);
  await app.hire('a@example.com');
  t.equal((await app.post('/Users', { userName: 'a@example.com', name: {} })).text, invalidSyntaxText);
  const taken = { userName: 'a@example.com', name: { givenName: 'A', familyName: 'A' } };
  t.equal((await app.post('/Users', taken)).text, conflictText);
  t.equal((await app.put(`/Users/${unknown}`, { name: { givenName: 'A' } })).text, noUserText);
  const remove = { op: 'add', path: 'members', value: [{ value: unknown }] };
  t.equal((await app.patch(`/Groups/${unknown}`, [remove])).status, 404);
});

test('[scim-json-accepted] requests as application/scim+json, answers as application/json', async (t) => {
  const app = startApp(t);
  const body = (userName: string) => ({ userName, name: { givenName: 'A', familyName: 'A' } });
  const types = ['application/scim+json', 'application/scim+json; charset=utf-8', 'application/json;charset=UTF-8'];
  for (const [index, type] of types.entries()) {
    const answer = await app.post('/Users', body(`${index}@example.com`), { headers: { 'content-type': type } });
    t.equal(answer.status, 201, type);
    t.equal(answer.headers['content-type'], 'application/json; charset=utf-8', type);
  }
  const accepting = await app.get('/Users', { headers: { accept: 'application/scim+json' } });
  t.equal(accepting.headers['content-type'], 'application/json; charset=utf-8');
});

test('[body-limit] 1 MiB is read, one byte more is unreadable', async (t) => {
  const app = startApp(t);
  const body = (length: number) => {
    const text = '{"userName":"a@example.com","name":{"givenName":"A","familyName":"A"},"title":""}';
    return text.replace('"title":""', `"title":"${'x'.repeat(length - text.length)}"`);
  };
  t.equal((await app.post('/Users', body(1024 * 1024 + 1))).text, invalidSyntaxText);
  t.same(app.state().teams[0]?.members, []);
  t.equal((await app.post('/Users', body(1024 * 1024))).status, 201);
});
