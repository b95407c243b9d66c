import { toProfile } from '../../src/quirks/profiles.ts';
import type { TeamSetup } from './operations.ts';
import type { Account, Model, Person, State, Team } from './state.ts';
import { createUnknowns } from './unknown.ts';

const start = Date.UTC(2021, 1, 22, 4, 24, 13);
const began = '2020-05-05T05:05:05.000Z';

const hex = (text: string): string => Buffer.from(text).toString('hex').padEnd(48, '0').slice(0, 48);

/** The seed of a world of the model: an admin and a member to each team, a group, and accounts without a team. */
const toState = (world: string, setups: readonly TeamSetup[]): State => {
  const accounts: Account[] = ['bob@mail.test', 'Ann@mail.test', 'ann@globex.test', 'dan.lee@acme.test'].map(
    (email) => ({
      email,
      givenName: 'Has',
      familyName: 'Account',
    }),
  );
  let places = 0;
  const teams = setups.map(({ profile, quirks, verified, limits }, n): Team => {
    const join = (email: string, givenName: string): Person => {
      const account = { email, givenName, familyName: 'Seeded' };
      accounts.push(account);
      const id = hex(`${n}${email}`);
      places += 1;
      const named = { place: places, account, givenName, familyName: 'Seeded' };
      return { id, ...named, externalId: undefined, active: true, created: began, lastModified: began };
    };
    const people = [join(`admin@team${n}.test`, 'Admin'), join(`first@team${n}.test`, 'First')];
    const key = { id: `key${n}`, key: `${world}-key-${n}`, revoked: false, expires: undefined, admin: people[0] };
    const members = people.slice(1);
    const group = { id: hex(`group${n}`), displayName: 'Seeded', externalId: undefined, members, ordered: true };
    return {
      id: `team${n}`,
      profile: toProfile(profile, quirks),
      verifiedDomains: [...verified],
      scimEnabled: true,
      deleted: false,
      limits,
      windows: {},
      keys: [key],
      people,
      invites: [],
      groups: [{ ...group, created: began, lastModified: began }],
    };
  });
  return { now: start, places, accounts, teams, faults: [] };
};

/** The same as a world document. */
const toDocument = (state: State, setups: readonly TeamSetup[]) => ({
  version: 1,
  clock: { now: new Date(state.now).toISOString(), frozen: true },
  accounts: state.accounts,
  teams: state.teams.map((team, n) => ({
    id: team.id,
    name: `Team ${n}`,
    profile: setups[n]?.profile,
    quirks: setups[n]?.quirks,
    verifiedDomains: team.verifiedDomains,
    rateLimit: team.limits === undefined ? 'off' : `${team.limits.reads}/${team.limits.writes}`,
    keys: team.keys.map(({ id, key }) => ({ id, name: 'SCIM', key, createdBy: team.people[0]?.account.email })),
    members: team.people.map(({ id, account, created, lastModified }, at) => ({
      id,
      ...account,
      state: 'active',
      role: at === 0 ? 'admin' : 'developer',
      created,
      lastModified,
    })),
    groups: team.groups.map(({ id, displayName, created, lastModified }) => ({
      id,
      displayName,
      members: [team.people[1]?.account.email],
      created,
      lastModified,
    })),
  })),
});

export const createModel = (world: string, setups: readonly TeamSetup[]): { model: Model; document: object } => {
  const state = toState(world, setups);
  const model: Model = {
    state,
    initial: structuredClone(state),
    unknowns: createUnknowns(),
    snapshot: undefined,
  };
  return { model, document: toDocument(state, setups) };
};
