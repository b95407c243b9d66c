import { test } from 'tap';
import { profileNames } from '../../src/quirks/profiles.ts';
import type { TestApp } from '../helpers.ts';
import { invalidSyntaxText, startApp } from '../helpers.ts';

const name = { givenName: 'Taylor', familyName: 'Lee' };
const taylor = { userName: 'taylor.lee@example.com', name };

const memberOf = (app: TestApp, address: string, teamId = 'team-1') => {
  const directory = app.directory(teamId);
  return directory.members.byAddress(directory.team.pk, address);
};

test('POST answers 201 with the resource, byte for byte, and GET gives the same', async (t) => {
  const app = startApp(t);
  const created = await app.post('/Users', { ...taylor, externalId: '12345678', active: true });
  t.equal(created.status, 201);
  const { id } = created.body;
  const expected =
    `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"${id}",` +
    '"userName":"taylor.lee@example.com","name":{"givenName":"Taylor","familyName":"Lee"},"externalId":"12345678",' +
    '"active":true,"meta":{"resourceType":"User","created":"2021-02-22T04:24:13.000Z",' +
    '"lastModified":"2021-02-22T04:24:13.000Z"}}';
  t.equal(created.text, expected);
  t.equal((await app.get(`/Users/${id}`)).text, expected);
});

test('[user-id] 48 lower-case hex digits, one after another, the same on every run for one seed', async (t) => {
  const ids = async () => {
    const app = startApp(t, { idSeed: 'a seed' });
    return [(await app.hire('a@example.com')).id, (await app.hire('b@example.com')).id];
  };
  const [first = '', second = ''] = await ids();
  t.match(first, /^[0-9a-f]{48}$/);
  t.match(second, /^[0-9a-f]{48}$/);
  t.ok(first < second);
  t.same(await ids(), [first, second]);
  t.not((await startApp(t, { idSeed: 'another' }).hire('a@example.com')).id, first);
});

test('[external-id-absent] it is left out where it was never set, an empty one is kept', async (t) => {
  const app = startApp(t);
  t.notOk('externalId' in (await app.hire('a@example.com')));
  t.notOk('externalId' in (await app.hire('b@example.com', { externalId: null })));
  t.equal((await app.hire('c@example.com', { externalId: '' })).externalId, '');
});

test('[never-stored] whatever else is sent never comes back', async (t) => {
  const app = startApp(t);
  const more = {
    emails: [{ value: 'a@example.com', primary: true, type: 'work' }],
    displayName: 'Taylor Lee',
    locale: 'en-US',
    roles: ['admin'],
    title: 'Engineer',
    password: 'secret',
    phoneNumbers: [],
    nickName: 7,
    name: { ...name, formatted: 'Dr. Lee', middleName: 'M' },
  };
  const plain = await app.hire('b@example.com');
  const user = await app.hire('a@example.com', more);
  t.same(Object.keys(user), Object.keys(plain));
  t.same(user.name, name);
  t.same(Object.keys((await app.get(`/Users/${user.id}`)).body), Object.keys(plain));
  t.notMatch(JSON.stringify(app.state()), /secret|Engineer|en-US/);
});

test("[read-only] id and meta are Postman's", async (t) => {
  const app = startApp(t);
  const user = await app.hire('a@example.com', {
    id: 'mine',
    meta: { created: '1999-01-01T00:00:00.000Z', location: 'x' },
  });
  t.not(user.id, 'mine');
  t.equal(user.meta.created, '2021-02-22T04:24:13.000Z');
});

test('[enterprise-extension] is taken and never stored', async (t) => {
  const app = startApp(t);
  const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const user = await app.hire('a@example.com', {
    schemas: [urn],
    [urn]: { department: 'Sales', manager: { value: 'x' } },
  });
  t.notOk(urn in user);
  t.same(user.schemas, ['urn:ietf:params:scim:schemas:core:2.0:User']);
});

test('[schemas-unchecked] schemas may be wrong, of any type, or missing', async (t) => {
  const app = startApp(t);
  for (const [index, schemas] of [['urn:wrong'], [], 'text', 7, null, {}].entries()) {
    t.equal((await app.post('/Users', { ...taylor, userName: `${index}@example.com`, schemas })).status, 201);
  }
});

test('[external-id-absent] or it is a number of Postman, the same in every answer', async (t) => {
  const app = startApp(t, { quirks: { 'external-id-absent': 'postman-id' } });
  const hired = await app.hire('a@example.com', { name: { givenName: 'A "b" \\', familyName: '},"active":' } });
  t.match(hired.externalId, /^[1-9]\d{8,9}$/);
  t.same(Object.keys(hired), ['schemas', 'id', 'userName', 'name', 'externalId', 'active', 'meta']);
  const set = await app.hire('b@example.com', { externalId: 'hr-1' });
  t.equal(set.externalId, 'hr-1');
  const empty = await app.hire('c@example.com', { externalId: '' });
  t.equal(empty.externalId, '');
  t.same((await app.get('/Users')).body.Resources, [hired, set, empty]);
  t.same((await app.get(`/Users/${hired.id}`)).body, hired);
  t.same((await app.put(`/Users/${hired.id}`, { name: hired.name })).body, hired);
  t.same((await app.patch(`/Users/${hired.id}`, [{ op: 'replace', value: { active: true } }])).body, hired);
  t.not((await app.hire('d@example.com')).externalId, hired.externalId);
});

test('[required-names] both names are required; a blank one counts as missing', async (t) => {
  const app = startApp(t);
  const incomplete = [
    { name: undefined },
    { name: null },
    { name: {} },
    { name: { givenName: 'A' } },
    { name: { familyName: 'A' } },
    { name: { givenName: '', familyName: 'A' } },
    { name: { givenName: 'A', familyName: ' \t' } },
    { name: { givenName: null, familyName: 'A' } },
    { name: { formatted: 'A A' } },
    { displayName: 'A A', name: {} },
  ];
  for (const profile of profileNames) {
    const other = startApp(t, { profile });
    for (const body of incomplete) {
      t.equal((await other.post('/Users', { ...taylor, ...body })).text, invalidSyntaxText, JSON.stringify(body));
    }
  }
  t.equal((await app.post('/Users', taylor)).status, 201);
});

test('[required-names] allow-empty: both names must be sent, and may be empty', async (t) => {
  const app = startApp(t, { quirks: { 'required-names': 'allow-empty' } });
  const post = (name: unknown) => app.post('/Users', { userName: 'a@example.com', name });
  for (const name of [
    undefined,
    null,
    {},
    { givenName: 'Cher' },
    { familyName: '' },
    { givenName: '', familyName: null },
  ]) {
    t.equal((await post(name)).text, invalidSyntaxText, JSON.stringify(name));
  }
  const { status, body } = await post({ givenName: 'Cher', familyName: '' });
  t.equal(status, 201);
  t.same(body.name, { givenName: 'Cher', familyName: '' });
});

test('[required-names] lenient: a missing name is taken as empty, one of a wrong type is not', async (t) => {
  const app = startApp(t, { quirks: { 'required-names': 'lenient' } });
  t.same((await app.hire('a@example.com', { name: undefined })).name, { givenName: '', familyName: '' });
  t.same((await app.hire('b@example.com', { name: { givenName: 'B' } })).name, { givenName: 'B', familyName: '' });
  t.equal((await app.post('/Users', { ...taylor, name: { givenName: 7 } })).text, invalidSyntaxText);
  t.equal((await app.post('/Users', { name })).text, invalidSyntaxText, 'userName is required still');
});

test('[user-name-is-email] userName is an email address', async (t) => {
  const app = startApp(t);
  const wrong = [
    '',
    ' ',
    'taylor',
    'taylor@',
    '@example.com',
    'a b@example.com',
    'a@b@example.com',
    'a@example',
    'a@.com',
  ];
  wrong.push('a@example..com', '<a@example.com>', `${'a'.repeat(250)}@example.com`, 'a@example.com\n');
  for (const userName of wrong) {
    t.equal((await app.post('/Users', { userName, name })).text, invalidSyntaxText, JSON.stringify(userName));
  }
  for (const userName of [undefined, null, 7, true, {}, ['a@example.com']]) {
    t.equal((await app.post('/Users', { userName, name })).text, invalidSyntaxText, JSON.stringify(userName));
  }
  t.same(app.state().accounts, []);
  const right = ["o'brien+tag@example.com", 'jörg@münchen.example', 'A.B-C_D@sub.example.co.uk', '李@example.com'];
  for (const userName of right) t.equal((await app.hire(userName)).userName, userName);
});

test('[active-default] a user is active unless the POST says otherwise', async (t) => {
  const app = startApp(t);
  t.equal((await app.hire('a@example.com')).active, true);
  t.equal((await app.hire('b@example.com', { active: null })).active, true);
  t.equal((await app.hire('c@example.com', { active: false })).active, false);
  t.equal(memberOf(app, 'c@example.com')?.state, 'deactivated');
  for (const active of ['true', 'False', 1, [], {}]) {
    t.equal((await app.post('/Users', { ...taylor, active })).text, invalidSyntaxText, JSON.stringify(active));
  }
});

test('[developer-role] new users are developers, whatever roles are sent', async (t) => {
  const app = startApp(t);
  await app.hire('a@example.com', { roles: [{ value: 'admin' }], role: 'admin' });
  t.equal(memberOf(app, 'a@example.com')?.role, 'developer');
});
