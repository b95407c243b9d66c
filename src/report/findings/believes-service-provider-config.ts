import { type FindingKind, Incidents } from '../finding.ts';
import { Recent } from '../recent.ts';
import { several } from '../wording.ts';

export const believesServiceProviderConfig: FindingKind = {
  id: 'believes-service-provider-config',
  severity: 'warning',
  title: 'Believes what ServiceProviderConfig promises',
  explanation:
    'It says patch.supported and filter.supported. PATCH of a user changes `active` only, and filters are userName eq and displayName eq.',
  remedy: 'Do not switch features on by ServiceProviderConfig. Use what is known to work.',
  quirks: ['patch-active-only', 'filter-attributes'],
  detect: () => {
    const seen = new Incidents();
    const readers = new Recent<string, true>(1_000);
    return {
      take(call) {
        if (call.operation === 'getScimServiceProviderConfig') {
          if (call.entry.status === 200) readers.set(call.client, true);
          return;
        }
        if (readers.size === 0 || !readers.has(call.client) || call.operation === null) return;
        for (const { path, outcome, quirk } of call.entry.outcomes) {
          if (path === '?filter' && quirk?.startsWith('filter-refused'))
            seen.add(call, 'filter.supported, yet this filter is not');
          else if (quirk === 'patch-active-only') seen.add(call, `patch.supported, yet ${path} was ${outcome}`);
        }
      },
      conclude: () =>
        seen.sum(
          (count) =>
            `After it had read ServiceProviderConfig, the client did ${several(count, 'thing')} promised there and not supported.`,
        ),
    };
  },
};
