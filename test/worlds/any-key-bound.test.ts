import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'tap';
import { toMemberText } from '../../src/scim/write/group.ts';
import { toUserText } from '../../src/scim/write/user.ts';
import { openStore } from '../../src/store/store.ts';
import { Registry } from '../../src/worlds/registry.ts';

test('the bound of worlds that invented keys open counts those of earlier runs, and the oldest goes first', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'any-key-'));
  t.teardown(() => rm(directory, { recursive: true }));
  for (let run = 0; run < 3; run += 1) {
    const store = openStore({ directory, toUserText, toMemberText });
    const options = { teamDefaults: {}, anyKey: true, idSeed: undefined, journalLimit: 0, mostAnyKeyWorlds: 3 };
    const registry = new Registry(store, options as never);
    for (let number = 0; number < 2; number += 1) {
      t.ok(registry.getOrCreateForKey(`key-${run}-${number}`), `run ${run}, key ${number}`);
      t.ok(registry.all.length <= 3, `${registry.all.length} worlds`);
    }
    const newest = ['key-0-0', 'key-0-1', 'key-1-0', 'key-1-1', 'key-2-0', 'key-2-1'].slice(0, run * 2 + 2).slice(-3);
    for (const key of newest) t.ok(store.keys.holder(key), `${key} still opens its world in run ${run}`);
    t.equal(
      registry.getOrCreateForKey('emulator-scim-key-later'),
      undefined,
      'a key that the emulator makes opens none',
    );
    registry.close();
    store.close();
  }
});
