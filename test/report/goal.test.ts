import { test } from 'tap';
import type { Directory } from '../../schemas/goal.ts';
import { assertGoal } from '../../src/report/assertions.ts';
import { compareGoal } from '../../src/report/goal.ts';

const effort = { calls: 12, writes: 5, withoutEffect: 2 };

const person = (userName: string, active = true): Directory['users'][number] => ({
  userName,
  active,
  givenName: 'Taylor',
  familyName: 'Lee',
  externalId: null,
});

const actual: Directory = {
  users: [person('a@example.com'), person('b@example.com'), person('c@example.com', false), person('d@example.com')],
  groups: [
    { displayName: 'Engineers', externalId: 'g1', members: ['a@example.com', 'd@example.com'] },
    { displayName: 'Sales', members: [] },
  ],
  invited: ['e@example.com'],
};

test('a goal that is met', async (t) => {
  const goal = {
    users: [
      { userName: 'a@example.com', givenName: 'Taylor' },
      { userName: 'c@example.com', active: false },
      { userName: 'never@example.com', active: false },
    ],
    groups: [{ displayName: 'Engineers', externalId: 'g1', members: ['A@example.com'] }],
  };
  const difference = compareGoal(goal, actual, effort);
  t.equal(difference.met, true);
  t.same(difference.effort, effort);
  t.doesNotThrow(() => assertGoal(difference));
});

test('a partial goal names what is missing and wrong, and looks at nothing else', async (t) => {
  const goal = {
    users: [
      { userName: 'e@example.com' },
      { userName: 'f@example.com' },
      { userName: 'b@example.com', active: false },
      { userName: 'A@example.com', externalId: '7', title: 'Boss', familyName: 'Leigh' },
    ],
    groups: [{ displayName: 'Engineers', externalId: 'g2', members: ['b@example.com'] }, { displayName: 'Support' }],
  };
  const difference = compareGoal(goal, actual, effort);
  t.matchOnly(difference, {
    met: false,
    exact: false,
    missing: {
      users: [
        { userName: 'e@example.com', invited: true },
        { userName: 'f@example.com', invited: false },
      ],
      groups: ['Support'],
    },
    unexpected: { users: [], groups: [] },
    attributes: [
      { resource: 'User', name: 'b@example.com', attribute: 'active', expected: false, actual: true, stored: 'yes' },
      { attribute: 'userName', expected: 'A@example.com', actual: 'a@example.com', stored: 'when created' },
      { attribute: 'externalId', expected: '7', actual: null, stored: 'when created', quirk: 'external-id-once' },
      { attribute: 'title', expected: 'Boss', actual: null, stored: 'never', quirk: 'never-stored' },
      { attribute: 'familyName', expected: 'Leigh', actual: 'Lee', stored: 'yes' },
      { resource: 'Group', name: 'Engineers', attribute: 'externalId', expected: 'g2', actual: 'g1', stored: 'yes' },
    ].map((attribute) => ({ resource: String, name: String, quirk: /./, ...attribute })),
    membership: [{ group: 'Engineers', missing: ['b@example.com'], unexpected: [] }],
    effort,
  });
  t.throws(() => assertGoal(difference), {
    message: [
      'The goal is not met.',
      '  missing: e@example.com (invited, not accepted yet)',
      '  missing: f@example.com',
      '  missing: group Support',
      '  b@example.com: active should be false, is true',
      '  a@example.com: userName should be "A@example.com", is "a@example.com" (Postman takes it only when it is created)',
      '  a@example.com: externalId should be "7", is nothing (Postman takes it only when it is created)',
      '  a@example.com: title should be "Boss", is nothing (Postman never stores it)',
      '  a@example.com: familyName should be "Leigh", is "Lee"',
      '  group Engineers: externalId should be "g2", is "g1"',
      '  group Engineers lacks b@example.com',
      'It took 12 calls, 5 writes among them, of which 2 changed nothing.',
    ].join('\n'),
  });
});

test('an exact goal names who is active, in a group or there without being declared', async (t) => {
  const goal = {
    exact: true,
    users: [{ userName: 'a@example.com' }],
    groups: [{ displayName: 'Engineers', members: ['a@example.com'] }],
  };
  const { unexpected, membership } = compareGoal(goal, actual, effort);
  t.same(
    unexpected,
    { users: ['b@example.com', 'd@example.com'], groups: ['Sales'] },
    'c is deactivated, and cannot be deleted',
  );
  t.same(membership, [{ group: 'Engineers', missing: [], unexpected: ['d@example.com'] }]);
});

test('a name may be declared as SCIM has it', async (t) => {
  const goal = (name: { givenName?: string; familyName?: string; formatted?: string }) =>
    compareGoal({ users: [{ userName: 'a@example.com', name }] }, actual, effort);
  t.equal(goal({ givenName: 'Taylor', familyName: 'Lee' }).met, true);
  t.equal(goal({ familyName: 'Lee' }).met, true, 'one half alone');
  t.match(goal({ givenName: 'Tay', familyName: 'Lee', formatted: 'Tay Lee' }).attributes, [
    { attribute: 'name.givenName', expected: 'Tay', actual: 'Taylor', stored: 'yes', quirk: 'put-name-only' },
    { attribute: 'name.formatted', expected: 'Tay Lee', actual: null, stored: 'never' },
  ]);
});

test('an attribute may be called anything', async (t) => {
  const declared = JSON.parse('{"users":[{"userName":"a@example.com","constructor":"x"}]}');
  const { attributes } = compareGoal(declared, actual, effort);
  t.match(attributes, [{ attribute: 'constructor', actual: null, stored: 'never' }]);
});
