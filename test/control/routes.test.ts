import { test } from 'tap';
import type { Description } from './description.ts';
import { startServer, team, world } from './server.ts';

const email = 'a@example.com';

/** One call that succeeds for every operation, in an order in which each finds what it needs. */
const calls: readonly (readonly [id: string, status: number, method: string, path: string, body?: unknown])[] = [
  ['getProgram', 200, 'GET', '/'],
  ['getHealth', 200, 'GET', '/health'],
  ['getDescription', 200, 'GET', '/openapi.json'],
  ['getScimDescription', 200, 'GET', '/scim.openapi.json?profile=2025'],
  ['getWorldDocumentSchema', 200, 'GET', '/world-document.schema.json'],
  ['getReportSchema', 200, 'GET', '/report.schema.json'],
  ['listQuirks', 200, 'GET', '/quirks'],
  ['createWorld', 201, 'POST', '/worlds', { id: 'other', timeToLiveSeconds: 60, journalLimit: 5, rateLimit: '5/5' }],
  ['listWorlds', 200, 'GET', '/worlds'],
  ['getWorld', 200, 'GET', '/worlds/other'],
  ['resetWorld', 200, 'POST', '/worlds/other/reset'],
  ['deleteWorld', 204, 'DELETE', '/worlds/other'],
  ['exportWorld', 200, 'GET', `${world}/document`],
  ['saveSnapshot', 200, 'PUT', `${world}/snapshots/empty`],
  ['listSnapshots', 200, 'GET', `${world}/snapshots`],
  ['restoreSnapshot', 200, 'POST', `${world}/snapshots/empty/restore`],
  ['deleteSnapshot', 204, 'DELETE', `${world}/snapshots/empty`],
  ['listTeams', 200, 'GET', `${world}/teams`],
  ['createTeam', 201, 'POST', `${world}/teams`, { id: 'second', name: 'Second', verifiedDomains: ['Example.com'] }],
  ['getTeam', 200, 'GET', `${world}/teams/second`],
  ['updateTeam', 200, 'PATCH', `${world}/teams/second`, { profile: '2025', quirks: { 'pending-invite': 'inactive' } }],
  ['deleteTeam', 200, 'DELETE', `${world}/teams/second`],
  ['listGroups', 200, 'GET', `${team}/groups`],
  ['generateKey', 201, 'POST', `${team}/keys`, { name: 'Okta', expires: '2030-01-01T00:00:00Z', createdBy: email }],
  ['listKeys', 200, 'GET', `${team}/keys`],
  ['regenerateKey', 201, 'POST', `${team}/keys/key-2/regenerate`, { graceSeconds: 10 }],
  ['revokeKey', 200, 'POST', `${team}/keys/key-2/revoke`],
  ['expireKey', 200, 'POST', `${team}/keys/key-3/expire`],
  ['createAccount', 201, 'POST', `${world}/accounts`, { email: 'gone@example.com', givenName: 'G' }],
  ['listAccounts', 200, 'GET', `${world}/accounts`],
  ['getAccount', 200, 'GET', `${world}/accounts/GONE@example.com`],
  ['changeAddress', 200, 'POST', `${world}/accounts/gone@example.com/address`, { email: 'gone@example.com' }],
  ['changePassword', 204, 'POST', `${world}/accounts/gone@example.com/password`, { password: 'x' }],
  ['deleteAccount', 204, 'DELETE', `${world}/accounts/gone@example.com`],
  ['sendInvite', 201, 'POST', `${team}/invites`, { email, role: 'guest' }],
  ['listInvites', 200, 'GET', `${team}/invites`],
  ['acceptInvite', 200, 'POST', `${team}/invites/${email}/accept`],
  ['sendInvite', 201, 'POST', `${team}/invites`, { email: 'b@example.com' }],
  ['declineInvite', 204, 'POST', `${team}/invites/b@example.com/decline`],
  ['sendInvite', 201, 'POST', `${team}/invites`, { email: 'b@example.com' }],
  ['cancelInvite', 204, 'POST', `${team}/invites/b@example.com/cancel`],
  ['addMember', 201, 'POST', `${team}/members`, { email: 'c@example.com', role: 'billing', familyName: 'C' }],
  ['listMembers', 200, 'GET', `${team}/members`],
  ['getMember', 200, 'GET', `${team}/members/${email}`],
  ['updateMember', 200, 'PATCH', `${team}/members/${email}`, { role: 'admin', signIn: 'blocked', givenName: 'A' }],
  ['createTeam', 201, 'POST', `${world}/teams`, { id: 'off', plan: 'free', ssoMethods: 0 }],
  ['addMember', 201, 'POST', `${world}/teams/off/members`, { email: 'd@example.com' }],
  ['leaveTeam', 200, 'POST', `${world}/teams/off/members/d@example.com/leave`],
  ['removeMember', 200, 'DELETE', `${team}/members/${email}`],
  ['listEvents', 200, 'GET', `${world}/audit?subject=person&limit=3`],
  ['explainRequest', 200, 'POST', `${world}/explain`, { method: 'POST', path: '/Users', body: { userName: 'x' } }],
  ['getClock', 200, 'GET', `${world}/clock`],
  ['setClock', 200, 'PUT', `${world}/clock`, { now: '2030-02-28T12:00:00.500Z', frozen: true }],
  ['advanceClock', 200, 'POST', `${world}/clock/advance`, { seconds: 0.5 }],
  ['releaseClock', 200, 'DELETE', `${world}/clock`],
  ['addFault', 201, 'POST', `${world}/faults`, { operations: ['POST /Users'], effect: { kind: 'error', status: 500 } }],
  ['listFaults', 200, 'GET', `${world}/faults`],
  ['getFault', 200, 'GET', `${world}/faults/fault-1`],
  ['removeFault', 204, 'DELETE', `${world}/faults/fault-1`],
  ['removeFaults', 204, 'DELETE', `${world}/faults`],
  ['listRequests', 200, 'GET', `${world}/journal?limit=5`],
  ['countRequests', 200, 'GET', `${world}/journal/count?status=4xx`],
  ['listRequests', 200, 'GET', `${world}/journal?format=har`],
  ['getRequest', 200, 'GET', `${world}/journal/entries/1`],
  ['getRequest', 200, 'GET', `${world}/journal/entries/1?format=har`],
  ['streamRequests', 200, 'GET', `${world}/journal/stream?after=0&count=1`],
  ['waitForRequests', 200, 'GET', `${world}/journal/wait?timeoutSeconds=0`],
  ['declareGoal', 200, 'PUT', `${world}/goal`, { users: [{ userName: email, title: 'any' }] }],
  ['getGoal', 200, 'GET', `${world}/goal`],
  ['compareGoal', 200, 'GET', `${world}/goal/difference?team=team-1`],
  ['getReport', 200, 'GET', `${world}/report?failOn=never&failOnInferred=true&accept=pending-invite`],
  ['removeGoal', 204, 'DELETE', `${world}/goal`],
  ['clearJournal', 204, 'DELETE', `${world}/journal`],
  ['importWorld', 200, 'PUT', `${world}/document`, { version: 1, teams: [{ groups: [{ displayName: 'G' }] }] }],
  ['updateGroup', 200, 'PATCH', `${team}/groups/G`, { role: 'super admin' }],
];

test('every operation answers what its description says', async (t) => {
  const server = await startServer(t);
  const { scim } = server;
  await scim().hire('first@example.com');
  for (const [id, status, method, path, body] of calls) {
    const answer = await server.control(method, path, body);
    t.equal(answer.status, status, `${id} ${answer.status < 400 ? '' : answer.text}`);
    t.equal(server.check.operationOf(method, `/_emulator${path}`)?.operationId, id);
  }
  const { body } = await server.control('GET', '/openapi.json');
  const described = Object.values((body as Description).paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  t.strictSame([...new Set(calls.map(([id]) => id))].sort(), described.sort(), 'none is left out');
});

test('what is not there is 404, as a problem that says what', async (t) => {
  const { control } = await startServer(t);
  for (const [id, , method, path, body] of calls) {
    if (!path.includes('/worlds/')) continue;
    const lost = path.replace(/\/worlds\/[^/?]+/, '/worlds/nowhere');
    const { status, body: problem } = await control(method, lost, body);
    t.equal(status, 404, `${id} in an unknown world`);
    t.equal(problem.detail, 'world nowhere: not found.', id);
  }
  for (const [method, path, what] of [
    ['GET', `${world}/teams/x`, 'team x in world default'],
    ['GET', `${world}/teams/x/keys`, 'team x in world default'],
    ['POST', `${team}/keys/x/revoke`, 'key x of team team-1'],
    ['GET', `${world}/accounts/x@y.z`, 'account x@y.z'],
    ['POST', `${team}/invites/x@y.z/accept`, 'pending invite x@y.z'],
    ['POST', `${team}/invites/x/decline`, 'pending invite x'],
    ['GET', `${team}/members/x`, 'member x'],
    ['DELETE', `${team}/members/x@y.z`, 'member x@y.z'],
    ['DELETE', `${world}/faults/fault-9`, 'fault fault-9'],
    ['POST', `${world}/snapshots/x/restore`, 'snapshot x'],
    ['DELETE', `${world}/snapshots/x`, 'snapshot x'],
    ['GET', `${world}/goal`, 'goal declared in world default'],
    ['GET', '/nothing', 'GET /_emulator/nothing; /_emulator/openapi.json lists the operations'],
    ['PATCH', world, `PATCH /_emulator${world}; /_emulator/openapi.json lists the operations`],
  ] as const) {
    const { status, body } = await control(method, path);
    t.equal(status, 404, `${method} ${path}`);
    t.equal(body.detail, `${what}: not found.`, path);
  }
});
