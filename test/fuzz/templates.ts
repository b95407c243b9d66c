import type { Template } from './inputs.ts';

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** SCIM requests that are right, about a user and a group that exist. */
export const scimTemplates = (user: string, group: string): Template[] => {
  const users = '/scim/v2/Users';
  const groups = '/scim/v2/Groups';
  return [
    { method: 'GET', path: users },
    { method: 'GET', path: groups },
    { method: 'GET', path: `${users}/${user}` },
    { method: 'GET', path: `${groups}/${group}` },
    { method: 'GET', path: '/scim/v2/ResourceTypes' },
    { method: 'GET', path: '/scim/v2/ServiceProviderConfig' },
    {
      method: 'POST',
      path: users,
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'fuzz@example.test',
        name: { givenName: 'Fuzz', familyName: 'Er' },
        externalId: '1',
        active: true,
        groups: ['Fuzz'],
        emails: [{ primary: true, value: 'fuzz@example.test' }],
      },
    },
    { method: 'PUT', path: `${users}/${user}`, body: { name: { givenName: 'Put', familyName: 'Ter' }, active: true } },
    {
      method: 'PATCH',
      path: `${users}/${user}`,
      body: { schemas: [patchOp], Operations: [{ op: 'replace', path: 'active', value: 'True' }] },
    },
    {
      method: 'PATCH',
      path: `${users}/${user}`,
      body: { schemas: [patchOp], Operations: [{ op: 'replace', value: { active: true } }] },
    },
    {
      method: 'POST',
      path: groups,
      body: {
        displayName: 'More',
        externalId: '2',
        members: [{ value: user, display: 'x' }, { value: 'new@example.test' }],
      },
    },
    {
      method: 'PATCH',
      path: `${groups}/${group}`,
      body: {
        schemas: [patchOp],
        Operations: [
          { op: 'add', path: 'members', value: [{ value: user }] },
          { op: 'replace', value: { id: group, displayName: 'Fuzz' } },
        ],
      },
    },
    {
      method: 'PATCH',
      path: `${groups}/${group}`,
      body: { Operations: [{ op: 'remove', path: `members[value eq "${user}"]` }] },
    },
    {
      method: 'PATCH',
      path: `${groups}/${group}`,
      body: { Operations: [{ op: 'add', value: { members: [{ value: user }] } }] },
    },
  ];
};

const seeded = { givenName: 'Seed', familyName: 'Ed' };

/** A small world as a document. */
export const document = {
  version: 1,
  idSeed: 'fuzz',
  clock: { now: '2026-01-01T00:00:00.000Z', frozen: true },
  accounts: [{ email: 'out@example.test', ...seeded }],
  teams: [
    {
      id: 'team',
      name: 'Team',
      profile: '2025',
      quirks: { 'pending-invite': 'inactive' },
      verifiedDomains: ['example.test'],
      scimEnabled: true,
      keys: [{ id: 'key', name: 'SCIM', key: 'fuzz-key', createdBy: 'admin@example.test' }],
      members: [
        { email: 'admin@example.test', ...seeded, state: 'active', role: 'admin' },
        { id: '1'.repeat(48), email: 'one@example.test', ...seeded, state: 'active', externalId: '1' },
        { email: 'two@example.test', ...seeded, state: 'deactivated' },
        { email: 'three@example.test', ...seeded, state: 'invited' },
      ],
      groups: [{ id: '2'.repeat(48), displayName: 'Group', externalId: 'g', members: ['one@example.test'] }],
    },
  ],
};

/** Calls to the control plane that are right, about a world made of the document. */
export const controlTemplates = (world: string): Template[] => {
  const root = '/_emulator';
  const at = `${root}/worlds/${world}`;
  const team = `${at}/teams/team`;
  const error = { kind: 'error', status: 500 };
  const gets = ['health', 'openapi.json', 'quirks', 'worlds'].map((path) => ({
    method: 'GET',
    path: `${root}/${path}`,
  }));
  const below = [
    '',
    '/document',
    '/snapshots',
    '/teams',
    '/accounts',
    '/clock',
    '/faults',
    '/journal',
    '/journal/count',
  ];
  const inTeam = ['', '/keys', '/invites', '/members', '/groups', '/members/one@example.test'];
  return [
    ...gets,
    ...below.map((path) => ({ method: 'GET', path: at + path })),
    ...inTeam.map((path) => ({ method: 'GET', path: team + path })),
    { method: 'GET', path: `${at}/report` },
    { method: 'GET', path: `${at}/goal/difference` },
    {
      method: 'POST',
      path: `${root}/worlds`,
      body: { id: 'other', profile: 'classic', quirks: { 'x-api-key': 'refuse' }, document },
    },
    { method: 'PUT', path: `${at}/document`, body: document },
    { method: 'PUT', path: `${at}/snapshots/one` },
    { method: 'POST', path: `${at}/snapshots/one/restore` },
    { method: 'POST', path: `${at}/reset` },
    {
      method: 'POST',
      path: `${at}/teams`,
      body: { id: 'more', name: 'More', profile: '2025', verifiedDomains: ['x.test'], rateLimit: 'postman' },
    },
    {
      method: 'PATCH',
      path: team,
      body: { scimEnabled: true, profile: 'classic', quirks: {}, verifiedDomains: ['x.test'] },
    },
    {
      method: 'POST',
      path: `${team}/keys`,
      body: { name: 'n', createdBy: 'admin@example.test', expires: '2030-01-01T00:00:00Z' },
    },
    { method: 'POST', path: `${team}/keys/key/regenerate`, body: { graceSeconds: 60 } },
    { method: 'POST', path: `${at}/accounts`, body: { email: 'account@example.test', ...seeded } },
    { method: 'POST', path: `${team}/invites`, body: { email: 'out@example.test' } },
    { method: 'POST', path: `${team}/invites/three@example.test/accept` },
    { method: 'POST', path: `${team}/members`, body: { email: 'four@example.test', ...seeded, role: 'developer' } },
    {
      method: 'PATCH',
      path: `${team}/members/one@example.test`,
      body: { role: 'admin', signIn: 'blocked', ...seeded, active: false },
    },
    { method: 'PUT', path: `${at}/clock`, body: { now: '2026-02-02T00:00:00Z', frozen: true } },
    { method: 'POST', path: `${at}/clock/advance`, body: { seconds: 5 } },
    {
      method: 'POST',
      path: `${at}/faults`,
      body: {
        operations: ['createScimUser'],
        resource: 'x',
        match: { userName: 'a@b.test' },
        times: 1,
        when: 'after',
        effect: error,
      },
    },
    {
      method: 'POST',
      path: `${at}/faults`,
      body: { operations: ['POST /Users'], every: 2, effect: { kind: 'delay', milliseconds: 1 } },
    },
    {
      method: 'PUT',
      path: `${at}/goal`,
      body: { users: [{ userName: 'a@b.test', active: true }], groups: [{ displayName: 'g' }] },
    },
  ];
};
