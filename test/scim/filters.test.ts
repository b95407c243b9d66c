import { test } from 'tap';
import { profileNames, profiles } from '../../src/quirks/profiles.ts';
import { filterText, startApp } from '../helpers.ts';

const total = async (answer: Promise<{ body: { totalResults: number } }>) => (await answer).body.totalResults;

test('[filter-attributes] users by userName, groups by displayName', async (t) => {
  const app = startApp(t);
  const user = await app.hire('a@example.com');
  await app.hire('b@example.com');
  const group = (await app.post('/Groups', { displayName: 'A' })).body;
  await app.post('/Groups', { displayName: 'B' });
  const users = (await app.filter('/Users', 'userName eq "a@example.com"')).body;
  t.match(users, { totalResults: 1, startIndex: 1, itemsPerPage: 1 });
  t.same(users.Resources, [user]);
  const groups = (await app.filter('/Groups', 'displayName eq "A"')).body;
  t.equal(groups.totalResults, 1);
  t.equal(groups.Resources[0].id, group.id);
  t.equal(await total(app.filter('/Users', 'userName eq "nobody@example.com"')), 0);
  t.equal(await total(app.filter('/Users', 'userName eq ""')), 0);
});

const refusedAnywhere = [
  '',
  ' ',
  'userName',
  'userName eq',
  'eq "a"',
  'userName eq a@example.com',
  'userName eq "a@example.com',
  "userName eq 'a@example.com",
  'userName eq "a@example.com" and',
  'userName eq "a@example.com" "b"',
  'userName eq "a@example.com" and active eq true',
  'displayName eq "A" or displayName eq "B"',
  '(userName eq "a@example.com")',
  '(displayName eq "A")',
  'not (userName eq "a@example.com")',
  'userName ne "a@example.com"',
  'userName co "a"',
  'displayName sw "A"',
  'userName pr',
  'userName gt "a"',
  'userName eq null',
  'userName eq 7',
  'userName eq true',
  'emails[type eq "work"]',
  'emails.value eq "a@example.com"',
  'name.givenName eq "Taylor"',
  'externalId eq "1"',
  'id eq "x"',
  'members eq "x"',
  'members.value eq "x"',
  'meta.lastModified gt "2020-01-01T00:00:00Z"',
  'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "a@example.com"',
  'nonsense',
  '"',
  "'",
  '\\',
  '%',
  'userName eq "a\nb"',
  '\n'.repeat(3000),
];

test('[filter-refused-users] everything else on users is 400', async (t) => {
  for (const profile of profileNames) {
    const app = startApp(t, { profile });
    await app.hire('a@example.com');
    for (const filter of [...refusedAnywhere, 'displayName eq "A"']) {
      t.equal((await app.filter('/Users', filter)).text, filterText, `${profile} ${filter.slice(0, 80)}`);
    }
    t.equal((await app.get('/Users?filter')).text, filterText, 'a filter without a value');
    const twice = encodeURIComponent('userName eq "a@example.com"');
    t.equal((await app.get(`/Users?filter=${twice}&filter=${twice}`)).text, filterText, 'two filters');
  }
});

test('[filter-refused-groups] everything else on groups is 400', async (t) => {
  const withGroups = profileNames.filter((name) => profiles[name]['groups-endpoint'] === 'routed');
  for (const profile of withGroups) {
    const app = startApp(t, { profile });
    await app.post('/Groups', { displayName: 'A' });
    for (const filter of [...refusedAnywhere, 'userName eq "a@example.com"', 'active eq "true"']) {
      t.equal((await app.filter('/Groups', filter)).text, filterText, `${profile} ${filter.slice(0, 80)}`);
    }
  }
});

test('[filter-refused-users] deep parentheses and long noise are refused, and fast', async (t) => {
  const app = startApp(t);
  const began = performance.now();
  for (const open of ['(', '[', 'not (', '"x" and (', 'a[', ' ', '\t', '\\"', "'", '"']) {
    const deep = open.repeat(20_000);
    const { statusCode, payload } = await app.http.inject({
      url: `/scim/v2/Users?filter=${encodeURIComponent(deep)}`,
      headers: { authorization: 'emulator-scim-key' },
    });
    t.equal(statusCode, 400, open);
    t.equal(payload, filterText, open);
    t.equal((await app.filter('/Users', `userName eq ${open.repeat(1300)}`)).status, 400, open);
  }
  t.ok(performance.now() - began < 3000);
});

test('[filter-case] the value regards letter case', async (t) => {
  const app = startApp(t);
  await app.hire('Taylor@example.com');
  await app.post('/Groups', { displayName: 'Engineers' });
  t.equal(await total(app.filter('/Users', 'userName eq "Taylor@example.com"')), 1);
  for (const name of ['taylor@example.com', 'TAYLOR@EXAMPLE.COM', 'Taylor@Example.com', ' Taylor@example.com']) {
    t.equal(await total(app.filter('/Users', `userName eq "${name}"`)), 0, name);
  }
  t.equal(await total(app.filter('/Groups', 'displayName eq "Engineers"')), 1);
  t.equal(await total(app.filter('/Groups', 'displayName eq "engineers"')), 0);
});

test('[filter-keyword-case] attribute and eq in any letter case, spaces as they like', async (t) => {
  const app = startApp(t);
  await app.hire('a@example.com');
  await app.post('/Groups', { displayName: 'A' });
  const forms = ['username eq', 'USERNAME EQ', 'UserName Eq', 'userName  eq  ', ' userName eq'];
  for (const form of forms) t.equal(await total(app.filter('/Users', `${form} "a@example.com"`)), 1, form);
  for (const form of ['displayname eq', 'DISPLAYNAME EQ'])
    t.equal(await total(app.filter('/Groups', `${form} "A"`)), 1);
});

test('[filter-single-quotes] are accepted', async (t) => {
  const app = startApp(t);
  await app.hire('a@example.com');
  await app.post('/Groups', { displayName: 'The "A" team' });
  t.equal(await total(app.filter('/Users', "userName eq 'a@example.com'")), 1);
  t.equal(await total(app.filter('/Users', "userName EQ 'A@example.com'")), 0);
  t.equal(await total(app.filter('/Groups', 'displayName eq \'The "A" team\'')), 1);
});

test('names that look like syntax are found', async (t) => {
  const app = startApp(t);
  for (const displayName of [
    'Team (EU)',
    'a [b]',
    "O'Brien",
    'x and y eq "z"',
    'ünï 漢字 😀',
    ' lead ',
    'a\tb',
    'back\\slash',
  ]) {
    t.equal((await app.post('/Groups', { displayName })).status, 201, displayName);
    // RFC 7644 §3.4.2.2: the value is a JSON string.
    t.equal(await total(app.filter('/Groups', `displayName eq ${JSON.stringify(displayName)}`)), 1, displayName);
  }
});

test('[raw-plus] a raw + in the query is a space', async (t) => {
  const app = startApp(t);
  await app.hire('a+b@example.com');
  t.equal(await total(app.get('/Users?filter=userName%20eq%20%22a%2Bb@example.com%22')), 1);
  t.equal(await total(app.get('/Users?filter=userName%20eq%20%22a+b@example.com%22')), 0);
  t.equal(await total(app.get('/Users?filter=userName+eq+%22a%2Bb@example.com%22')), 1);
});

test('[filter-active] refused, or from 2025 on accepted, quoted or not', async (t) => {
  for (const [profile, accepted] of [
    ['classic', false],
    ['2025', true],
    ['2026-08', true],
  ] as const) {
    const app = startApp(t, { profile });
    await app.hire('a@example.com');
    await app.hire('b@example.com', { active: false });
    await app.hire('c@example.com');
    for (const value of ['"true"', 'true', "'true'"]) {
      const { status, text, body } = await app.filter('/Users', `active eq ${value}`);
      t.equal(status, accepted ? 200 : 400, `${profile} ${value}`);
      if (accepted)
        t.match(body, { totalResults: 2, Resources: [{ userName: 'a@example.com' }, { userName: 'c@example.com' }] });
      else t.equal(text, filterText);
    }
    if (!accepted) continue;
    t.match((await app.filter('/Users', 'ACTIVE eq false')).body, {
      totalResults: 1,
      Resources: [{ userName: 'b@example.com' }],
    });
    const page = await app.get(`/Users?startIndex=2&count=1&filter=${encodeURIComponent('active eq "true"')}`);
    t.match(page.body, { totalResults: 2, startIndex: 2, itemsPerPage: 1, Resources: [{ userName: 'c@example.com' }] });
    for (const filter of [
      'active eq "yes"',
      'active eq "True"',
      'active eq 1',
      'active ne true',
      'active pr',
      'active eq null',
    ]) {
      t.equal((await app.filter('/Users', filter)).text, filterText, filter);
    }
  }
  const early = startApp(t, { quirks: { 'filter-active': 'accept' } });
  t.equal((await early.filter('/Users', 'active eq true')).status, 200);
  const late = startApp(t, { profile: '2025', quirks: { 'filter-active': 'refuse' } });
  t.equal((await late.filter('/Users', 'active eq true')).text, filterText);
});
