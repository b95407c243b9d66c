import { type FindingKind, Incidents } from '../finding.ts';
import { several } from '../wording.ts';

export const keyInXApiKey: FindingKind = {
  id: 'key-in-x-api-key',
  severity: 'warning',
  title: 'Sends the key in x-api-key',
  explanation:
    "Postman's OpenAPI definition wants the SCIM API key in Authorization. Its generated SDK uses x-api-key. Nobody outside knows whether that works.",
  remedy: 'Send Authorization: Bearer KEY. In the generated SDK set apiKeyHeader to Authorization.',
  quirks: ['x-api-key', 'authorization-forms'],
  detect: () => {
    const seen = new Incidents();
    return {
      take(call) {
        if (call.entry.keyForm === 'x-api-key') seen.add(call, `answered ${call.entry.status}`);
      },
      conclude: () => seen.sum((count) => `${several(count, 'request')} had the key in x-api-key.`),
    };
  },
};
