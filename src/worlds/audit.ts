import type { AuditEntry } from '../store/audit.ts';
import type { Store } from '../store/store.ts';
import type { World } from './world.ts';

/** Adds the keys that time has ended since the trail was last read: nothing happens at the moment a key expires. */
const noteExpiredKeys = (store: Store, world: World): void => {
  const now = world.clock.now();
  const noted = new Set<string>();
  for (const { subject, event, team, id } of store.audit.all(world.pk)) {
    if (subject === 'key' && event === 'expired') noted.add(`${team} ${id}`);
  }
  for (const team of store.teams.all(world.pk)) {
    for (const { id, name, expires, status } of store.keys.all(team.pk)) {
      if (expires === null || expires > now || status !== 'ACTIVE' || noted.has(`${team.id} ${id}`)) continue;
      const event = { subject: 'key', id, name, event: 'expired', detail: null } as const;
      store.audit.add(world.pk, { time: expires, team: team.id, actor: 'time', key: null, ...event });
    }
  }
};

/** The audit trail of a world, oldest first: what happened to people, groups, keys and teams, and by whom. */
export const readAudit = (store: Store, world: World): AuditEntry[] => {
  world.transaction(() => noteExpiredKeys(store, world));
  return store.audit.all(world.pk);
};
