import fc from 'fast-check';

const domains = ['acme.test', 'globex.test', 'mail.test'];

// Small pools: addresses, names and groups must collide, also in letter case alone.
export const email = fc
  .tuple(fc.constantFrom('ann', 'bob', 'Ann', 'BOB', 'dan.lee', 'cat+x'), fc.constantFrom(...domains, 'Acme.test'))
  .map((parts) => parts.join('@'));
const half = fc.constantFrom('Ann', 'Bo', 'Lee', "O'Hara", '李', '\u{1F427}', 'ann "the" \\ x');
const groupName = fc.constantFrom('Test-API', 'test-api', 'Équipe "x" & Co');
const externalId = fc.constantFrom('1', 'abc', '00u1', '\u{1F511}');
export const at = fc.nat({ max: 30 });
export const user = at.map((n) => `{user:${n}}`);
export const group = at.map((n) => `{group:${n}}`);

/** An attribute replaced by something of a wrong type, in some of the bodies. */
const spoilt = (body: fc.Arbitrary<Record<string, unknown>>, attributes: string[]): fc.Arbitrary<string> => {
  const wrong = fc.tuple(
    fc.constantFrom(...attributes),
    fc.constantFrom<unknown>(7, { a: 1 }, [[1]], 1e300, true, null, null),
  );
  const spoil = fc.oneof({ weight: 14, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: wrong });
  return fc.tuple(body, spoil).map(([value, change]) => {
    if (change === undefined) return JSON.stringify(value);
    const [path, other] = change;
    const [first = '', second] = path.split('.');
    const inner = second === undefined ? other : { ...(value[first] as object), [second]: other };
    return JSON.stringify({ ...value, [first]: inner });
  });
};

const unreadable = fc.constantFrom('', '{', '[]', '"x"', 'null', '{"userName":}', '\u0000', '{"a":1}}', '[[[[', 'true');

export const withUnreadable = (body: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 24, arbitrary: body }, { weight: 1, arbitrary: unreadable });

const userExtras = {
  schemas: fc.constantFrom<unknown>(['urn:ietf:params:scim:schemas:core:2.0:User'], ['urn:x'], []),
  emails: fc.constant([{ primary: true, value: 'other@mail.test', type: 'work' }]),
  displayName: fc.constant('Display'),
  locale: fc.constant('en-US'),
  id: fc.constant('405775fe15ed41872a8eea4c8aa2b38cda9749812cc55c99'),
  meta: fc.constant({ created: '2001-01-01T00:00:00.000Z' }),
  roles: fc.constant([{ value: 'admin' }]),
};

const name = fc.oneof(
  { weight: 9, arbitrary: fc.record({ givenName: half, familyName: half }) },
  { weight: 1, arbitrary: fc.record({ givenName: half, familyName: half }, { requiredKeys: [] }) },
);

const notEmail = fc.constantFrom('nobody', '', 'a@', '@b.test', 'a b@c.test', 'a@b@c.test');

export const postUser = spoilt(
  fc.record(
    {
      userName: fc.oneof({ weight: 15, arbitrary: email }, { weight: 1, arbitrary: notEmail }),
      name,
      active: fc.boolean(),
      externalId,
      groups: fc.array(fc.oneof(groupName, group, fc.constant('No such group')), { maxLength: 3 }),
      ...userExtras,
    },
    { requiredKeys: ['userName', 'name'] },
  ),
  ['userName', 'name', 'name.givenName', 'active', 'externalId', 'groups'],
);

export const putUser = spoilt(
  fc.record(
    {
      name,
      userName: fc.oneof({ weight: 9, arbitrary: email }, { weight: 1, arbitrary: notEmail }),
      active: fc.boolean(),
      externalId,
      ...userExtras,
    },
    { requiredKeys: [] },
  ),
  ['name', 'name.familyName'],
);

const anyCase = (op: string): fc.Arbitrary<string> =>
  fc.constantFrom(op, op.toUpperCase(), op.charAt(0).toUpperCase() + op.slice(1));

const activeValue = fc.oneof(
  { weight: 6, arbitrary: fc.boolean() as fc.Arbitrary<unknown> },
  { weight: 6, arbitrary: fc.constantFrom<unknown>('True', 'False', 'true', 'FALSE') },
  { weight: 1, arbitrary: fc.constantFrom<unknown>('yes', 1, 0, [], {}, 'truely') },
);

export const userOperation = fc.oneof(
  { weight: 5, arbitrary: fc.record({ op: anyCase('replace'), value: fc.record({ active: activeValue }) }) },
  { weight: 4, arbitrary: fc.record({ op: anyCase('replace'), path: fc.constant('active'), value: activeValue }) },
  { weight: 1, arbitrary: fc.record({ op: anyCase('add'), path: fc.constant('active'), value: activeValue }) },
  { weight: 1, arbitrary: fc.constant({ op: 'remove', path: 'active' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      op: anyCase('replace'),
      path: fc.constantFrom('Active', 'ACTIVE', 'urn:ietf:params:scim:schemas:core:2.0:User:active', 'username'),
      value: activeValue,
    }),
  },
  { weight: 1, arbitrary: fc.record({ op: anyCase('replace'), value: fc.record({ Active: activeValue }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('replace'), path: fc.constant('userName'), value: notEmail }),
  },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('replace'), path: fc.constant('userName'), value: email }) },
  {
    weight: 2,
    arbitrary: fc.record({ op: anyCase('replace'), path: fc.constantFrom('name.givenName', 'title'), value: half }),
  },
  { weight: 1, arbitrary: fc.constant({ op: 'Add', value: { displayName: 'x', 'name.familyName': 'y' } }) },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('replace'), value: fc.record({ active: activeValue, title: half }) }),
  },
);

export const patch = (operation: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 12, arbitrary: fc.array(operation, { minLength: 1, maxLength: 1 }) as fc.Arbitrary<unknown> },
      { weight: 4, arbitrary: fc.array(operation, { minLength: 2, maxLength: 3 }) as fc.Arbitrary<unknown> },
      { weight: 1, arbitrary: fc.constantFrom<unknown>([], undefined, 'x', {}, [1], [null], [{}]) },
    )
    .map((Operations) => JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations }));

const member = fc.oneof(
  { weight: 8, arbitrary: fc.record({ value: user, display: fc.constant('Ignored') }, { requiredKeys: ['value'] }) },
  { weight: 1, arbitrary: fc.constant({ display: 'no value' }) as fc.Arbitrary<object> },
);
const members = fc.array(member, { maxLength: 3 });
const postMember = fc.oneof(
  { weight: 6, arbitrary: member },
  {
    weight: 2,
    arbitrary: fc.record({
      value: email,
      display: fc.oneof(
        fc.tuple(half, half).map((h) => h.join(' ')),
        email,
      ),
    }),
  },
);

export const postGroup = spoilt(
  fc.record(
    {
      displayName: groupName,
      members: fc.array(postMember, { maxLength: 3 }),
      externalId,
      schemas: userExtras.schemas,
      id: userExtras.id,
    },
    { requiredKeys: ['displayName'] },
  ),
  ['displayName', 'members', 'externalId'],
);

const path = fc.constant('members');
export const groupOperation: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      op: anyCase('add'),
      path: fc.constantFrom('Members', 'urn:ietf:params:scim:schemas:core:2.0:Group:members'),
      value: members,
    }),
  },
  { weight: 1, arbitrary: fc.record({ op: anyCase('replace'), value: fc.record({ DisplayName: groupName }) }) },
  { weight: 1, arbitrary: fc.record({ op: anyCase('remove'), path: user.map((id) => `Members[VALUE eq "${id}"]`) }) },
  { weight: 4, arbitrary: fc.record({ op: anyCase('add'), path, value: members }) },
  { weight: 2, arbitrary: fc.record({ op: anyCase('add'), value: fc.record({ members }) }) },
  { weight: 2, arbitrary: fc.record({ op: anyCase('add'), path, value: member }) },
  { weight: 2, arbitrary: fc.record({ op: anyCase('replace'), path, value: members }) },
  { weight: 1, arbitrary: fc.record({ op: anyCase('replace'), value: fc.record({ members }) }) },
  { weight: 1, arbitrary: fc.constantFrom({ op: 'replace', path: 'members' }, { op: 'Remove', path: 'members' }) },
  { weight: 1, arbitrary: fc.constant({ op: 'replace', path: 'members', value: null }) },
  {
    weight: 2,
    arbitrary: fc.record({ op: anyCase('remove'), path, value: fc.array(member, { minLength: 1, maxLength: 2 }) }),
  },
  { weight: 2, arbitrary: fc.record({ op: anyCase('remove'), path: user.map((id) => `members[value eq "${id}"]`) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      op: anyCase('replace'),
      value: fc.record({ id: group, displayName: groupName }, { requiredKeys: ['displayName'] }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('replace'), path, value: fc.record({ id: group, displayName: groupName }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ op: fc.constant('replace'), path: fc.constant('displayName'), value: groupName }),
  },
  { weight: 1, arbitrary: fc.record({ op: anyCase('replace'), path: fc.constant('externalId'), value: externalId }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ op: 'replace', path: 'nonesuch', value: 'x' }, { op: 'move', path: 'members' }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ op: 'replace', value: { id: 'x' } }, { op: 'add' }, { path: 'members' }) },
);

const quoted = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(value, fc.nat({ max: 9 }))
    .map(([text, n]) => (n === 0 && !text.includes("'") ? `'${text.replaceAll(/["\\]/g, '')}'` : JSON.stringify(text)));

const badFilter = fc.constantFrom(
  'userName ne "x"',
  'displayName co "x"',
  'emails eq "x@y.test"',
  'userName eq "a" and active eq true',
  'displayName eq "a" or displayName eq "b"',
  'userName eq',
  'userName',
  'userName pr',
  'not (userName eq "x")',
  '(((((((',
  'userName sw "a"',
  'id eq "x"',
  'externalId eq "1"',
);
const filterOf = (attribute: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(attribute, attribute.toUpperCase()), fc.constantFrom('eq', 'Eq', 'EQ'), quoted(value))
    .map((parts) => parts.join(' '));

const pageNumber = fc.constantFrom(
  '1',
  '2',
  '3',
  '0',
  '-1',
  '5',
  '100',
  '101',
  '1000',
  'abc',
  '2.0',
  '1.5',
  '1e0',
  '0.5',
  '-0.5',
  '',
);
const query = (filter: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .record(
      {
        startIndex: pageNumber,
        count: pageNumber,
        filter: fc.oneof({ weight: 5, arbitrary: filter }, { weight: 1, arbitrary: badFilter }),
        excludedAttributes: fc.constant('members'),
      },
      { requiredKeys: [] },
    )
    // Two reasons for a 400 at once: the facts do not say which comes first.
    .map((q) =>
      q.filter !== undefined && q.startIndex !== '' && Number(q.startIndex) < 1 ? { ...q, startIndex: '1' } : q,
    )
    .map((q) => new URLSearchParams(q).toString())
    .map((text) => (text === '' ? '' : `?${text}`));

export const usersQuery = query(
  fc.oneof(
    { weight: 4, arbitrary: filterOf('userName', email) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('active eq true', 'active eq "false"', 'ACTIVE EQ "true"', 'active eq false'),
    },
  ),
);
export const groupsQuery = query(filterOf('displayName', groupName));
