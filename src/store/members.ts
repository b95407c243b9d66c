import type { Database } from 'better-sqlite3';
import { addressKey } from '../domain/address.ts';
import type { Members, Resources } from '../domain/directory.ts';
import type { Member } from '../domain/member.ts';
import type { Generations } from './generations.ts';

const columns = `pk, team, account, id, user_name AS userName, given_name AS givenName, family_name AS familyName,
  external_id AS externalId, state, role, sign_in AS signIn, origin, position, created, last_modified AS lastModified`;

export interface StoredMembers extends Members {
  /** Everyone, pending invites included, in the order they came. */
  all(team: number): Member[];
  /** The pending invites. */
  invites(team: number): Member[];
  /** Lists pending invites, or ceases to: what switching the quirk pending-invite asks for. */
  showInvites(team: number, shown: boolean): void;
}

export const createMembers = (
  database: Database,
  generations: Generations,
  toResource: (member: Member) => string,
  onChange: (member: number) => void,
): StoredMembers => {
  const byId = database.prepare<[number, string], Member>(`SELECT ${columns} FROM member WHERE team = ? AND id = ?`);
  const byAddress = database.prepare<[number, string], Member>(
    `SELECT ${columns} FROM member WHERE team = ? AND user_key = ?`,
  );
  const inWorld = database.prepare<[string, number], Member>(
    `SELECT ${columns} FROM member WHERE user_key = ? AND team IN (SELECT pk FROM team WHERE world = ?) ORDER BY pk`,
  );
  const all = database.prepare<[number], Member>(`SELECT ${columns} FROM member WHERE team = ? ORDER BY pk`);
  const invites = database.prepare<[number], Member>(
    `SELECT ${columns} FROM member WHERE team = ? AND state = 'invited' ORDER BY pk`,
  );
  const lastPosition = database
    .prepare<[number], number | null>('SELECT position FROM member WHERE team = ? ORDER BY position DESC LIMIT 1')
    .pluck();
  const insert = database.prepare(
    `INSERT INTO member (team, account, id, user_name, user_key, given_name, family_name, external_id, state, role,
       sign_in, origin, position, created, last_modified, resource)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare(
    `UPDATE member SET account = ?, user_name = ?, user_key = ?, given_name = ?, family_name = ?, external_id = ?,
       state = ?, role = ?, sign_in = ?, last_modified = ?, resource = ? WHERE pk = ?`,
  );
  const setPosition = database.prepare<[number | null, number]>('UPDATE member SET position = ? WHERE pk = ?');
  const closeGap = database.prepare<[number, number]>(
    'UPDATE member SET position = position - 1 WHERE team = ? AND position > ?',
  );
  const remove = database.prepare<[number]>('DELETE FROM member WHERE pk = ?');
  const resourceById = database
    .prepare<[number, string], string>('SELECT resource FROM member WHERE team = ? AND id = ? AND position IS NOT NULL')
    .pluck();
  const resourceByUserName = database
    .prepare<[number, string, string], string>(
      'SELECT resource FROM member WHERE team = ? AND user_key = ? AND user_name = ? AND position IS NOT NULL',
    )
    .pluck();
  const page = database
    .prepare<[number, number, number], string>(
      'SELECT resource FROM member WHERE team = ? AND position BETWEEN ? AND ? ORDER BY position',
    )
    .pluck();
  const inState = `FROM member WHERE team = ? AND position IS NOT NULL AND (state = 'active') = ?`;
  const pageInState = database
    .prepare<[number, number, number, number], string>(`SELECT resource ${inState} ORDER BY position LIMIT ? OFFSET ?`)
    .pluck();
  const countInState = database.prepare<[number, number], number>(`SELECT count(*) ${inState}`).pluck();

  const unlist = (member: Member): void => {
    if (member.position === null) return;
    generations.raise(member.team);
    setPosition.run(null, member.pk);
    closeGap.run(member.team, member.position);
  };
  const list = (member: Member): Member => {
    generations.raise(member.team);
    const position = (lastPosition.get(member.team) ?? 0) + 1;
    setPosition.run(position, member.pk);
    return { ...member, position };
  };
  /** The last member that was written, and its text, because an answer shows what the request wrote. */
  let written: { member: Member; text: string } | undefined;
  const toWritten = (member: Member): string => {
    const text = toResource(member);
    generations.raise(member.team);
    written = { member, text };
    return text;
  };
  const resources: Resources = {
    of: (member) => (written?.member === member ? written.text : toResource(member)),
    byId: (team, id) => resourceById.get(team, id),
    byUserName: (team, key, userName) => resourceByUserName.get(team, key, userName),
    count: (team) => lastPosition.get(team) ?? 0,
    page: (team, first, last) => page.all(team, first, last),
    countInState: (team, active) => countInState.get(team, Number(active)) ?? 0,
    pageInState: (team, active, first, last) =>
      pageInState.all(team, Number(active), Math.max(0, last - first + 1), first - 1),
  };

  return {
    resources,
    byId: (team, id) => byId.get(team, id),
    byAddress: (team, key) => byAddress.get(team, key),
    inWorld: (world, key) => inWorld.all(key, world),
    all: (team) => all.all(team),
    invites: (team) => invites.all(team),
    add(team, added, userName, listed) {
      const position = listed ? (lastPosition.get(team) ?? 0) + 1 : null;
      const member = { ...added, pk: 0, team, userName, position };
      const { lastInsertRowid } = insert.run(
        team,
        added.account,
        added.id,
        userName,
        addressKey(userName),
        added.givenName,
        added.familyName,
        added.externalId,
        added.state,
        added.role,
        added.signIn,
        added.origin,
        position,
        added.created,
        added.lastModified,
        toWritten(member),
      );
      member.pk = Number(lastInsertRowid);
      return member;
    },
    save(member) {
      update.run(
        member.account,
        member.userName,
        addressKey(member.userName),
        member.givenName,
        member.familyName,
        member.externalId,
        member.state,
        member.role,
        member.signIn,
        member.lastModified,
        toWritten(member),
        member.pk,
      );
      onChange(member.pk);
    },
    list,
    remove(member) {
      generations.raise(member.team);
      onChange(member.pk);
      unlist(member);
      remove.run(member.pk);
    },
    showInvites(team, shown) {
      for (const invite of invites.all(team)) {
        if (!shown) unlist(byId.get(team, invite.id) ?? invite);
        else if (invite.position === null) list(invite);
      }
    },
  };
};
