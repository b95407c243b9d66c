import type { Database } from 'better-sqlite3';

/** Append-only: a migration that has been published never changes. The file's version is how many were applied. */
export const migrations: readonly string[] = [
  `
  -- The numbers of worlds and teams are never given again: a call that outlives its team must not meet another one.
  CREATE TABLE world (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    id_seed TEXT NOT NULL,
    id_counter INTEGER NOT NULL DEFAULT 0,
    clock_offset INTEGER NOT NULL DEFAULT 0,
    clock_frozen_at INTEGER,
    expires INTEGER
  ) STRICT;

  -- How a world was created. Apart from it, since the counter in its row is written with every new resource.
  CREATE TABLE birth (
    world INTEGER PRIMARY KEY REFERENCES world ON DELETE CASCADE,
    document TEXT NOT NULL
  ) STRICT;

  CREATE TABLE snapshot (
    world INTEGER NOT NULL REFERENCES world ON DELETE CASCADE,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (world, name)
  ) STRICT;

  CREATE TABLE team (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    world INTEGER NOT NULL REFERENCES world ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    profile TEXT NOT NULL,
    quirks TEXT NOT NULL,
    verified_domains TEXT NOT NULL,
    scim_enabled INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    rate_limit TEXT,
    UNIQUE (world, id)
  ) STRICT;

  CREATE TABLE api_key (
    pk INTEGER PRIMARY KEY,
    team INTEGER NOT NULL REFERENCES team ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    created_by TEXT,
    created INTEGER NOT NULL,
    expires INTEGER,
    UNIQUE (team, id)
  ) STRICT;

  CREATE TABLE account (
    pk INTEGER PRIMARY KEY,
    world INTEGER NOT NULL REFERENCES world ON DELETE CASCADE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    UNIQUE (world, email_key)
  ) STRICT;

  -- A member and its account have the same address, by which one is found from the other. resource is the user as SCIM sends it, kept so that a read need not compose it. position is dense from 1 within
  -- the team: it pages without OFFSET, and its greatest value is the number of users listed.
  CREATE TABLE member (
    pk INTEGER PRIMARY KEY,
    team INTEGER NOT NULL REFERENCES team ON DELETE CASCADE,
    account INTEGER,
    id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    user_key TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    external_id TEXT,
    state TEXT NOT NULL,
    role TEXT NOT NULL,
    sign_in TEXT NOT NULL,
    origin TEXT NOT NULL,
    position INTEGER,
    created INTEGER NOT NULL,
    last_modified INTEGER NOT NULL,
    resource TEXT NOT NULL,
    UNIQUE (team, id),
    UNIQUE (team, user_key)
  ) STRICT;
  CREATE INDEX member_position ON member (team, position);

  CREATE TABLE team_group (
    pk INTEGER PRIMARY KEY,
    team INTEGER NOT NULL REFERENCES team ON DELETE CASCADE,
    id TEXT NOT NULL,
    display_name TEXT NOT NULL,
    external_id TEXT,
    position INTEGER NOT NULL,
    created INTEGER NOT NULL,
    last_modified INTEGER NOT NULL,
    UNIQUE (team, id),
    UNIQUE (team, display_name)
  ) STRICT;
  CREATE INDEX group_position ON team_group (team, position);

  -- Pending invites have rows too: the groups a person is meant for.
  CREATE TABLE group_member (
    pk INTEGER PRIMARY KEY,
    team_group INTEGER NOT NULL REFERENCES team_group ON DELETE CASCADE,
    member INTEGER NOT NULL REFERENCES member ON DELETE CASCADE,
    UNIQUE (team_group, member)
  ) STRICT;
  CREATE INDEX group_member_member ON group_member (member);
  `,
  `
  -- The audit trail. upto counts the bytes of a world's trail up to and with the row.
  CREATE TABLE audit (
    world INTEGER NOT NULL REFERENCES world ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    upto INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (world, sequence)
  ) STRICT;

  ALTER TABLE team ADD COLUMN plan TEXT NOT NULL DEFAULT 'enterprise';
  ALTER TABLE team ADD COLUMN sso_methods INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE team ADD COLUMN several_sso_methods INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE api_key ADD COLUMN maker_role TEXT NOT NULL DEFAULT 'super admin';
  ALTER TABLE api_key ADD COLUMN replaced_by TEXT;
  ALTER TABLE team_group ADD COLUMN role TEXT;
  `,
  `
  -- Documents are text, or compressed where they are long.
  CREATE TABLE new_birth (
    world INTEGER PRIMARY KEY REFERENCES world ON DELETE CASCADE,
    document ANY NOT NULL
  ) STRICT;
  INSERT INTO new_birth SELECT world, document FROM birth;
  DROP TABLE birth;
  ALTER TABLE new_birth RENAME TO birth;

  CREATE TABLE new_snapshot (
    world INTEGER NOT NULL REFERENCES world ON DELETE CASCADE,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    document ANY NOT NULL,
    PRIMARY KEY (world, name)
  ) STRICT;
  INSERT INTO new_snapshot SELECT world, name, created, document FROM snapshot;
  DROP TABLE snapshot;
  ALTER TABLE new_snapshot RENAME TO snapshot;
  `,
];

/** Brings a database up to date, in one transaction. */
export const migrate = (database: Database): void => {
  const version = database.pragma('user_version', { simple: true }) as number;
  database
    .transaction(() => {
      for (const migration of migrations.slice(version)) database.exec(migration);
      database.pragma(`user_version = ${migrations.length}`);
    })
    .immediate();
};
