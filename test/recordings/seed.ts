import { resourcesIn } from '../../src/conformance/made.ts';
import type { RecordedExchange, Recording } from '../../src/conformance/recording.ts';

type Resource = Record<string, unknown> & { id: string };

const isResource = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && typeof (value as { id?: unknown }).id === 'string';

export const jsonOf = (body: RecordedExchange['answer']['body']): unknown =>
  body !== undefined && 'json' in body ? body.json : undefined;

const resourcesOf = ({ answer }: RecordedExchange): Resource[] => resourcesIn(jsonOf(answer.body)).filter(isResource);

/** What was there before the recording began, as it was first seen: whatever no POST had named or answered. */
const firstSeen = (exchanges: readonly RecordedExchange[], path: RegExp, name: string): Resource[] => {
  let posted = '';
  const seen = new Map<string, Resource>();
  for (const exchange of exchanges) {
    if (exchange.request.method === 'POST') posted += JSON.stringify(exchange);
    if (!path.test(exchange.request.path)) continue;
    for (const resource of resourcesOf(exchange)) {
      const isNew = [resource.id, resource[name]].every((text) => !posted.includes(JSON.stringify(text)));
      if (typeof resource[name] === 'string' && isNew && !seen.has(resource.id)) seen.set(resource.id, resource);
    }
  }
  return [...seen.values()];
};

const firstTotal = (exchanges: readonly RecordedExchange[], path: RegExp): number => {
  const list = exchanges.find(({ request, answer }) => path.test(request.path) && answer.status === 200);
  return Number((jsonOf(list?.answer.body) as { totalResults?: number } | undefined)?.totalResults ?? 0);
};

/** The emulator takes ids of its own kind alone; others are bound to whatever it makes instead. */
const seedId = (id: string) => (/^[0-9a-f]{48}$/.test(id) ? { id } : {});

const numbered = <T>(length: number, make: (index: number) => T): T[] =>
  Array.from({ length: Math.max(length, 0) }, (_, index) => make(index));

/** A team like the one that was recorded, with others unseen to make up the numbers. */
export const seedOf = ({ profile, verifiedDomains, exchanges }: Recording, key: string) => {
  const people = firstSeen(exchanges, /^\/Users/, 'userName');
  const groups = firstSeen(exchanges, /^\/Groups/, 'displayName');
  const unseenPeople = firstTotal(exchanges, /^\/Users\?count=-?\d+$/) - people.length;
  const unseenGroups = firstTotal(exchanges, /^\/Groups\?count=-?\d+$/) - groups.length;
  const addresses = new Map(people.map(({ id, userName }) => [id, String(userName)]));
  return {
    version: 1 as const,
    teams: [
      {
        profile: 'classic' as const,
        quirks: { ...profile },
        verifiedDomains: [...verifiedDomains],
        keys: [{ key }],
        members: [
          ...people.map(({ id, userName, name, externalId, active }) => ({
            ...seedId(id),
            email: String(userName),
            ...(name as { givenName: string; familyName: string }),
            ...(typeof externalId === 'string' && { externalId }),
            state: active === false ? ('deactivated' as const) : ('active' as const),
          })),
          ...numbered(unseenPeople, (index) => ({
            email: `unseen${index}@unseen.example`,
            givenName: 'Un',
            familyName: 'Seen',
          })),
        ],
        groups: [
          ...groups.map(({ id, displayName, externalId, members }) => ({
            ...seedId(id),
            displayName: String(displayName),
            ...(typeof externalId === 'string' && { externalId }),
            members: (members as { value: string }[]).flatMap(({ value }) => addresses.get(value) ?? []),
          })),
          ...numbered(unseenGroups, (index) => ({ displayName: `unseen ${index}` })),
        ],
      },
    ],
  };
};
