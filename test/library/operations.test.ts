import { Readable } from 'node:stream';
import { test } from 'tap';
import { Worlds } from '../../src/control/client/emulator.ts';
import { Program } from '../../src/control/client/program.ts';
import { ControlChannel, type StreamTransport, type Transport } from '../../src/control/client/transport.ts';
import type { WorldHandle } from '../../src/control/client/world.ts';
import { startEmulator } from '../../src/index.ts';
import { AnswerCheck, type Description } from '../control/description.ts';

type Client = { readonly program: Program; readonly worlds: Worlds; readonly world: WorldHandle };

const email = 'a@example.com';
const document = { version: 1 as const, teams: [{ groups: [{ displayName: 'G' }] }] };

/** How each operation of the control plane is reached through the typed client, in an order that works. */
const calls: Readonly<Record<string, (client: Client) => Promise<unknown>>> = {
  getProgram: ({ program }) => program.get(),
  getHealth: ({ program }) => program.health(),
  getDescription: ({ program }) => program.description(),
  getScimDescription: ({ program }) => program.scimDescription({ profile: '2025' }),
  getWorldDocumentSchema: ({ program }) => program.worldDocumentSchema(),
  getReportSchema: ({ program }) => program.reportSchema(),
  listQuirks: ({ program }) => program.quirks(),
  createWorld: ({ worlds }) => worlds.create({ id: 'other' }),
  listWorlds: ({ worlds }) => worlds.list(),
  getWorld: ({ world }) => world.get(),
  resetWorld: ({ world }) => world.reset(),
  deleteWorld: async ({ worlds }) => (await worlds.create()).delete(),
  exportWorld: ({ world }) => world.export(),
  importWorld: ({ world }) => world.import(document),
  saveSnapshot: ({ world }) => world.snapshots.save('one'),
  listSnapshots: ({ world }) => world.snapshots.list(),
  restoreSnapshot: ({ world }) => world.snapshots.restore('one'),
  deleteSnapshot: ({ world }) => world.snapshots.delete('one'),
  listTeams: ({ world }) => world.teams.list(),
  createTeam: ({ world }) => world.teams.create({ id: 'second' }),
  getTeam: ({ world }) => world.teamOf('second').get(),
  updateTeam: ({ world }) => world.teamOf('second').update({ scimEnabled: false }),
  deleteTeam: ({ world }) => world.teamOf('second').delete(),
  listGroups: ({ world }) => world.team.groups(),
  updateGroup: ({ world }) => world.team.updateGroup('G', { role: null }),
  generateKey: ({ world }) => world.team.keys.generate({ name: 'Okta' }),
  listKeys: ({ world }) => world.team.keys.list(),
  regenerateKey: ({ world }) => world.team.keys.regenerate('key-2', { graceSeconds: 5 }),
  revokeKey: ({ world }) => world.team.keys.revoke('key-2'),
  expireKey: ({ world }) => world.team.keys.expire('key-3'),
  createAccount: ({ world }) => world.accounts.create({ email: 'b+c@example.com' }),
  listAccounts: ({ world }) => world.accounts.list(),
  getAccount: ({ world }) => world.accounts.get('b+c@example.com'),
  changeAddress: ({ world }) => world.accounts.changeAddress('b+c@example.com', { email: 'B+c@example.com' }),
  changePassword: ({ world }) => world.accounts.changePassword('b+c@example.com', { password: 'x' }),
  deleteAccount: ({ world }) => world.accounts.delete('b+c@example.com'),
  sendInvite: ({ world }) => world.team.invites.send({ email }),
  listInvites: ({ world }) => world.team.invites.list(),
  acceptInvite: ({ world }) => world.team.invites.accept(email),
  declineInvite: async ({ world }) =>
    world.team.invites.decline((await world.team.invites.send({ email: 'd@example.com' })).id),
  cancelInvite: async ({ world }) =>
    world.team.invites.cancel((await world.team.invites.send({ email: 'd@example.com' })).email),
  addMember: ({ world }) => world.team.members.add({ email: 'e/f@example.com' }),
  listMembers: ({ world }) => world.team.members.list(),
  getMember: ({ world }) => world.team.members.get('e/f@example.com'),
  updateMember: ({ world }) => world.team.members.update(email, { role: 'admin' }),
  leaveTeam: async ({ world }) => {
    await world.teams.create({ id: 'off', scimEnabled: false });
    await world.teamOf('off').members.add({ email: 'g@example.com' });
    return world.teamOf('off').members.leave('g@example.com');
  },
  removeMember: ({ world }) => world.team.members.remove(email),
  listEvents: ({ world }) => world.audit({ actor: 'admin' }),
  explainRequest: ({ world }) => world.explain({ method: 'GET', path: '/Users' }),
  getClock: ({ world }) => world.clock.get(),
  setClock: ({ world }) => world.clock.set('2030-01-01T00:00:00Z'),
  advanceClock: ({ world }) => world.clock.advance(5),
  releaseClock: ({ world }) => world.clock.release(),
  addFault: ({ world }) => world.faults.add({ operations: ['createScimUser'], effect: { kind: 'error', status: 500 } }),
  listFaults: ({ world }) => world.faults.list(),
  getFault: ({ world }) => world.faults.get('fault-1'),
  removeFault: ({ world }) => world.faults.remove('fault-1'),
  removeFaults: ({ world }) => world.faults.clear(),
  listRequests: ({ world }) => world.journal.list({ limit: 5 }),
  countRequests: ({ world }) => world.journal.count({ status: '4xx' }),
  streamRequests: async ({ world }) => {
    for await (const { status } of world.journal.stream({ after: 0, count: 1 })) return status;
    return undefined;
  },
  getRequest: ({ world }) => world.journal.get(1),
  waitForRequests: ({ world }) => world.journal.wait({ timeoutSeconds: 0 }),
  clearJournal: ({ world }) => world.journal.clear(),
  declareGoal: ({ world }) => world.goal.declare({}),
  getGoal: ({ world }) => world.goal.get(),
  compareGoal: ({ world }) => world.goal.difference({ team: 'team-1' }),
  removeGoal: ({ world }) => world.goal.remove(),
  getReport: ({ world }) => world.report({ failOn: 'never' }),
};

test('the typed client is the HTTP API, one to one', async (t) => {
  const emulator = await startEmulator({ socket: false });
  t.teardown(() => emulator.close());
  const description = (await emulator.inject('/_emulator/openapi.json')).json<Description>();
  const check = new AnswerCheck(description);
  const reached: (string | undefined)[] = [];
  const transport: Transport = async ({ method, url, headers, body }) => {
    const answer = await emulator.inject({
      method: method as 'GET',
      url,
      headers,
      ...(body !== undefined && { payload: body }),
    });
    check.check(method, url, answer.statusCode, String(answer.headers['content-type']), answer.body);
    reached.push(check.operationOf(method, url)?.operationId);
    return { status: answer.statusCode, body: answer.body };
  };
  const open: StreamTransport = async ({ url, headers }) => {
    await emulator.inject({ url: '/scim/v2/Users', headers: { authorization: emulator.key } });
    const answer = await emulator.inject({ url, headers });
    check.check('GET', url, answer.statusCode, String(answer.headers['content-type']), answer.body);
    reached.push(check.operationOf('GET', url)?.operationId);
    return { status: answer.statusCode, body: Readable.from([answer.body]) };
  };
  const channel = new ControlChannel(transport, undefined, open);
  const worlds = new Worlds(channel);
  const client = { program: new Program(channel), worlds, world: await worlds.get('default') };
  for (const [id, call] of Object.entries(calls)) {
    await call(client);
    t.equal(reached.at(-1), id);
  }
  const described = Object.values(description.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  t.strictSame(Object.keys(calls).sort(), described.sort());
});
