import type { Database } from 'better-sqlite3';
import type { Plan, RateLimit, Team } from '../domain/team.ts';
import type { Profile, ProfileName } from '../quirks/profiles.ts';
import { toProfile } from '../quirks/profiles.ts';
import type { Generations } from './generations.ts';

type Row = {
  pk: number;
  world: number;
  id: string;
  name: string;
  profile: ProfileName;
  quirks: string;
  verified_domains: string;
  plan: Plan;
  sso_methods: number;
  several_sso_methods: number;
  scim_enabled: number;
  deleted: number;
  rate_limit: string | null;
};

const toTeam = (row: Row): Team => {
  const switched = JSON.parse(row.quirks) as Partial<Profile>;
  return {
    pk: row.pk,
    world: row.world,
    id: row.id,
    name: row.name,
    profileName: row.profile,
    switched,
    profile: toProfile(row.profile, switched),
    verifiedDomains: JSON.parse(row.verified_domains) as string[],
    plan: row.plan,
    ssoMethods: row.sso_methods,
    severalSsoMethods: row.several_sso_methods === 1,
    scimEnabled: row.scim_enabled === 1,
    deleted: row.deleted === 1,
    rateLimit: row.rate_limit === null ? null : (JSON.parse(row.rate_limit) as RateLimit),
  };
};

const toColumns = (team: Omit<Team, 'pk' | 'world' | 'id' | 'profile'>) =>
  [
    team.name,
    team.profileName,
    JSON.stringify(team.switched),
    JSON.stringify(team.verifiedDomains),
    team.plan,
    team.ssoMethods,
    Number(team.severalSsoMethods),
    Number(team.scimEnabled),
    Number(team.deleted),
    team.rateLimit && JSON.stringify(team.rateLimit),
  ] as const;

export interface Teams {
  all(world: number): Team[];
  byId(world: number, id: string): Team | undefined;
  add(team: Omit<Team, 'pk'>): Team;
  save(team: Team): void;
}

export const createTeams = (database: Database, generations: Generations, onChange: () => void): Teams => {
  const all = database.prepare<[number], Row>('SELECT * FROM team WHERE world = ? ORDER BY pk');
  const byId = database.prepare<[number, string], Row>('SELECT * FROM team WHERE world = ? AND id = ?');
  const insert = database.prepare(
    `INSERT INTO team (name, profile, quirks, verified_domains, plan, sso_methods, several_sso_methods, scim_enabled, deleted,
       rate_limit, world, id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare(
    `UPDATE team SET name = ?, profile = ?, quirks = ?, verified_domains = ?, plan = ?, sso_methods = ?,
       several_sso_methods = ?, scim_enabled = ?, deleted = ?,
       rate_limit = ? WHERE pk = ?`,
  );
  return {
    all: (world) => all.all(world).map(toTeam),
    byId(world, id) {
      const row = byId.get(world, id);
      return row && toTeam(row);
    },
    add(team) {
      const { lastInsertRowid } = insert.run(...toColumns(team), team.world, team.id);
      onChange();
      return { ...team, pk: Number(lastInsertRowid) };
    },
    save(team) {
      update.run(...toColumns(team), team.pk);
      onChange();
      generations.raise(team.pk);
    },
  };
};

export const teamByPk = (database: Database): ((pk: number) => Team) => {
  const byPk = database.prepare<[number], Row>('SELECT * FROM team WHERE pk = ?');
  return (pk) => {
    const row = byPk.get(pk);
    if (row === undefined) throw new Error(`no team ${pk}`);
    return toTeam(row);
  };
};
