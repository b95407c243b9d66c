import { type FindingKind, Incidents } from '../finding.ts';
import { Recent } from '../recent.ts';
import { nameIn } from '../resource.ts';
import { people } from '../wording.ts';

export const createWithoutLooking: FindingKind = {
  id: 'create-without-looking',
  severity: 'note',
  title: 'Creates people without looking for them',
  explanation: 'On a second run, or for anybody who is in the team already, POST answers 409.',
  remedy: 'Look first: `GET /Users?filter=userName eq "…"`. Or create, and look on 409.',
  quirks: ['user-exists', 'filter-attributes'],
  detect: () => {
    const seen = new Recent<string, Incidents>(1_000);
    return {
      take(call, memory) {
        const { client } = call;
        const { status } = call.entry;
        if (call.operation !== 'createScimUser' || (status !== 201 && status !== 409)) return;
        const userName = nameIn(call)?.name;
        if (userName === undefined) return;
        if (memory.lookUpOf(client, 'users', userName) !== undefined || memory.hasListed(client, 'users')) return;
        const incidents = seen.get(client) ?? new Incidents();
        incidents.add(call, `${userName}: ${status}`, userName);
        seen.set(client, incidents);
      },
      conclude: ({ memory }) => {
        const careless = [...seen].filter(([client]) => !memory.looksAfterConflict(client)).map(([, sum]) => sum);
        const count = new Set(careless.flatMap((incidents) => [...incidents.subjects.keys()])).size;
        if (count === 0) return undefined;
        return {
          summary: `POST was sent for ${people(count)} without a look whether they are there.`,
          count,
          examples: careless.flatMap((incidents) => incidents.examples).slice(0, 5),
        };
      },
    };
  },
};
