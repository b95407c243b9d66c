import { test } from 'tap';
import { createAuditTrail } from '../../src/store/audit.ts';
import { openDatabase } from '../../src/store/open-database.ts';

test('the audit trail of a world is bounded in bytes; the oldest events go', async (t) => {
  const database = openDatabase(undefined);
  t.teardown(() => database.close());
  for (const id of ['a', 'b']) database.prepare('INSERT INTO world (id, id_seed) VALUES (?, ?)').run(id, 'seed');
  const trail = createAuditTrail(database, 2000);
  const event = {
    time: 0,
    team: 'team-1',
    actor: 'admin',
    key: null,
    subject: 'person',
    id: 'x',
    detail: null,
  } as const;
  trail.add(2, { ...event, name: 'other', event: 'created' });
  for (let number = 1; number <= 100; number += 1) {
    trail.add(1, { ...event, name: `person-${number}`, event: 'created' });
    const kept = trail.all(1);
    t.ok(kept.reduce((bytes, entry) => bytes + Buffer.byteLength(JSON.stringify(entry)), 0) <= 2000);
    t.equal(kept.at(-1)?.sequence, number);
    t.same(
      kept.map(({ sequence }) => sequence),
      kept.map((_, index) => number - kept.length + 1 + index),
    );
  }
  t.ok(trail.all(1).length > 10);
  t.equal(trail.all(2).length, 1, 'another world keeps its own');
});
