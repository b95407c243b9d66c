import type { Operation, Sequence, TeamSetup } from './operations.ts';

const classic: TeamSetup = { profile: 'classic', quirks: {}, verified: [] };
const latest: TeamSetup = { profile: '2026-08', quirks: {}, verified: ['acme.test', 'team0.test'] };
const limited: TeamSetup = { ...classic, limits: { reads: 3, writes: 5 } };

const type = 'application/json';
const scim = (team: number, method: string, path: string, body?: unknown): Operation => ({
  kind: 'scim',
  team,
  method,
  path,
  ...(body === undefined ? {} : { type, body: JSON.stringify(body) }),
});
const replace = (path: string, value: unknown) => ({ Operations: [{ op: 'replace', path, value }] });
const ann = { userName: 'ann@acme.test', name: { givenName: 'Ann', familyName: 'Lee' } };

/** What once went wrong, shrunk; played before anything random. */
export const regressions: Record<string, Sequence> = {
  'an admin whose address changes has not left': {
    teams: [latest, classic, classic],
    operations: [scim(0, 'PATCH', '/Users/{user:0}', replace('userName', 'ann@acme.test')), scim(0, 'GET', '/Users')],
  },
  'an unrouted path is 404 whatever its body': {
    teams: [classic, classic, classic],
    operations: ['', '{', '[]'].map((body) => ({ ...scim(0, 'PUT', '/Groups/{group:0}', {}), body })) as Operation[],
  },
  'no body at all is an incomplete one': {
    teams: [classic, latest, classic],
    operations: [
      scim(0, 'POST', '/Users'),
      scim(0, 'PUT', '/Users/{user:0}'),
      scim(0, 'PATCH', '/Users/{user:0}'),
      scim(1, 'PUT', '/Users/{user:0}'),
      scim(0, 'POST', '/Groups'),
      scim(0, 'PATCH', '/Groups/{group:0}'),
    ],
  },
  'a deleted team has no people': {
    teams: [classic, latest, classic],
    operations: [
      scim(0, 'POST', '/Users', { ...ann, userName: 'ann@nowhere.test' }),
      { kind: 'control', action: 'delete-team', team: 0 },
      scim(1, 'POST', '/Users', { ...ann, userName: 'ann@nowhere.test' }),
    ],
  },
  'a frozen clock stands at the moment asked for': {
    teams: [limited, limited, limited],
    operations: Array.from({ length: 30 }, (_, n): Operation[] => [
      { kind: 'control', action: 'import' },
      scim(n % 3, 'GET', '/Users'),
    ]).flat(),
  },
  'the operations of a request are done in their order': {
    teams: [classic, classic, classic],
    operations: [
      scim(0, 'PATCH', '/Users/{user:1}', {
        Operations: [
          { op: 'replace', value: { active: false } },
          { op: 'replace', path: 'active', value: true },
        ],
      }),
      scim(0, 'GET', '/Groups/{group:0}'),
    ],
  },
};
