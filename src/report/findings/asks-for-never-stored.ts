import { eachCall, type FindingKind } from '../finding.ts';
import { listed, several } from '../wording.ts';

const returned = new Set([
  'id',
  'schemas',
  'meta',
  'username',
  'name',
  'active',
  'externalid',
  'displayname',
  'members',
]);

/** The attribute's first name, in lower case and without the core schema's URN. */
const rootOf = (attribute: string): string =>
  attribute
    .trim()
    .toLowerCase()
    .replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, '')
    .replace(/[.[].*$/, '');

export const asksForNeverStored: FindingKind = {
  id: 'asks-for-never-stored',
  severity: 'warning',
  title: 'Asks for what Postman never returns',
  explanation: 'Postman ignores `attributes`, and does not have what is asked for. The client gets answers without it.',
  remedy: 'Work with userName, name, externalId and active: there is nothing else.',
  quirks: ['never-stored', 'unknown-parameters'],
  detect: eachCall(
    (call) => {
      if (!call.isRead || call.operation === null || call.rawQuery === '') return undefined;
      const asked = call.query.get('attributes');
      if (asked === null) return undefined;
      const missing = asked.split(',').filter((name) => name.trim() !== '' && !returned.has(rootOf(name)));
      return missing.length > 0 ? listed(missing.map((name) => name.trim())) : undefined;
    },
    (count, attributes) => `${several(count, 'request')} asked for ${listed(attributes)}.`,
  ),
};
