import type { Database, Statement } from 'better-sqlite3';
import SQLite from 'better-sqlite3';
import { test } from 'tap';
import { createGroup, patchGroup } from '../../src/domain/groups.ts';
import { listUsers } from '../../src/domain/lists.ts';
import { changeUser, provision, readUser } from '../../src/domain/users.ts';
import { toMemberText } from '../../src/scim/write/group.ts';
import { toUserText } from '../../src/scim/write/user.ts';
import { openStore } from '../../src/store/store.ts';
import { Registry } from '../../src/worlds/registry.ts';

/**
 * What must not grow with the directory is counted, not timed: the statements that run, how SQLite plans them, and the
 * rows it writes.
 */
const untraced = { quirk() {}, outcome() {}, changed() {} };

/** Opens a store, and listens to the statements that it runs. */
const watched = () => {
  const ran: Statement[] = [];
  let database: Database | undefined;
  const { prepare } = SQLite.prototype;
  SQLite.prototype.prepare = function (this: Database, sql: string) {
    database = this;
    const statement = prepare.call(this, sql) as Statement;
    for (const method of ['get', 'all', 'run'] as const) {
      const run = statement[method].bind(statement) as (...values: unknown[]) => unknown;
      Object.defineProperty(statement, method, {
        value: (...values: unknown[]) => {
          ran.push(statement);
          return run(...values);
        },
      });
    }
    return statement;
  } as typeof SQLite.prototype.prepare;
  const store = openStore({ toUserText, toMemberText });
  SQLite.prototype.prepare = prepare;
  if (database === undefined) throw new Error('nothing was prepared');
  const { prepare: plain } = { prepare: prepare.bind(database) };
  const worlds = new Registry(store, { teamDefaults: {}, anyKey: false, idSeed: 'work', journalBytes: 0 });
  const world = worlds.create({ id: 'default' });
  const [team] = store.teams.all(world.pk);
  if (team === undefined) throw new Error('there is no team');
  const directory = world.directory(team, untraced, { actor: 'admin' });
  const written = (): number => plain('SELECT total_changes() AS n').pluck().get() as number;
  return {
    store,
    world,
    directory,
    /** The statements that some work runs, the rows it writes, and where SQLite would go through many. */
    count(work: () => void) {
      ran.length = 0;
      const before = written();
      world.transaction(work);
      const explain = (prefix: string, source: string) =>
        plain(`${prefix} ${source}`).all(...Array(source.split('?').length - 1).fill(null)) as Record<string, string>[];
      const steps = ran.flatMap(({ source }) => explain('EXPLAIN QUERY PLAN', source).map(({ detail = '' }) => detail));
      const opcodes = ran.flatMap(({ source }) => explain('EXPLAIN', source).map(({ opcode = '' }) => opcode));
      return {
        statements: ran.length,
        written: written() - before,
        // A table read whole, rows sorted, skipped or counted: work that grows with their number.
        scans: [
          ...steps.filter((step) => /^SCAN (member|account|team_group|group_member)|TEMP B-TREE/.test(step)),
          ...opcodes.filter((opcode) => /^(OffsetLimit|AggStep|Count)$/.test(opcode)),
        ],
      };
    },
  };
};

const person = (number: number) => ({
  userName: `person${number}@example.com`,
  givenName: 'Kim',
  familyName: `Number ${number}`,
  externalId: null,
  active: true,
  groups: [],
});

test('reading and writing one user, and a page however deep, cost the same in a large directory', async (t) => {
  const { store, world, directory, count } = watched();
  t.teardown(() => store.close());
  const grow = (from: number, to: number) =>
    world.transaction(() => {
      for (let number = from; number < to; number += 1) provision(directory, person(number));
    });
  const { id } = world.transaction(() => provision(directory, person(0)));
  const measure = (size: number) => ({
    get: count(() => readUser(directory, id)),
    filter: count(() => listUsers(directory, { userName: 'person1@example.com' }, { startIndex: 1, count: 100 })),
    'filter in vain': count(() => listUsers(directory, { userName: 'nobody@x.com' }, { startIndex: 1, count: 100 })),
    'first page': count(() => listUsers(directory, undefined, { startIndex: 1, count: 100 })),
    'deep page': count(() => listUsers(directory, undefined, { startIndex: size - 100, count: 100 })),
    create: count(() => provision(directory, { ...person(0), userName: `new${size}@example.com` })),
    rename: count(() => changeUser(directory, id, [{ givenName: `Kim ${size}` }])),
  });
  grow(1, 200);
  const small = measure(200);
  grow(200, 5000);
  const large = measure(5000);
  t.strictSame(large, small);
  for (const [work, { scans }] of Object.entries(large)) t.strictSame(scans, [], `${work} scans nothing`);
  t.equal(large['deep page'].statements, large['first page'].statements);
  const counts = Object.fromEntries(
    Object.entries(large).map(([work, { statements, written }]) => [work, { statements, written }]),
  );
  t.strictSame(counts, {
    get: { statements: 1, written: 0 },
    filter: { statements: 1, written: 0 },
    'filter in vain': { statements: 2, written: 0 },
    'first page': { statements: 2, written: 0 },
    'deep page': { statements: 2, written: 0 },
    // Look-ups of person and account, and of the new id among users and groups; the last position, both rows, the counter,
    // and the audit trail's last row and new one.
    create: { statements: 10, written: 4 },
    rename: { statements: 4, written: 2 },
  });
});

test("a group's rename, or a member more, does not rewrite the others", async (t) => {
  const { store, world, directory, count } = watched();
  t.teardown(() => store.close());
  const [late, ...ids] = world.transaction(() =>
    Array.from({ length: 1000 }, (_, number) => provision(directory, person(number)).id),
  );
  const groupOf = (displayName: string, members: string[]) =>
    world.transaction(() =>
      createGroup(directory, {
        displayName,
        externalId: null,
        members: members.map((value) => ({ value, display: '' })),
      }),
    );
  const small = groupOf('small', ids.slice(0, 2));
  const large = groupOf('large', ids);
  const measure = ({ id }: { id: string }) => ({
    rename: count(() => patchGroup(directory, id, [{ change: 'displayName', displayName: `renamed ${id}` }])).written,
    add: count(() => patchGroup(directory, id, [{ change: 'add members', members: [late ?? ''] }])).written,
    remove: count(() => patchGroup(directory, id, [{ change: 'remove members', members: [late ?? ''] }])).written,
  });
  t.strictSame(measure(large), measure(small));
  t.strictSame(measure(large), { rename: 0, add: 3, remove: 3 }, "the member's row, the group's own and the event");
});
