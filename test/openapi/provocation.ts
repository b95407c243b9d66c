import type { OperationId } from '../../src/domain/operation.ts';
import { operations } from '../../src/domain/operation.ts';
import { alex, taylor, testApi } from '../../src/openapi/examples.ts';
import type { Answer } from '../helpers.ts';
import type { ExampleApp, Population } from './example-world.ts';
import { keys } from './example-world.ts';

/** Brings about one of the answers that the description has an example of. */
export type Provocation = {
  readonly population: Population;
  readonly send: (app: ExampleApp) => Promise<Answer>;
};

type Values = Readonly<Record<string, unknown>>;

const patch = (...Operations: readonly object[]) => ({ Operations });

const newUser = { userName: taylor.userName, name: { givenName: 'Taylor', familyName: 'Lee' }, externalId: '12345678' };
const unknownId = '0'.repeat(48);

const pathOf = (operation: OperationId, id?: string): string => {
  const { path } = operations[operation];
  return path.replace(':id', id ?? (path.startsWith('/Users') ? taylor.id : testApi.id));
};

/** A body that an operation takes, where it takes one. */
const bodies: { readonly [Id in OperationId]?: Values } = {
  createScimUser: newUser,
  updateScimUser: { name: { familyName: 'Lee-Park' } },
  updateScimUserState: patch({ op: 'replace', value: { active: false } }),
  createScimGroup: { displayName: 'Test-API', externalId: '1234', members: [{ value: taylor.id }] },
  scimUpdateGroup: patch({ op: 'replace', value: { displayName: 'Platform' } }),
};

const call = (
  operation: OperationId,
  more: { body?: unknown; query?: string; id?: string; key?: string | null } = {},
) => {
  const { body = bodies[operation], query = '', id, key = keys.works } = more;
  return (app: ExampleApp): Promise<Answer> =>
    app.send(operations[operation].method, pathOf(operation, id) + query, body, { key });
};

const filtered = (filter: string): string => `?filter=${encodeURIComponent(filter)}`;

const fault =
  (operation: OperationId, effect: Parameters<ExampleApp['world']['faults']['add']>[0]['effect']) =>
  (app: ExampleApp): Promise<Answer> => {
    app.world.faults.add({ operations: [operation], when: 'before', effect });
    return call(operation)(app);
  };

/** A change of the address, as the operation takes one. */
const renaming = (operation: OperationId, userName: string): object =>
  operation === 'updateScimUserState'
    ? patch({ op: 'replace', path: 'userName', value: userName })
    : { ...newUser, userName };

/** Errors, by the name of their example. */
const errors: Readonly<Record<string, (operation: OperationId) => Provocation['send']>> = {
  'invalid-syntax': (operation) => call(operation, { body: '{' }),
  'filter-refused': (operation) => call(operation, { query: filtered('externalId eq "1"') }),
  'start-index-refused': (operation) => call(operation, { query: '?startIndex=0' }),
  'domain-unverified': (operation) => call(operation, { body: renaming(operation, 'taylor@elsewhere.example') }),
  'address-invalid': (operation) => call(operation, { body: renaming(operation, 'taylor') }),
  'team-deleted': (operation) => call(operation, { key: keys.teamDeleted }),
  'key-refused': (operation) => call(operation, { key: null }),
  'admin-left': (operation) => call(operation, { key: keys.adminLeft }),
  'user-not-found': (operation) => call(operation, { id: unknownId }),
  'group-not-found': (operation) => call(operation, { id: unknownId }),
  'user-exists': (operation) => {
    const body = operation === 'createScimUser' ? { ...newUser, ...alex } : renaming(operation, alex.userName);
    return call(operation, { body });
  },
  'group-name-taken': (operation) => async (app) => {
    if (operation === 'createScimGroup') return call(operation)(app);
    await app.post('/Groups', { displayName: 'Platform' });
    return call(operation)(app);
  },
  failed: (operation) => fault(operation, { kind: 'error', status: 500 }),
  'rate-limited': (operation) => fault(operation, { kind: 'rate-limit', retryAfterSeconds: 60 }),
};

/** What goes well, by operation and the name of the example. */
const successes: Readonly<Record<string, Provocation['send']>> = {
  'getScimUserResources users': call('getScimUserResources'),
  'getScimUserResources nobody': call('getScimUserResources', { query: filtered('userName eq "no@example.com"') }),
  'createScimUser joined': call('createScimUser'),
  'createScimUser invited': call('createScimUser'),
  'getScimUserResource active': call('getScimUserResource'),
  'getScimUserResource deactivated': call('getScimUserResource', { id: alex.id }),
  'updateScimUser renamed': call('updateScimUser'),
  'updateScimUserState deactivated': call('updateScimUserState'),
  'getScimGroupResources groups': call('getScimGroupResources'),
  'getScimGroupResources none': call('getScimGroupResources', { query: filtered('displayName eq "None"') }),
  'createScimGroup created': async (app) => {
    await app.patch(pathOf('scimUpdateGroup'), [{ op: 'replace', value: { displayName: 'Another' } }]);
    return call('createScimGroup')(app);
  },
  'getScimGroupResource group': call('getScimGroupResource'),
  'scimUpdateGroup renamed': call('scimUpdateGroup'),
  'scimUpdateGroup emptied': call('scimUpdateGroup', { body: patch({ op: 'replace', path: 'members', value: [] }) }),
  'getScimResourceTypes types': call('getScimResourceTypes'),
  'getScimServiceProviderConfig config': call('getScimServiceProviderConfig'),
};

const populations: Readonly<Record<string, Population>> = {
  'createScimUser joined': 'nobody',
  'createScimUser invited': 'an account elsewhere',
};

/** How an example's answer is brought about; undefined for an example that nobody knows how to. */
export const provocationOf = (operation: OperationId, example: string): Provocation | undefined => {
  const name = `${operation} ${example}`;
  const send = successes[name] ?? errors[example]?.(operation);
  return send && { population: populations[name] ?? 'team', send };
};
