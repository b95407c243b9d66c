import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Test } from 'tap';
import { test } from 'tap';
import { toMemberText } from '../../src/scim/write/group.ts';
import { toUserText } from '../../src/scim/write/user.ts';
import { migrations } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { packText, unpackText } from '../../src/store/packed-text.ts';
import { openStore } from '../../src/store/store.ts';
import { StoreError } from '../../src/store/store-error.ts';

const fileIn = (directory: string): string => join(directory, 'postman-scim-emulator.db');
const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Opening fails with this message, and the file is as it was, with nothing beside it. */
const refuses = (t: Test, directory: string, message: RegExp): void => {
  const before = hashOf(fileIn(directory));
  const files = readdirSync(directory);
  t.throws(() => openDatabase(directory), { constructor: StoreError, message });
  t.equal(hashOf(fileIn(directory)), before, 'untouched');
  t.same(readdirSync(directory), files, 'nothing left beside it');
};

test('a new file has all migrations, strict tables and enforced keys', async (t) => {
  const directory = t.testdir();
  const database = openDatabase(join(directory, 'made', 'on', 'the', 'way'));
  t.equal(database.pragma('user_version', { simple: true }), migrations.length);
  t.equal(database.pragma('journal_mode', { simple: true }), 'wal');
  t.equal(database.pragma('foreign_keys', { simple: true }), 1);
  const tables = database
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all() as {
    name: string;
    sql: string;
  }[];
  for (const { name, sql } of tables) t.match(sql, /\) STRICT$/, name);
  t.throws(() => database.exec("INSERT INTO snapshot VALUES (99, 'x', 0, '{}')"), /FOREIGN KEY/);
  database.close();
});

test('opening again changes nothing', async (t) => {
  const directory = t.testdir();
  openDatabase(directory).close();
  const database = openDatabase(directory);
  t.equal(database.pragma('user_version', { simple: true }), migrations.length);
  database.close();
});

test('a directory of the first version opens, and its documents are read as they were written', async (t) => {
  const directory = t.testdir();
  const first = new SQLite(fileIn(directory));
  first.exec(migrations[0] as string);
  first.pragma('application_id = 0x5343494d');
  first.pragma('user_version = 1');
  first.exec(`INSERT INTO world (id, id_seed) VALUES ('default', 's');
    INSERT INTO birth VALUES (1, '{"version":1,"teams":[]}');
    INSERT INTO snapshot VALUES (1, 'kept', 5, '{"version":1,"teams":[{}]}')`);
  first.close();
  const store = openStore({ directory, toUserText, toMemberText });
  t.equal(store.worlds.birth(1), '{"version":1,"teams":[]}');
  t.equal(store.worlds.snapshot(1, 'kept'), '{"version":1,"teams":[{}]}');
  const long = JSON.stringify({ text: 'é京'.repeat(100_000) });
  store.worlds.saveSnapshot(1, 'long', 6, long);
  t.equal(store.worlds.snapshot(1, 'long'), long);
  store.worlds.remove(1);
  t.equal(store.worlds.birth(1), undefined, 'documents go with their world');
  t.strictSame(store.worlds.snapshots(1), []);
  store.close();
  const database = openDatabase(directory);
  t.equal(database.pragma('user_version', { simple: true }), migrations.length);
  t.strictSame(database.pragma('foreign_key_check'), []);
  database.close();
});

test('a long document is stored compressed', async (t) => {
  const text = 'x'.repeat(1_000_000);
  t.ok(packText(text).length < 10_000);
  t.equal(unpackText(packText(text)), text);
  t.equal(packText('{}'), '{}');
});

test('a file of a newer version is refused and left untouched', async (t) => {
  const directory = t.testdir();
  const database = openDatabase(directory);
  database.pragma(`user_version = ${migrations.length + 1}`);
  database.close();
  refuses(t, directory, /newer version \(format \d+, this one knows \d+\); it is left untouched/);
});

test('so is a database of another program, and a file that is no database', async (t) => {
  const other = t.testdir({ other: {}, text: {} });
  const directory = join(other, 'other');
  const database = new SQLite(fileIn(directory));
  database.exec('CREATE TABLE mine (x)');
  database.close();
  refuses(t, directory, /is a database of another program/);
  writeFileSync(fileIn(join(other, 'text')), 'this is no database'.repeat(100));
  refuses(t, join(other, 'text'), /is not a database/);
  for (const length of [1, 100, 511]) {
    writeFileSync(fileIn(join(other, 'text')), 'x'.repeat(length));
    refuses(t, join(other, 'text'), /is not a database/);
    t.equal(readFileSync(fileIn(join(other, 'text')), 'utf8').length, length, 'and is left as it is');
  }
  if (existsSync('/proc')) t.throws(() => openDatabase('/proc/nope/deeper'), /cannot be written to/);
});

test('a second process is told that the file is in use', async (t) => {
  const directory = t.testdir();
  const first = openDatabase(directory);
  t.throws(() => openDatabase(directory), { constructor: StoreError, message: /is in use by another process/ });
  first.close();
  openDatabase(directory).close();
});

test('a directory that cannot be one', async (t) => {
  const directory = t.testdir({ file: 'x' });
  t.throws(() => openDatabase(join(directory, 'file', 'data')), {
    constructor: StoreError,
    message: /cannot be written to/,
  });
});
