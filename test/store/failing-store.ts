import type { Store } from '../../src/store/store.ts';

/** The names of what writes, in every part of the store. */
const writes = /^(add|save|remove|empty|list|changeEmail|showInvites|addMember|removeMember)/;

const diskFull = (): Error => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

/** Lets one write of a store fail, or one commit, as on a full disk. */
export const failWrites = (store: Store) => {
  let left = 0;
  let failed = false;
  const count = (): void => {
    if (left === 0) return;
    left -= 1;
    if (left > 0) return;
    failed = true;
    throw diskFull();
  };
  const { worlds, teams, keys, accounts, members, groups } = store;
  for (const part of [worlds, teams, keys, accounts, members, groups] as unknown as Record<string, unknown>[]) {
    for (const [name, method] of Object.entries(part)) {
      if (!writes.test(name) || typeof method !== 'function') continue;
      part[name] = (...passed: unknown[]) => {
        count();
        return method.apply(part, passed);
      };
    }
  }
  const { transaction } = store;
  let depth = 0;
  Object.assign(store, {
    transaction: (work: () => unknown) =>
      transaction(() => {
        depth += 1;
        try {
          const result = work();
          // The outermost one is committed; that can fail too.
          if (depth === 1) count();
          return result;
        } finally {
          depth -= 1;
        }
      }),
  });
  return {
    /** Lets the write of this number fail, counted from 1; 0 lets all succeed. */
    arm(number: number): void {
      left = number;
      failed = false;
    },
    /** Whether the write was reached. */
    get failed(): boolean {
      return failed;
    },
  };
};
