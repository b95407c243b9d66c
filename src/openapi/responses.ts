import type { OperationId } from '../domain/operation.ts';
import { operations } from '../domain/operation.ts';
import type { ScimErrorCode } from '../domain/scim-error.ts';
import type { QuirkId } from '../quirks/catalogue.ts';
import { quirkOf } from '../quirks/catalogue.ts';
import type { Profile } from '../quirks/profiles.ts';
import type { ErrorAnswer } from '../scim/write/errors.ts';
import { isDocumentedError, rateLimitedAnswer, scimErrorAnswer, serverErrorAnswer } from '../scim/write/errors.ts';
import type { Content, Example, Reference, Response } from './document.ts';
import { successExamples } from './examples.ts';
import { allowanceHeaders, retryHeaders } from './headers.ts';

const successSchemas: Readonly<Record<OperationId, string>> = {
  getScimUserResources: 'UserList',
  createScimUser: 'User',
  getScimUserResource: 'User',
  updateScimUser: 'User',
  updateScimUserState: 'User',
  getScimGroupResources: 'GroupList',
  createScimGroup: 'Group',
  getScimGroupResource: 'Group',
  scimUpdateGroup: 'PatchedGroup',
  deleteScimGroup: 'Group',
  getScimResourceTypes: 'ResourceTypes',
  getScimServiceProviderConfig: 'ServiceProviderConfig',
};

const meanings: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'The key opens no team',
  403: 'The admin who made the key has left the team',
  404: 'The team has no resource with this id',
  409: 'The team has one already',
  500: 'Postman failed; only a fault rule of the emulator causes this',
};

const toContent = (contentType: string, schema: string, examples: Readonly<Record<string, Example>>): Content => ({
  [contentType]: { schema: { $ref: `#/components/schemas/${schema}` }, examples },
});

/** The refusals an operation can meet under a profile. */
export const refusalsOf = (operation: OperationId, profile: Profile): ScimErrorCode[] => {
  const { method, path } = operations[operation];
  const user = path.startsWith('/Users');
  const list = operation === 'getScimUserResources' || operation === 'getScimGroupResources';
  const readsBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const renames = user && readsBody && method !== 'POST' && profile['user-name-updates'] !== 'never';
  const takesNames = method === 'POST' || operation === 'scimUpdateGroup' || renames;
  return [
    ...(readsBody ? (['invalid-syntax'] as const) : []),
    ...(renames ? (['domain-unverified', 'address-invalid'] as const) : []),
    ...(list ? (['filter-refused'] as const) : []),
    ...(list && profile['start-index-below-one'] === 'refuse' ? (['start-index-refused'] as const) : []),
    'team-deleted',
    'key-refused',
    'admin-left',
    ...(profile['admin-key-limits'] === 'refuse' && method !== 'GET' ? (['key-limited'] as const) : []),
    ...(path.endsWith('/:id') ? ([user ? 'user-not-found' : 'group-not-found'] as const) : []),
    ...(takesNames ? ([user ? 'user-exists' : 'group-name-taken'] as const) : []),
  ];
};

/** The quirk that says why an operation refuses. */
const quirkOfRefusal = (code: ScimErrorCode, operation: OperationId): QuirkId => {
  const { method, path } = operations[operation];
  if (code === 'start-index-refused') return 'start-index-below-one';
  if (code === 'filter-refused') return path === '/Users' ? 'filter-refused-users' : 'filter-refused-groups';
  if (code === 'domain-unverified' || code === 'address-invalid') return 'user-name-update-refused';
  if (code === 'user-exists' && method !== 'POST') return 'user-name-update-taken';
  if (code === 'key-refused' && operation === 'getScimResourceTypes') return 'resource-types-401';
  if (code === 'key-limited') return 'admin-key-limits';
  return code;
};

const exampleOf = (answer: ErrorAnswer, quirk: QuirkId): Example => ({
  summary: quirkOf(quirk).description,
  value: JSON.parse(answer.body) as unknown,
});

/** Calls refused for their key do not count, and carry no allowance. */
const isCounted = (code: ScimErrorCode): boolean => code !== 'key-refused' && code !== 'admin-left';

const describe = (operation: OperationId, status: number): string =>
  `${meanings[status]}${isDocumentedError(operation, status) ? '' : ' (not among the answers Postman documents here)'}.`;

const refusal = (operation: OperationId, codes: readonly ScimErrorCode[]): [string, Response] => {
  const answers = codes.map((code) => [code, scimErrorAnswer(code, operation)] as const);
  const [first] = answers;
  if (first === undefined) throw new Error('a refusal has a code');
  const { status, contentType } = first[1];
  const mediaType = contentType.replace(/;.*/, '');
  const examples = Object.fromEntries(
    answers.map(([code, answer]) => [code, exampleOf(answer, quirkOfRefusal(code, operation))]),
  );
  return [
    String(status),
    {
      description: describe(operation, status),
      ...(codes.some(isCounted) && { headers: allowanceHeaders }),
      content: toContent(mediaType, mediaType === 'application/json' ? 'ErrorResponse' : 'Unauthorized', examples),
    },
  ];
};

const schemaOf = (operation: OperationId, profile: Profile): string =>
  operation === 'scimUpdateGroup' && profile['group-patch-answer'] === 'with-members'
    ? 'Group'
    : successSchemas[operation];

const success = (operation: OperationId, profile: Profile, serverUrl: string): [string, Response] => {
  const examples = successExamples(operation, profile, serverUrl);
  if (examples === null) return ['204', { description: 'Done; no body.', headers: allowanceHeaders }];
  return [
    operations[operation].method === 'POST' ? '201' : '200',
    {
      description: 'Done.',
      headers: allowanceHeaders,
      content: toContent('application/json', schemaOf(operation, profile), examples),
    },
  ];
};

/** The 429 that every operation may answer. */
export const rateLimited: Response = {
  description: 'Over the limit of 300 reads or 180 writes a minute.',
  headers: { ...allowanceHeaders, ...retryHeaders },
  content: toContent('application/json', 'RateLimited', {
    'rate-limited': exampleOf(rateLimitedAnswer(60), 'rate-limit-body'),
  }),
};

/** Every answer of an operation under a profile, by status. */
export const responsesOf = (
  operation: OperationId,
  profile: Profile,
  serverUrl: string,
): Record<string, Response | Reference> => {
  const codes = refusalsOf(operation, profile);
  const statuses = new Set(codes.map((code) => scimErrorAnswer(code, operation).status));
  const refusals = [...statuses].map((status) =>
    refusal(
      operation,
      codes.filter((code) => scimErrorAnswer(code, operation).status === status),
    ),
  );
  const failed: Response = {
    description: describe(operation, 500),
    headers: allowanceHeaders,
    content: toContent('application/json', 'ErrorResponse', {
      failed: { summary: 'Postman failed', value: JSON.parse(serverErrorAnswer(operation).body) as unknown },
    }),
  };
  return Object.fromEntries([
    success(operation, profile, serverUrl),
    ...refusals,
    ['429', { $ref: '#/components/responses/RateLimited' }],
    ['500', failed],
  ]);
};
