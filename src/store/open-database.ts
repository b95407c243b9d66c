import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import SQLite from 'better-sqlite3';
import { migrate, migrations } from './migrations.ts';
import { StoreError } from './store-error.ts';

/** "SCIM" in ASCII: marks a file as this program's. */
const applicationId = 0x5343494d;

const checkOwner = (database: Database, file: string): void => {
  const version = database.pragma('user_version', { simple: true }) as number;
  const owner = database.pragma('application_id', { simple: true }) as number;
  const empty = (database.pragma('page_count', { simple: true }) as number) === 0;
  if (!empty && owner !== applicationId) throw new StoreError(`${file} is a database of another program`);
  if (version > migrations.length) {
    throw new StoreError(
      `${file} was written by a newer version (format ${version}, this one knows ${migrations.length}); it is left untouched`,
    );
  }
};

const explain = (error: unknown, file: string): unknown => {
  const code = error instanceof SQLite.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_BUSY')) return new StoreError(`${file} is in use by another process`);
  if (code === 'SQLITE_NOTADB') return new StoreError(`${file} is not a database`);
  if (code.startsWith('SQLITE_CORRUPT')) return new StoreError(`${file} is damaged`);
  if (code.startsWith('SQLITE_FULL')) return new StoreError(`${file}: the disk is full`);
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) return new StoreError(`${file} cannot be opened for writing`);
  if (code.startsWith('SQLITE_IOERR')) return new StoreError(`${file} cannot be read or written: ${code}`);
  return error;
};

/** Makes a directory and those above it; Node's own recursive form never ends below /proc. */
const makeDirectory = (directory: string): void => {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory));
  mkdirSync(directory);
};

/** The first page of a database is longer than this; SQLite takes a shorter file for an empty one and writes over it. */
const shortestPage = 512;

const prepareDirectory = (directory: string): string => {
  try {
    makeDirectory(resolve(directory));
    accessSync(directory, constants.W_OK);
  } catch {
    throw new StoreError(`the data directory ${directory} cannot be written to`);
  }
  const file = join(directory, 'postman-scim-emulator.db');
  try {
    if (existsSync(file)) accessSync(file, constants.W_OK);
  } catch {
    throw new StoreError(`${file} cannot be opened for writing`);
  }
  const size = existsSync(file) ? statSync(file).size : 0;
  if (size > 0 && size < shortestPage) throw new StoreError(`${file} is not a database`);
  return file;
};

/**
 * Opens the database in a directory, or one in memory where there is no directory.
 * @throws {StoreError} where the file cannot be used; it is then as it was.
 */
export const openDatabase = (directory: string | undefined): Database => {
  const file = directory === undefined ? ':memory:' : prepareDirectory(directory);
  let database: Database | undefined;
  try {
    database = new SQLite(file, { timeout: 250 });
    // One process a file: a second one is told so, and no shared memory file is needed.
    if (directory !== undefined) database.pragma('locking_mode = EXCLUSIVE');
    checkOwner(database, file);
    // Committed work survives a killed process with synchronous NORMAL; only a power cut may lose the last of it.
    if (directory !== undefined) database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    database.pragma('temp_store = MEMORY');
    database.pragma(`application_id = ${applicationId}`);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    throw explain(error, file);
  }
};
