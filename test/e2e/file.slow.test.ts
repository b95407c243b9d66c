import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import t, { type Test, test } from 'tap';
import { isLong } from '../effort.ts';
import { createClient } from './client.ts';
import { type CommandEnd, pause, runCommand, startCommand } from './command.ts';
import { fileIn, problemsOfFile } from './database.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

const nobody = 65534;
const isRoot = process.getuid?.() === 0;

const temporary = (t: Test): string => {
  const directory = mkdtempSync(join(tmpdir(), 'file-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

const digest = (directory: string): string =>
  createHash('sha256')
    .update(readFileSync(fileIn(directory)))
    .digest('hex');

/** A file with one user and one group in it, ended in order. */
const fill = async (data: string): Promise<void> => {
  const command = await startCommand(['--data', data]);
  const { call, createUser } = createClient(command.url);
  const { body } = await createUser('kept@example.test');
  await call('POST', '/Groups', { displayName: 'Kept', members: [{ value: body.id }] });
  const { code } = await command.end();
  if (code !== 0) throw new Error(`ended with ${code}: ${command.output()}`);
};

const holdsAll = async (t: Test, data: string): Promise<void> => {
  const command = await startCommand(['--data', data]);
  const { listAll } = createClient(command.url);
  t.match(await listAll('/Users'), [{ userName: 'kept@example.test', active: true }], 'the user is there');
  t.match(await listAll('/Groups'), [{ displayName: 'Kept', members: [{ display: 'Given Family' }] }], 'and the group');
  await command.end();
};

const refusesInOneLine = (t: Test, { code, errors }: CommandEnd, description: RegExp): void => {
  t.equal(code, 1, 'it ends with 1');
  t.match(errors, description, 'and says why');
  t.equal(errors.trim().split('\n').length, 1, `in one line: ${errors}`);
};

test('a file of a newer version is left alone', async (t) => {
  const data = temporary(t);
  await fill(data);
  const database = new SQLite(fileIn(data));
  const version = database.pragma('user_version', { simple: true }) as number;
  database.pragma('user_version = 9999');
  database.close();
  const before = digest(data);
  refusesInOneLine(t, await runCommand(['--data', data]), /newer/);
  t.equal(digest(data), before, 'the file is as it was');
  const again = new SQLite(fileIn(data));
  again.pragma(`user_version = ${version}`);
  again.close();
  await holdsAll(t, data);
});

test('a file of something else is left alone', async (t) => {
  const data = temporary(t);
  writeFileSync(fileIn(data), 'This is no database, and someone wants to keep it.\n'.repeat(50));
  const before = digest(data);
  refusesInOneLine(t, await runCommand(['--data', data]), /not a database/);
  t.equal(digest(data), before, 'the file is as it was');
});

test('a torn file is told of', async (t) => {
  const data = temporary(t);
  await fill(data);
  const bytes = readFileSync(fileIn(data));
  bytes.fill(0xa5, 4096 * 2, 4096 * 6);
  writeFileSync(fileIn(data), bytes);
  refusesInOneLine(t, await runCommand(['--data', data]), /damaged|CORRUPT/);
});

test('two processes cannot have one file', async (t) => {
  const data = temporary(t);
  await fill(data);
  const first = await startCommand(['--data', data]);
  t.teardown(() => first.end('SIGKILL'));
  refusesInOneLine(t, await runCommand(['--data', data]), /in use|another process/);
  const { createUser } = createClient(first.url);
  t.match(await createUser('second@example.test'), { status: 201 }, 'the first goes on');
  await first.end();
  t.same(problemsOfFile(data), [], 'the file is whole');
  const second = await startCommand(['--data', data]);
  t.equal((await createClient(second.url).listAll('/Users')).length, 2, 'and has everything, once the first has ended');
  await second.end();
});

test('a file that cannot be written', async (t) => {
  const data = temporary(t);
  await fill(data);
  const limits = isRoot ? { uid: nobody } : {};
  if (isRoot) chownSync(data, nobody, nobody);
  chmodSync(fileIn(data), 0o444);
  refusesInOneLine(t, await runCommand(['--data', data], limits), /writ/);
  chmodSync(data, 0o555);
  refusesInOneLine(t, await runCommand(['--data', data], limits), /writ/);
  chmodSync(data, 0o755);
  chmodSync(fileIn(data), 0o644);
  await holdsAll(t, data);
});

/** Mounts a small disk; undefined where that is not permitted. */
const smallDisk = (t: Test, kilobytes: number): string | undefined => {
  const directory = mkdtempSync(join(tmpdir(), 'disk-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', directory], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  t.teardown(() => execFileSync('umount', ['-l', directory]));
  return directory;
};

test('a disk that fills up', async (t) => {
  const data = smallDisk(t, 1500);
  if (data === undefined) {
    t.plan(0, 'mounting a small disk is not permitted here');
    return;
  }
  const command = await startCommand(['--data', data]);
  t.teardown(() => command.end('SIGKILL'));
  const { createUser, listAll } = createClient(command.url);
  const acknowledged: string[] = [];
  let refused: { status: number; body: unknown } | undefined;
  for (let n = 0; n < 20_000 && refused === undefined; n += 1) {
    const userName = `user${n}@example.test`;
    const said = await createUser(userName, { externalId: 'x'.repeat(500) });
    if (said.status === 201) acknowledged.push(userName);
    else refused = said;
  }
  t.match(
    refused,
    { status: 500, body: { status: '500', detail: /^Couldn't update this team member/ } },
    "Postman's 500",
  );
  await pause(200);
  t.match(command.output(), /full|space/i, 'the log says why');
  for (let n = 0; n < 20; n += 1) await createUser(`more${n}@example.test`, { externalId: 'x'.repeat(5000) });
  const names = (await listAll('/Users'))
    .map(({ userName }) => userName)
    .filter((name) => !String(name).startsWith('more'));
  t.same(names, acknowledged, 'everyone acknowledged is there, and nobody else');

  execFileSync('mount', ['-o', 'remount,size=64m', data]);
  t.match(await createUser('after@example.test'), { status: 201 }, 'with space again it goes on');
  await command.end();
  t.same(problemsOfFile(data), [], 'the file is whole');
  const again = await startCommand(['--data', data]);
  const kept = new Set((await createClient(again.url).listAll('/Users')).map(({ userName }) => String(userName)));
  t.ok(
    acknowledged.every((name) => kept.has(name)),
    'and nobody is lost after a restart',
  );
  await again.end();
  t.comment(`full after ${acknowledged.length} users`);
});
