import type { OperationId } from '../../src/domain/operation.ts';
import type { ScimErrorCode } from '../../src/domain/scim-error.ts';
import type { QuirkId } from '../../src/quirks/catalogue.ts';
import { scimErrorAnswer, serverErrorAnswer } from '../../src/scim/write/errors.ts';
import type { Item } from './item.ts';
import { bearer, control, scim, unrouted } from './item.ts';
import { flow, patch } from './world.ts';

const nobody = '0'.repeat(48);
const name = { givenName: 'Taylor', familyName: 'Lee' };

type Refused = {
  readonly name: string;
  readonly quirk: QuirkId;
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly auth?: object;
};

/** A call that is answered with one of Postman's errors, to the byte. */
const refused = (operation: OperationId, code: ScimErrorCode, { quirk, ...call }: Refused): Item => {
  const { status, body } = scimErrorAnswer(code, operation);
  const checks = {
    "the error is Postman's, to the byte": `pm.expect(pm.response.text()).to.eql(${JSON.stringify(body)})`,
  };
  return scim(operation, { ...call, quirks: [quirk], expects: { status, checks } });
};

const fault = (title: string, operation: OperationId, effect: object): Item =>
  control('POST', '/worlds/{{world}}/faults', {
    name: title,
    body: { operations: [operation], times: 1, effect },
    description: 'A fault rule: it applies to the next such call, once.',
    expects: { status: 201 },
  });

const keys = [
  refused('getScimUserResources', 'key-refused', { name: 'No key', quirk: 'key-refused', auth: { type: 'noauth' } }),
  refused('getScimResourceTypes', 'key-refused', {
    name: 'A wrong key, where the answer is a problem document',
    quirk: 'resource-types-401',
    auth: bearer('no-such-key'),
  }),
];

const users = [
  refused('createScimUser', 'invalid-syntax', {
    name: 'A person without a last name',
    quirk: 'required-names',
    body: { userName: 'taylor.lee@example.com', name: { givenName: 'Taylor' } },
  }),
  refused('createScimUser', 'invalid-syntax', {
    name: 'A userName that is no address',
    quirk: 'user-name-is-email',
    body: { userName: 'taylor', name },
  }),
  refused('createScimUser', 'invalid-syntax', {
    name: 'A body that is cut off',
    quirk: 'invalid-syntax',
    body: '{"userName": "taylor.lee@exa',
  }),
  scim('createScimUser', {
    name: 'Taylor joins',
    quirks: ['joins-at-once'],
    example: 'user',
    expects: { status: 201, keeps: { taylor: 'body.id' } },
  }),
  refused('createScimUser', 'user-exists', {
    name: 'Taylor a second time',
    quirk: 'user-exists',
    body: { userName: 'taylor.lee@example.com', name },
  }),
  refused('getScimUserResources', 'filter-refused', {
    name: 'A filter on another attribute',
    quirk: 'filter-refused-users',
    query: { filter: 'externalId eq "12345678"' },
  }),
  refused('getScimUserResource', 'user-not-found', { name: 'Nobody', quirk: 'user-not-found', id: nobody }),
  refused('updateScimUser', 'invalid-syntax', {
    name: 'PUT without a name',
    quirk: 'put-without-name',
    id: '{{taylor}}',
    body: { userName: 'taylor.lee@example.com', active: true },
  }),
  refused('updateScimUserState', 'invalid-syntax', {
    name: 'PATCH of active with add',
    quirk: 'patch-active-op',
    id: '{{taylor}}',
    body: patch({ op: 'add', path: 'active', value: false }),
  }),
];

const groups = [
  refused('createScimGroup', 'invalid-syntax', {
    name: 'A group without a name',
    quirk: 'invalid-syntax',
    body: { members: [] },
  }),
  refused('createScimGroup', 'invalid-syntax', {
    name: 'A group with somebody who is not in the team',
    quirk: 'group-member-not-in-team',
    body: { displayName: 'Test-API', members: [{ value: nobody }] },
  }),
  scim('createScimGroup', {
    name: 'A group',
    quirks: ['group-display'],
    body: { displayName: 'Test-API' },
    expects: { status: 201, keeps: { group: 'body.id' } },
  }),
  refused('createScimGroup', 'group-name-taken', {
    name: 'A second group of the name',
    quirk: 'group-name-taken',
    body: { displayName: 'Test-API' },
  }),
  refused('getScimGroupResources', 'filter-refused', {
    name: 'A filter with another operator',
    quirk: 'filter-refused-groups',
    query: { filter: 'displayName co "Test"' },
  }),
  refused('scimUpdateGroup', 'invalid-syntax', {
    name: 'A PATCH that names nothing known',
    quirk: 'group-patch-unknown',
    id: '{{group}}',
    body: patch({ op: 'replace', path: 'description', value: 'The platform' }),
  }),
  refused('deleteScimGroup', 'group-not-found', { name: 'No such group', quirk: 'group-not-found', id: nobody }),
];

const routes = [
  unrouted('DELETE', '/Users/{{taylor}}', { name: 'Users cannot be deleted', quirks: ['no-hard-delete', 'unrouted'] }),
  unrouted('PUT', '/Groups/{{group}}', {
    name: 'Groups cannot be replaced',
    quirks: ['unrouted'],
    body: { displayName: 'Platform', members: [] },
  }),
  unrouted('GET', '/Schemas', { name: 'There are no schemas', quirks: ['unrouted'] }),
  unrouted('GET', '//Users', { name: 'Two slashes, as from a base URL that ends in one', quirks: ['trailing-slash'] }),
];

const trouble = [
  fault('The rate limit is reached', 'getScimUserResources', { kind: 'rate-limit', retryAfterSeconds: 7 }),
  scim('getScimUserResources', {
    name: 'Over the rate limit',
    quirks: ['rate-limits', 'rate-limit-headers', 'rate-limit-body'],
    expects: {
      status: 429,
      checks: {
        'RetryAfter says how long, without a hyphen': "pm.expect(pm.response.headers.get('RetryAfter')).to.eql('7')",
        'so does Retry-After': "pm.expect(pm.response.headers.get('Retry-After')).to.eql('7')",
        'the error is called rateLimited': "pm.expect(body.error.name).to.eql('rateLimited')",
      },
    },
  }),
  fault('Postman fails', 'getScimUserResource', { kind: 'error', status: 500 }),
  scim('getScimUserResource', {
    name: 'A server error',
    quirks: ['check-order'],
    id: '{{taylor}}',
    expects: {
      status: 500,
      checks: {
        "the error is Postman's, to the byte": `pm.expect(pm.response.text()).to.eql(${JSON.stringify(serverErrorAnswer('getScimUserResource').body)})`,
      },
    },
  }),
  control('DELETE', '/worlds/{{world}}/teams/{{team}}', {
    name: 'The team is deleted',
    description: "What an admin does in Postman's app.",
    expects: { status: 200 },
  }),
  refused('getScimUserResources', 'team-deleted', { name: 'The key of a team that is gone', quirk: 'team-deleted' }),
];

export const refusals = flow('What Postman refuses', "Every kind of refusal, with Postman's own words.", [
  ...keys,
  ...users,
  ...groups,
  ...routes,
  ...trouble,
]);
