import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { test } from 'tap';
import { effort, isLong } from '../effort.ts';
import { createClient } from './client.ts';
import { pause, startCommand } from './command.ts';
import { createWriter } from './crash-load.ts';
import { problemsOfFile } from './database.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

const kills = effort(5, 50);
const writerCount = 6;

test('killed under full write load, nothing acknowledged is lost', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'crash-'));
  t.teardown(() => rm(data, { recursive: true }));
  const writers = Array.from({ length: writerCount }, (_, n) => createWriter(`w${n}`));
  let command = await startCommand(['--data', data]);
  t.teardown(() => command.end('SIGKILL'));

  const count = (): number => writers.reduce((sum, writer) => sum + writer.acknowledged(), 0);
  let before = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const client = createClient(command.url);
    const running = writers.map((writer) => writer.run(client).catch((error: Error) => error));
    await pause(150 + Math.floor(Math.random() * 700));
    await command.end('SIGKILL');
    const stopped = await Promise.all(running);
    // The kill breaks a writer's connection; anything else is the emulator's fault.
    const wrong = stopped.filter(
      (error) => !/^(ECONNRESET|ECONNREFUSED|EPIPE)$/.test(String((error as NodeJS.ErrnoException).code)),
    );
    t.same(wrong, [], 'every request before was answered as it should be');
    const written = count();
    t.ok(written > before, `kill ${kill}: ${written - before} writes were acknowledged before it`);
    before = written;

    t.same(problemsOfFile(data), [], `kill ${kill}: the file is whole`);
    command = await startCommand(['--data', data]);
    const { listAll } = createClient(command.url);
    const [users, groups] = await Promise.all([listAll('/Users'), listAll('/Groups')]);
    t.same(
      writers.flatMap((writer) => writer.settle(users, groups)),
      [],
      `kill ${kill}: nothing lost, nothing half`,
    );
    t.equal(new Set(users.map(({ id }) => id)).size, users.length, 'no id is there twice');
  }

  t.match(await command.end('SIGTERM'), { code: 0 }, 'it still ends in order');
  t.same(problemsOfFile(data), [], 'the file is whole at the end');
  const acknowledged = count();
  t.ok(acknowledged >= kills * writerCount, `${acknowledged} acknowledged writes`);
  t.comment(`${kills} kills, ${acknowledged} acknowledged writes by ${writerCount} writers`);
});
