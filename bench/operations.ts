import { type Directory, group, sampleOf, userAt } from './directory.ts';
import type { Answer, Request } from './request.ts';

export const operations = {
  'get-user': 'GET a user',
  filter: 'filter by userName',
  'page-first': 'page of 100, at the start',
  'page-deep': 'page of 100, deep',
  'patch-group': 'PATCH members of a group of 10,000',
  'create-user': 'POST a user',
  mixed: 'mixed: 60% GET, 20% filter, 10% PATCH, 10% POST',
} as const;

export type OperationId = keyof typeof operations;

/** How a server wants to be asked: SCIM as Postman has it, or its own manner. */
export type Dialect = 'scim' | 'json-server' | 'mockoon';

const base = (dialect: Dialect): string => (dialect === 'json-server' ? '' : '/scim/v2');

const filterOf = (dialect: Dialect, userName: string): string => {
  if (dialect === 'json-server') return `userName=${encodeURIComponent(userName)}`;
  if (dialect === 'mockoon') return `userName_eq=${encodeURIComponent(userName)}`;
  return `filter=${encodeURIComponent(`userName eq "${userName}"`)}`;
};

const pageOf = (dialect: Dialect, start: number): string => {
  if (dialect === 'json-server') return `_start=${start}&_limit=100`;
  if (dialect === 'mockoon') return `page=${start / 100 + 1}&limit=100`;
  return `startIndex=${start + 1}&count=100`;
};

/** Where deep pages begin: ten pages close to the end. */
export const deepStarts = ({ size }: Directory): number[] =>
  Array.from({ length: 10 }, (_, place) => Math.max(0, size - 100 * (place + 1)));

const createBody = JSON.stringify({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: '{{unique}}@example.com',
  name: { givenName: 'Robin', familyName: 'Meyer' },
  externalId: '{{unique}}',
  active: true,
});

const memberPatch = (op: 'add' | 'remove', value: string): Request => ({
  method: 'PATCH',
  path: `/scim/v2/Groups/${group.id}`,
  body: JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op, path: 'members', value: [{ value }] }],
  }),
});

const switchUser = (id: string, active: boolean): Request => ({
  method: 'PATCH',
  path: `/scim/v2/Users/${id}`,
  body: JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value: { active } }],
  }),
});

/** Ten requests a user: no cache of reads outlives the writes among them. */
const mixedOf = (directory: Directory, get: (place: number) => Request, find: (place: number) => Request): Request[] =>
  sampleOf(directory, 1000).flatMap((place, turn) => {
    const { id } = userAt(place);
    const reads = [get(place), find(place), get(place), get(place)];
    return [
      ...reads,
      switchUser(id, turn % 2 === 1),
      ...reads,
      { method: 'POST', path: '/scim/v2/Users', body: createBody },
    ];
  });

/** What is sent for an operation, in turn. */
export const requestsOf = (operation: OperationId, directory: Directory, dialect: Dialect): Request[] => {
  const users = `${base(dialect)}/Users`;
  const get = (path: string): Request => ({ method: 'GET', path });
  switch (operation) {
    case 'get-user':
      return sampleOf(directory, 1000).map((place) => get(`${users}/${userAt(place).id}`));
    case 'filter':
      return sampleOf(directory, 1000).map((place) => get(`${users}?${filterOf(dialect, userAt(place).userName)}`));
    case 'page-first':
      return [get(`${users}?${pageOf(dialect, 0)}`)];
    case 'page-deep':
      return deepStarts(directory).map((start) => get(`${users}?${pageOf(dialect, start)}`));
    case 'patch-group': {
      const joining = Array.from(
        { length: group.joining },
        (_, place) => userAt(group.size - group.joining + place).id,
      );
      return [...joining.map((id) => memberPatch('add', id)), ...joining.map((id) => memberPatch('remove', id))];
    }
    case 'mixed':
      return mixedOf(
        directory,
        (place) => get(`${users}/${userAt(place).id}`),
        (place) => get(`${users}?${filterOf(dialect, userAt(place).userName)}`),
      );
    case 'create-user':
      return [{ method: 'POST', path: users, body: createBody }];
  }
};

const problemWith = (operation: OperationId, directory: Directory, answer: Answer, exact: boolean): string => {
  if (answer.status !== (operation === 'create-user' ? 201 : 200)) return `status ${answer.status}`;
  const body = JSON.parse(answer.body);
  if (operation === 'patch-group') {
    const members = body.members?.length ?? 0;
    return Math.abs(members - (group.size - group.joining)) <= group.joining ? '' : `${members} members`;
  }
  const single = operation === 'get-user' || operation === 'create-user' || operation === 'mixed';
  const resources = single ? [body] : (body.Resources ?? body);
  const wanted = operation.startsWith('page') ? 100 : 1;
  if (resources.length !== wanted) return `${resources.length} users, not ${wanted}`;
  if (resources.some(({ userName, name }: Record<string, unknown>) => !userName || !name)) return 'not a user';
  if (!exact) return '';
  const first = operation === 'page-deep' ? (deepStarts(directory)[0] as number) : 0;
  const expected = operation === 'create-user' ? 'probe00000@example.com' : userAt(first).userName;
  return resources[0].userName === expected ? '' : `${resources[0].userName} instead of ${expected}`;
};

type Checked = { readonly name: string; readonly exact: boolean };

/** Throws unless the first answer to an operation is what it should be. */
export const check = (operation: OperationId, directory: Directory, answer: Answer, { name, exact }: Checked): void => {
  const problem = problemWith(operation, directory, answer, exact);
  if (problem) throw new Error(`${name}, ${operations[operation]}: ${problem}\n${answer.body.slice(0, 500)}`);
};

/** The request a check sends: the first, with its unique part filled in. */
export const probeOf = (requests: readonly Request[]): Request => {
  const [first] = requests;
  if (!first) throw new Error('nothing to send');
  return first.body === undefined ? first : { ...first, body: first.body.replaceAll('{{unique}}', 'probe00000') };
};
