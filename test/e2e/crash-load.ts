import type { Client, Resource, Said } from './client.ts';

/** What one writer has in the directory: address -> person, group name -> members' addresses. */
export type Holdings = {
  readonly people: Record<string, { givenName: string; active: boolean }>;
  readonly groups: Record<string, { externalId: string; members: string[] }>;
};

type Step = {
  readonly send: () => Promise<Said>;
  readonly status: number;
  readonly apply: (holdings: Holdings) => void;
};

/** A writer that knows what has been acknowledged to it, and the one request that has not. */
export type Writer = {
  readonly name: string;
  run(client: Client): Promise<void>;
  /** Compares the directory with what it must hold; takes over what it does. */
  settle(users: readonly Resource[], groups: readonly Resource[]): string[];
  acknowledged(): number;
};

const sorted = (value: object): unknown =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
const textOf = ({ people, groups }: Holdings): string => JSON.stringify([sorted(people), sorted(groups)]);

const toHoldings = (name: string, users: readonly Resource[], groups: readonly Resource[]): Holdings => {
  const holdings: Holdings = { people: {}, groups: {} };
  const addresses = new Map(users.map(({ id, userName }) => [id, String(userName)]));
  for (const { userName, name: person, active } of users) {
    if (!String(userName).startsWith(`${name}-`)) continue;
    const { givenName } = person as { givenName: string };
    holdings.people[String(userName)] = { givenName, active: active === true };
  }
  for (const { displayName, externalId, members } of groups) {
    if (!String(displayName).startsWith(`${name}-`)) continue;
    const inside = (members as { value: string }[]).map(({ value }) => addresses.get(value) ?? `unknown ${value}`);
    holdings.groups[String(displayName)] = { externalId: String(externalId), members: inside.sort() };
  }
  return holdings;
};

export const createWriter = (name: string): Writer => {
  let held: Holdings = { people: {}, groups: {} };
  let next: Holdings | undefined;
  let cycle = 0;
  let acknowledged = 0;

  const take = async ({ send, status, apply }: Step): Promise<Said> => {
    next = structuredClone(held);
    apply(next);
    const said = await send();
    if (said.status !== status) throw new Error(`${status} expected, not ${said.status} ${JSON.stringify(said.body)}`);
    held = next;
    next = undefined;
    acknowledged += 1;
    return said;
  };

  /** One round of writes, each of which touches several rows where it can. */
  const round = async ({ call, createUser }: Client): Promise<void> => {
    cycle += 1;
    const [ann, bob, cat] = ['ann', 'bob', 'cat'].map((one) => `${name}-${cycle}-${one}@example.test`) as [
      string,
      string,
      string,
    ];
    const [first, second] = [`${name}-${cycle}`, `${name}-${cycle}-renamed`];
    const user = await take({
      send: () => createUser(ann),
      status: 201,
      apply: ({ people }) => {
        people[ann] = { givenName: 'Given', active: true };
      },
    });
    const id = user.body.id;
    const members = [{ value: id }, { value: bob, display: 'Bob Bee' }, { value: cat, display: 'Cat Sea' }];
    const group = await take({
      send: () => call('POST', '/Groups', { displayName: first, externalId: 'before', members }),
      status: 201,
      apply: ({ people, groups }) => {
        people[bob] = { givenName: 'Bob', active: true };
        people[cat] = { givenName: 'Cat', active: true };
        groups[first] = { externalId: 'before', members: [ann, bob, cat] };
      },
    });
    const kept = [{ value: id }, { value: (group.body.members as { value: string }[])[1]?.value }];
    const Operations = [
      { op: 'replace', path: 'members', value: kept },
      { op: 'replace', path: 'externalId', value: 'after' },
      { op: 'replace', value: { displayName: second } },
    ];
    await take({
      send: () => call('PATCH', `/Groups/${group.body.id}`, { Operations }),
      status: 200,
      apply: ({ groups }) => {
        delete groups[first];
        groups[second] = { externalId: 'after', members: [ann, bob] };
      },
    });
    await take({
      send: () => call('PUT', `/Users/${id}`, { name: { givenName: 'Changed', familyName: 'Too' } }),
      status: 200,
      apply: ({ people }) => {
        people[ann] = { givenName: 'Changed', active: true };
      },
    });
    if (cycle % 3 === 0) return;
    await take({
      send: () => call('DELETE', `/Groups/${group.body.id}`),
      status: 204,
      apply: ({ people, groups }) => {
        delete groups[second];
        people[ann] = { givenName: 'Changed', active: false };
        people[bob] = { givenName: 'Bob', active: false };
      },
    });
  };

  return {
    name,
    async run(client) {
      for (;;) await round(client);
    },
    settle(users, groups) {
      const actual = toHoldings(name, users, groups);
      const allowed = [held, ...(next === undefined ? [] : [next])].map(textOf);
      held = actual;
      next = undefined;
      if (allowed.includes(textOf(actual))) return [];
      return [`${name} holds ${textOf(actual)}\nwhere it should hold ${allowed.join('\nor ')}`];
    },
    acknowledged: () => acknowledged,
  };
};
