import type { Database } from 'better-sqlite3';
import type { Groups } from '../domain/directory.ts';
import type { Group, GroupMember, Member } from '../domain/member.ts';
import type { Generations } from './generations.ts';
import { GroupTexts } from './group-texts.ts';

const columns = `pk, team, id, display_name AS displayName, external_id AS externalId, role, position, created,
  last_modified AS lastModified`;

export interface StoredGroups extends Groups {
  all(team: number): Group[];
  /** The addresses of everyone in a group or meant for it, in the order they were added. */
  addresses(group: number): string[];
  /** The addresses of those who are members, without pending invites. */
  activeAddresses(group: number): string[];
  /** Tells that a member's row changed or goes: the texts of the groups that show the member are forgotten. */
  memberChanged(member: number): void;
  /** Forgets the texts of all groups. */
  forget(): void;
}

export const createGroups = (
  database: Database,
  generations: Generations,
  toMemberText: (member: GroupMember) => string,
): StoredGroups => {
  const select = `SELECT ${columns} FROM team_group WHERE team = ?`;
  const byId = database.prepare<[number, string], Group>(`${select} AND id = ?`);
  const byName = database.prepare<[number, string], Group>(`${select} AND display_name = ?`);
  const page = database.prepare<[number, number, number], Group>(
    `${select} AND position BETWEEN ? AND ? ORDER BY position`,
  );
  const all = database.prepare<[number], Group>(`${select} ORDER BY position`);
  const lastPosition = database
    .prepare<[number], number | null>('SELECT position FROM team_group WHERE team = ? ORDER BY position DESC LIMIT 1')
    .pluck();
  const insert = database.prepare(
    `INSERT INTO team_group (team, id, display_name, external_id, position, created, last_modified)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare<[string, string | null, string | null, number, number]>(
    'UPDATE team_group SET display_name = ?, external_id = ?, role = ?, last_modified = ? WHERE pk = ?',
  );
  const remove = database.prepare<[number]>('DELETE FROM team_group WHERE pk = ?');
  const closeGap = database.prepare<[number, number]>(
    'UPDATE team_group SET position = position - 1 WHERE team = ? AND position > ?',
  );
  const members = database.prepare<[number], GroupMember>(
    `SELECT member.pk, member.id, user_name AS userName, given_name AS givenName, family_name AS familyName
     FROM group_member JOIN member ON member.pk = group_member.member
     WHERE team_group = ? AND state = 'active' ORDER BY group_member.pk`,
  );
  const selectAddresses = (condition: string) =>
    database
      .prepare<[number], string>(
        `SELECT user_name FROM group_member JOIN member ON member.pk = group_member.member
         WHERE team_group = ? ${condition} ORDER BY group_member.pk`,
      )
      .pluck();
  const addresses = selectAddresses('');
  const activeAddresses = selectAddresses("AND state = 'active'");
  const ofMember = database.prepare<[number], Group>(
    `SELECT ${columns} FROM team_group WHERE pk IN (SELECT team_group FROM group_member WHERE member = ?) ORDER BY pk`,
  );
  const addMember = database.prepare<[number, number]>(
    'INSERT INTO group_member (team_group, member) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const removeMember = database.prepare<[number, number]>(
    'DELETE FROM group_member WHERE team_group = ? AND member = ?',
  );

  const member = database.prepare<[number], GroupMember & Pick<Member, 'state'>>(
    'SELECT pk, id, user_name AS userName, given_name AS givenName, family_name AS familyName, state FROM member WHERE pk = ?',
  );
  const groupsOfMember = database
    .prepare<[number], number>('SELECT team_group FROM group_member WHERE member = ?')
    .pluck();
  const texts = new GroupTexts(toMemberText, (group) => members.all(group));
  const activeMember = (pk: number): GroupMember | undefined => {
    const found = member.get(pk);
    return found?.state === 'active' ? found : undefined;
  };

  return {
    byId: (team, id) => byId.get(team, id),
    byName: (team, displayName) => byName.get(team, displayName),
    count: (team) => lastPosition.get(team) ?? 0,
    page: (team, first, last) => page.all(team, first, last),
    all: (team) => all.all(team),
    add(team, { id, displayName, externalId, created }) {
      generations.raise(team);
      const position = (lastPosition.get(team) ?? 0) + 1;
      const { lastInsertRowid } = insert.run(team, id, displayName, externalId, position, created, created);
      const pk = Number(lastInsertRowid);
      return { pk, team, id, displayName, externalId, role: null, position, created, lastModified: created };
    },
    save({ displayName, externalId, role, lastModified, pk, team }) {
      generations.raise(team);
      update.run(displayName, externalId, role, lastModified, pk);
    },
    remove({ pk, team, position }) {
      generations.raise(team);
      texts.forget(pk);
      remove.run(pk);
      closeGap.run(team, position);
    },
    members: (group) => members.all(group),
    membersText: (group) => texts.of(group),
    addresses: (group) => addresses.all(group),
    activeAddresses: (group) => activeAddresses.all(group),
    ofMember: (member) => ofMember.all(member),
    addMember({ pk: group, team }, pk) {
      generations.raise(team);
      if (addMember.run(group, pk).changes === 0) return false;
      const added = texts.has(group) ? activeMember(pk) : undefined;
      if (added) texts.add(group, added);
      return true;
    },
    removeMember({ pk: group, team }, pk) {
      generations.raise(team);
      if (removeMember.run(group, pk).changes === 0) return false;
      const removed = texts.has(group) ? activeMember(pk) : undefined;
      if (removed) texts.remove(group, removed);
      return true;
    },
    memberChanged(pk) {
      if (texts.empty) return;
      for (const group of groupsOfMember.all(pk)) texts.forget(group);
    },
    forget: () => texts.clear(),
  };
};
