import type { AttributeOutcome } from '../../domain/trace.ts';
import { toAttribute } from '../../worlds/ignored.ts';
import { type FindingKind, Incidents } from '../finding.ts';
import { listed, several } from '../wording.ts';

/** What Postman does store, at one time or another, and what other findings speak of. */
const stored = new Set([
  'userName',
  'active',
  'externalId',
  'name',
  'name.givenName',
  'name.familyName',
  'schemas',
  'password',
]);

export const isNeverStored = ({ path, outcome }: AttributeOutcome): boolean =>
  outcome === 'ignored' && !path.startsWith('?') && !stored.has(path) && !path.startsWith('members.');

export const neverStored: FindingKind = {
  id: 'never-stored',
  severity: 'note',
  title: 'Sends what Postman never stores',
  explanation:
    'Postman accepts these attributes, drops them and never returns them. Nothing that rests on them will work.',
  remedy: 'Leave them out of the mapping, or at least never compare them with what Postman returns.',
  quirks: ['never-stored', 'put-name-only', 'patch-active-only'],
  detect: () => {
    const seen = new Incidents();
    return {
      take(call) {
        const { outcomes } = call.entry;
        if (!call.succeeded || !outcomes.some(isNeverStored)) return;
        const attributes = new Set(outcomes.filter(isNeverStored).map(({ path }) => toAttribute(path)));
        for (const attribute of attributes) seen.name(attribute);
        seen.add(call, `ignored: ${listed(attributes, 8)}`);
      },
      conclude: () =>
        seen.sum((count, attributes) => `${several(count, 'request')} carried ${listed(attributes, 12)}. All ignored.`),
    };
  },
};
