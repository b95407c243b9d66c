import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import tap, { test } from 'tap';
import { operations } from '../../src/domain/operation.ts';
import { isQuirkId } from '../../src/quirks/catalogue.ts';
import { collection, collectionFile, environment, environmentFile, toText } from '../../tools/postman-collection.ts';
import { installNewman, runCollection, startServer } from './newman.ts';

// Newman is installed where it is missing, and takes its time over each request.
tap.setTimeout(300_000);

const items = collection.item.flatMap((folder) => folder.item);

test('what is committed is what the code says; npm run docs:postman writes it', async (t) => {
  t.equal(readFileSync(collectionFile, 'utf8'), toText(collection));
  t.equal(readFileSync(environmentFile, 'utf8'), toText(environment));
});

test('every operation is called, every request is tested and says what it shows', async (t) => {
  const called = new Set<string>();
  for (const { name, event, request } of items) {
    const { raw } = request.url as { raw: string };
    const path = raw.replace(/^\{\{address\}\}/, '').replace(/\?.*/, '');
    const scim = path.startsWith('/scim/v2');
    if (scim) called.add(`${request.method} ${path.slice('/scim/v2'.length).replace(/^(\/\w+)\/.*/, '$1/:id')}`);
    t.ok(
      event[0]?.script.exec.some((line) => line.startsWith('pm.test(')),
      `${name}: tested`,
    );
    const [, quirk = ''] = /\*\*([a-z0-9-]+)\*\* \((documented|observed|inferred)\)/.exec(request.description) ?? [];
    t.ok(scim ? isQuirkId(quirk) : request.description.length > 0, `${name}: described`);
  }
  for (const { method, path } of Object.values(operations)) t.ok(called.has(`${method} ${path}`), `${method} ${path}`);
});

test('Newman runs the collection green against the command, and once more', async (t) => {
  await installNewman();
  const address = await startServer(t);
  const directory = t.testdir();
  for (const time of ['first', 'second']) {
    const { code, stats, failures } = await runCollection(directory, collectionFile, address);
    t.strictSame(failures, [], `${time} time`);
    t.equal(code, 0);
    t.equal(stats.requests?.total, items.length);
    t.ok((stats.assertions?.total ?? 0) > items.length);
  }
  const worlds = await (await fetch(`${address}/_emulator/worlds`)).json();
  t.equal((worlds as unknown[]).length, 1, 'its worlds are gone again');
});

test('a Postman that behaves otherwise is found out', async (t) => {
  await installNewman();
  const address = await startServer(t);
  const directory = t.testdir();
  const file = join(directory, 'collection.json');
  writeFileSync(file, toText(collection).replaceAll('\\"profile\\": \\"classic\\"', '\\"profile\\": \\"2026-08\\"'));
  const { code, failures } = await runCollection(directory, file, address, ['--folder', "A person's life"]);
  t.equal(code, 1);
  t.strictSame(
    failures.map(({ error }) => error.test),
    ['userName is silently ignored', 'active is silently ignored', 'the status is 409', 'scimType is uniqueness'],
  );
});
