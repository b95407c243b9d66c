import type { QuirkId } from '../../src/quirks/catalogue.ts';
import type { Profile, ProfileName } from '../../src/quirks/profiles.ts';
import type { Mutation, ProxyAnswer, ProxyRequest } from './mutation.ts';

/** An emulator that is wrong in one behaviour: by a switch, or by a change of its requests or answers. */
export type Mutant = Mutation & {
  /** The emulator's switches; the kit compares it with the profile without them. */
  readonly quirks?: Partial<Profile>;
  readonly profile?: ProfileName;
};

// biome-ignore lint/suspicious/noExplicitAny: bodies are taken apart as they come
type Json = any;
type Test = (request: ProxyRequest, answer?: ProxyAnswer) => boolean;

const parse = (text: string): Json => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const to =
  (methods: string, path: RegExp, body: (json: Json) => unknown = () => true): Test =>
  (request) =>
    methods.split(' ').includes(request.method) && path.test(request.path) && Boolean(body(parse(request.body) ?? {}));

const users = /\/scim\/v2\/Users(\?.*)?$/;
const user = /\/scim\/v2\/Users\/[^/]+$/;
const groups = /\/scim\/v2\/Groups(\?.*)?$/;
const group = /\/scim\/v2\/Groups\/[^/]+$/;
const anywhere = /\/scim\/v2\//;

/** Whether the first operation of a PATCH is such a one. */
const operation =
  (test: (operation: Json) => unknown) =>
  (json: Json): unknown =>
    test(json.Operations?.[0] ?? {});

const answering = (status: number, json: Json, type = 'application/json'): ProxyAnswer => ({
  status,
  headers: { 'content-type': type },
  body: json === undefined ? '' : JSON.stringify(json),
});

const refused = answering(400, { schemas: [], detail: 'No.', status: '400' });

/** Answers such requests without asking. */
const instead = (test: Test, answer: ProxyAnswer): Mutant => ({
  request: (request) => (test(request) ? answer : request),
});

const changingRequest = (test: Test, change: (request: ProxyRequest) => Partial<ProxyRequest>): Mutant => ({
  request: (request) => (test(request) ? { ...request, ...change(request) } : request),
});

const changingBody = (test: Test, change: (json: Json) => Json): Mutant =>
  changingRequest(test, ({ body }) => ({ body: JSON.stringify(change(parse(body) ?? {})) }));

const changing = (test: Test, change: (json: Json, request: ProxyRequest) => Json): Mutant => ({
  answer(answer, request) {
    const json = parse(answer.body);
    return json !== undefined && test(request, answer)
      ? { ...answer, body: JSON.stringify(change(json, request)) }
      : answer;
  },
});

/** Changes a status code, wherever it is answered to such a request. */
const status = (test: Test, from: number, toStatus: number): Mutant => ({
  answer: (answer, request) => (answer.status === from && test(request) ? { ...answer, status: toStatus } : answer),
});

const switched = (quirks: Partial<Profile>): Mutant => ({ quirks });

const withoutGroups = changingBody(to('POST', users), ({ groups: _, ...rest }) => rest);

/** Goes on answering with the members a group had at first. */
const frozenMembers = (): Mutant => {
  let members: Json;
  return changing(to('POST GET', /\/Groups/), (json) => {
    if (!Array.isArray(json.members)) return json;
    members ??= json.members;
    return { ...json, members };
  });
};

const lowerCasedFilter = changingRequest(to('GET', /filter=/), ({ path }) => ({
  path: path.replace(/%22(.*)%22/, (quoted, value) => (/%40|-g\d/i.test(value) ? quoted.toLowerCase() : quoted)),
}));

export const mutants: Readonly<Record<QuirkId, Mutant>> = {
  unrouted: instead(to('GET', /\/Schemas/), answering(200, [])),
  'unrouted-before-key': status(to('GET', /\/Schemas/), 404, 401),
  'trailing-slash': instead(to('GET', /\/Users\/\?/), answering(404, {})),
  routing: switched({ routing: 'express' }),
  'groups-endpoint': switched({ 'groups-endpoint': 'unrouted' }),
  'response-charset': switched({ 'response-charset': 'none' }),
  'check-order': instead(
    (request) => request.headers.authorization?.includes('no-such-key') === true && /filter/.test(request.path),
    refused,
  ),
  'scim-json-accepted': {
    answer: (answer, { headers }) =>
      headers.accept === 'application/scim+json'
        ? { ...answer, headers: { ...answer.headers, 'content-type': 'application/scim+json' } }
        : answer,
  },
  'body-limit': changingBody(to('PUT', user), ({ title: _, ...rest }) => rest),
  'text-limit': changingBody(to('PUT', user), (json) =>
    json.name?.givenName?.length > 1024 ? { name: { givenName: 'N', familyName: 'Kit' } } : json,
  ),
  'header-limit': changingRequest(to('GET', users), ({ headers: { 'x-padding': _, ...headers } }) => ({ headers })),

  'authorization-forms': changingRequest(
    ({ headers }) => headers.authorization?.startsWith('Bearer ') === false,
    ({ headers: { authorization: _, ...headers } }) => ({ headers }),
  ),
  'x-api-key': switched({ 'x-api-key': 'refuse' }),
  'admin-key-limits': switched({ 'admin-key-limits': 'refuse' }),
  'key-refused': status(to('GET', anywhere), 401, 403),
  'admin-left': status(to('GET', anywhere), 403, 401),
  'team-deleted': changing(to('GET', users), (json) => ({ ...json, scimType: 'invalidValue' })),
  'resource-types-401': {
    answer: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'application/json' } }),
  },
  'discovery-checks-team': instead(to('GET', /\/ResourceTypes/), answering(200, [])),
  'scim-off': status(to('GET', anywhere), 401, 403),
  'key-grace': changingBody(to('POST', /\/regenerate/), () => ({ graceSeconds: 0 })),

  'invalid-syntax': changing(to('POST', users), ({ scimType: _, ...json }) => json),
  'user-not-found': changing(to('GET', user), (json) => ({ ...json, detail: 'User not found' })),
  'group-not-found': changing(to('GET', group), (json) => ({
    ...json,
    detail: "This person isn't a member of the team.",
  })),
  'user-exists': changing(to('POST', users), (json) => (json.status === '409' ? { ...json, detail: 'Exists.' } : json)),
  'group-name-taken': status(to('POST', groups), 409, 400),

  'user-id': changing(to('GET', user), (json) => ({ ...json, id: `q${String(json.id).slice(1)}` })),
  'external-id-absent': switched({ 'external-id-absent': 'postman-id' }),
  'external-id-once': changing(to('PUT', user), ({ externalId: _, active, meta, ...json }, { body }) => ({
    ...json,
    externalId: parse(body).externalId,
    active,
    meta,
  })),
  'never-stored': changing(to('POST', users), (json, { body }) => ({ ...json, displayName: parse(body).displayName })),
  'read-only': changing(to('PUT', user), (json, { body }) => ({ ...json, id: parse(body).id })),
  'schemas-unchecked': instead(
    to('PATCH', group, ({ schemas }) => schemas?.[0]?.endsWith('PutOp')),
    refused,
  ),
  'required-names': switched({ 'required-names': 'lenient' }),
  'user-name-is-email': changingBody(to('POST', users), (json) =>
    /.@./.test(json.userName) ? json : { ...json, userName: 'somebody@example.com' },
  ),
  'active-default': changingBody(to('POST', users), (json) => ({ active: false, ...json })),
  'developer-role': changing(to('GET', /\/_emulator\/.*\/members\//), (json) => ({ ...json, role: 'admin' })),
  'joins-at-once': status(to('POST', users), 201, 200),
  'verified-domain-joins': changing(to('POST', users), (json) => ({ ...json, active: false })),
  'existing-account-name': changing(to('POST', users), (json) => ({
    ...json,
    name: { givenName: 'Old', familyName: 'Name' },
  })),
  'invite-answer': changing(to('POST', users), (json) => ({ ...json, active: true })),
  'pending-invite': switched({ 'pending-invite': 'inactive' }),
  'pending-invite-conflict': status(to('POST', users), 409, 400),
  'deactivated-conflict': status(to('POST', users), 409, 201),
  'other-team': switched({ 'other-team': 'conflict' }),
  'address-case': instead(
    to('POST', users, ({ userName }) => /[A-Z]/.test(userName)),
    answering(201, {}),
  ),
  'post-groups': withoutGroups,
  'post-groups-by-id': withoutGroups,
  'post-groups-unknown': instead(
    to('POST', users, (json) => json.groups),
    refused,
  ),
  'put-name-only': changing(to('PUT', user), (json, { body }) => ({ ...json, title: parse(body).title })),
  'put-active': switched({ 'put-active': 'apply' }),
  'put-without-name': switched({ 'put-without-name': 'accept' }),
  'put-partial-name': changingBody(to('PUT', user), (json) => ({
    ...json,
    name: { givenName: 'None', familyName: 'None', ...json.name },
  })),
  'user-name-updates': switched({ 'user-name-updates': 'verified-domains' }),
  'user-name-update-refused': {
    profile: '2026-08',
    ...changing(to('PUT', user), ({ scimType: _, ...json }) =>
      json.status === '400' ? { ...json, scimType: 'invalidSyntax' } : json,
    ),
  },
  'user-name-update-taken': { profile: '2026-08', ...status(to('PUT', user), 409, 400) },
  'patch-active-only': {
    answer: (answer, request) => (to('PATCH', user)(request) ? { status: 204, headers: {}, body: '' } : answer),
  },
  'patch-active-path': instead(
    to(
      'PATCH',
      user,
      operation(({ path }) => path === 'active'),
    ),
    refused,
  ),
  'patch-active-string': instead(
    to(
      'PATCH',
      user,
      operation(({ value }) => typeof value === 'string'),
    ),
    refused,
  ),
  'patch-active-op': changingBody(to('PATCH', user), (json) => ({
    ...json,
    Operations: [{ ...json.Operations[0], op: 'replace' }],
  })),
  'patch-other-attributes': switched({ 'patch-other-attributes': 'reject' }),
  'attribute-names': switched({ 'attribute-names': 'exact' }),
  deactivation: changing(to('GET', users), (json) => ({
    ...json,
    Resources: json.Resources.filter(({ active }: Json) => active),
  })),
  'deactivation-leaves-groups': frozenMembers(),
  reactivation: status(to('PATCH', user), 200, 204),
  'reactivation-afresh': frozenMembers(),
  'no-hard-delete': instead(to('DELETE', user), answering(204, undefined)),

  'items-per-page': switched({ 'items-per-page': 'count' }),
  'page-numbers': changingRequest(to('GET', /startIndex=2\.9/), ({ path }) => ({ path: path.replace('2.9', '3') })),
  'count-cap': changing(to('GET', /count=5000/), (json) => ({ ...json, itemsPerPage: 5000 })),
  'count-bounds': changingRequest(to('GET', /count=-1/), ({ path }) => ({ path: path.replace('count=-1', 'count=1') })),
  'start-index-below-one': switched({ 'start-index-below-one': 'refuse' }),
  'list-order': changing(to('GET', users), (json) => ({ ...json, Resources: json.Resources.toReversed() })),
  'filter-attributes': instead(to('GET', /\/Groups\?filter/), refused),
  'filter-refused-users': status(to('GET', /\/Users\?filter/), 400, 200),
  'filter-refused-groups': changing(to('GET', /\/Groups\?filter/), (json) => ({ ...json, scimType: 'invalidFilter' })),
  'filter-active': switched({ 'filter-active': 'accept' }),
  'filter-case': lowerCasedFilter,
  'filter-keyword-case': instead(to('GET', /EQ/), refused),
  'filter-single-quotes': instead(to('GET', /%27/), refused),
  'raw-plus': changingRequest(to('GET', /\+/), ({ path }) => ({ path: path.replace('+', '%2B') })),
  'unknown-parameters': instead(to('GET', /excludedAttributes/), refused),

  'group-display': switched({ 'group-display': 'email' }),
  'group-post-key-order': changing(to('POST', groups), ({ members, meta, externalId, ...json }) => ({
    ...json,
    members,
    ...(externalId && { externalId }),
    meta,
  })),
  'group-members-listed': changing(to('GET', /excludedAttributes=members/), (json) => ({
    ...json,
    Resources: json.Resources.map(({ members: _, ...rest }: Json) => rest),
  })),
  'group-member-email': instead(
    to('POST', groups, ({ members }) => members?.[0]?.value.includes('@')),
    refused,
  ),
  'group-member-not-in-team': status(to('PATCH', group), 400, 404),
  'group-patch-rename': instead(
    to(
      'PATCH',
      group,
      operation(({ path }) => path === undefined),
    ),
    answering(204, undefined),
  ),
  'group-rename-anywhere': instead(
    to(
      'PATCH',
      group,
      operation(({ path }) => path === 'displayName'),
    ),
    refused,
  ),
  'group-patch-members': instead(
    to(
      'PATCH',
      group,
      operation(({ op, value }) => op === 'remove' && value.length === 1),
    ),
    refused,
  ),
  'group-member-object': instead(
    to(
      'PATCH',
      group,
      operation(({ value }) => value.value),
    ),
    refused,
  ),
  'group-patch-no-path': instead(
    to(
      'PATCH',
      group,
      operation(({ path }) => path === undefined),
    ),
    refused,
  ),
  'group-remove-by-filter': instead(
    to(
      'PATCH',
      group,
      operation(({ path }) => path.includes('[')),
    ),
    refused,
  ),
  'group-replace-empty': instead(
    to(
      'PATCH',
      group,
      operation(({ op, value }) => op === 'replace' && value === undefined),
    ),
    refused,
  ),
  'group-member-twice': instead(
    to(
      'PATCH',
      group,
      operation(({ op }) => op === 'add'),
    ),
    answering(409, {}),
  ),
  'group-external-id': changing(to('GET', group), ({ externalId: _, ...json }) => json),
  'group-patch-unknown': status(to('PATCH', group), 400, 200),
  'patch-atomic': {
    ...changingBody(
      to('PATCH', group, ({ Operations }) => Operations.length > 1),
      (json) => ({
        ...json,
        Operations: json.Operations.slice(0, -1),
      }),
    ),
  },
  'group-patch-answer': switched({ 'group-patch-answer': 'without-members' }),
  'group-delete': switched({ 'group-delete': 'all-members' }),
  'group-delete-answer': status(to('DELETE', group), 204, 200),

  'resource-types-array': changing(to('GET', /\/ResourceTypes/), (Resources) => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 2,
    startIndex: 1,
    itemsPerPage: 2,
    Resources,
  })),
  'enterprise-extension': changing(to('GET', /\/ResourceTypes/), ([{ schemaExtensions: _, ...first }, second]) => [
    first,
    second,
  ]),
  'discovery-location': changing(to('GET', /\/ServiceProviderConfig/), ({ meta, ...json }) => ({
    ...json,
    meta: { ...meta, location: 'https://api.getpostman.com/scim/v2/ServiceProviderConfig' },
  })),

  'rate-limits': changingRequest(to('POST', /\/_emulator\/worlds$/), ({ body }) => ({
    body: body.replace('"rateLimit":"postman"', '"rateLimit":"300/300"'),
  })),
  'rate-limit-delete': {
    answer: (answer, { method }) =>
      method === 'DELETE' && answer.status === 429
        ? answering(404, {
            schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
            detail: "This group isn't a member of the team.",
            status: '404',
          })
        : answer,
  },
  'rate-limit-window': changingBody(to('POST', /\/clock\/advance/), ({ seconds }) => ({ seconds: seconds * 2 })),
  'rate-limit-headers': {
    answer({ headers: { retryafter: _, ...headers }, ...answer }) {
      return { ...answer, headers };
    },
  },
  'rate-limit-body': changing(
    (_, answer) => answer?.status === 429,
    (json) => ({
      error: { ...json.error, name: 'tooManyRequests' },
    }),
  ),
};

/** Where a check looks at more than one thing: other ways to be wrong about the same. */
export const furtherMutants: readonly (readonly [QuirkId, Mutant])[] = [
  ['unrouted', instead(to('DELETE', users), answering(405, {}))],
  [
    'trailing-slash',
    changingRequest(to('GET', /v2\/\/Users/), ({ path }) => ({ path: path.replace('//Users', '/Users') })),
  ],
  [
    'check-order',
    changingBody(to('POST', /\/faults/), (json) => ({ ...json, effect: { kind: 'error', status: 400 } })),
  ],
  ['check-order', status(to('PUT', user), 400, 404)],
  ['key-refused', status(to('POST', users), 401, 400)],
  ['key-refused', changing(to('GET', anywhere), (json) => ({ ...json, detail: 'Unauthorized' }))],
  ['invalid-syntax', status(to('PATCH', user), 400, 200)],
  ['invalid-syntax', status(to('PATCH', group), 400, 500)],
  ['user-not-found', status(to('PATCH', user), 404, 400)],
  ['group-not-found', status(to('DELETE', group), 404, 204)],
  [
    'group-name-taken',
    changingBody(to('POST', groups), (json) => ({ ...json, displayName: json.displayName.toLowerCase() })),
  ],
  [
    'never-stored',
    changing(to('GET', user), ({ schemas, id, userName, name, ...rest }) => ({ schemas, id, name, userName, ...rest })),
  ],
  ['never-stored', changing(to('GET', user), ({ meta, ...rest }) => ({ ...rest, meta: { ...meta, version: '1' } }))],
  [
    'read-only',
    changing(to('POST', users), (json) => ({ ...json, meta: { ...json.meta, created: new Date().toISOString() } })),
  ],
  ['invite-answer', withoutGroups],
  ['verified-domain-joins', changing(to('GET', /\/_emulator\/.*\/members\//), (json) => ({ ...json, active: false }))],
  ['user-name-updates', { profile: '2026-08', quirks: { 'user-name-updates': 'never' } }],
  ['user-name-update-refused', { profile: '2026-08', ...status(to('PATCH', user), 400, 200) }],
  ['deactivation', changing(to('GET', /\/_emulator\/.*\/members\//), (json) => ({ ...json, signIn: 'allowed' }))],
  ['reactivation-afresh', changing(to('GET', /\/_emulator\/.*\/members\//), (json) => ({ ...json, role: 'admin' }))],
  ['count-cap', changing(to('GET', users), (json) => ({ ...json, Resources: json.Resources.slice(0, 99) }))],
  ['filter-refused-users', instead(to('GET', /userName%20co/), answering(200, { Resources: [] }))],
  ['filter-active', { profile: '2025', quirks: { 'filter-active': 'refuse' } }],
  [
    'filter-active',
    {
      profile: '2025',
      ...changingRequest(to('GET', /active/), ({ path }) => ({ path: path.replace('true', 'false') })),
    },
  ],
  [
    'group-member-email',
    changingBody(to('POST', groups), ({ members, ...json }) => ({
      ...json,
      members: members?.map(({ value }: Json) => ({ value })),
    })),
  ],
  [
    'group-patch-members',
    changing(
      to(
        'PATCH',
        group,
        operation(({ op }) => op === 'Replace'),
      ),
      (json) => ({ ...json, members: [] }),
    ),
  ],
  [
    'group-replace-empty',
    instead(
      to(
        'PATCH',
        group,
        operation(({ value }) => value === null),
      ),
      refused,
    ),
  ],
  [
    'group-post-key-order',
    changing(to('POST', groups), ({ meta: { resourceType, ...meta }, ...json }) => ({
      ...json,
      meta: { resourceType, ...meta },
    })),
  ],
  ['group-delete-answer', instead(to('DELETE', group), answering(204, {}))],
  ['group-delete', changing(to('GET', user), (json) => ({ ...json, active: true }))],
  ['routing', changingRequest(to('GET', /\/users/), ({ path }) => ({ path: path.replace('/users', '/Users') }))],
  ['required-names', switched({ 'required-names': 'allow-empty' })],
  [
    'group-display',
    changing(to('POST', groups), (json) => ({
      ...json,
      members: json.members.map((member: Json) => ({ ...member, display: 'Somebody Else' })),
    })),
  ],
  [
    'external-id-absent',
    changing(to('GET', user), ({ active, meta, ...json }) => ({ ...json, externalId: null, active, meta })),
  ],
  ['attribute-names', changingRequest(to('PATCH', group), ({ body }) => ({ body: body.replace('VALUE', 'nonesuch') }))],
  ['rate-limits', status(to('GET', /\/ServiceProviderConfig/), 429, 200)],
  [
    'rate-limit-headers',
    {
      answer: ({ headers: { 'ratelimit-policy': _, ...headers }, ...answer }) => ({ ...answer, headers }),
    },
  ],
  ['discovery-location', changing(to('GET', /\/ServiceProviderConfig/), ({ etag: _, ...json }) => json)],
];
