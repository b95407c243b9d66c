import type { Folder, Item } from './item.ts';
import { control } from './item.ts';

const enter: Item = control('POST', '/worlds', {
  name: 'Begin: a world of its own',
  body: { profile: 'classic', quirks: {}, verifiedDomains: ['example.com'], rateLimit: 'off', timeToLiveSeconds: 600 },
  description:
    'Makes a world for this flow alone, so that it can be run again and again; its key becomes `{{key}}`. Leave this ' +
    'request and the last one out to run the flow against the team that your own key opens.',
  expects: {
    status: 201,
    keeps: {
      ownKey: "pm.environment.get('ownKey') || pm.variables.get('key')",
      key: 'body.team.key',
      world: 'body.id',
      team: 'body.team.id',
    },
  },
});

const leave: Item = control('DELETE', '/worlds/{{world}}', {
  name: 'End: the world goes',
  description: 'Deletes the world of this flow; `{{key}}` is what it was before.',
  expects: { status: 204, keeps: { key: "pm.environment.get('ownKey')" } },
});

/** A flow: its requests in a world of their own. */
export const flow = (name: string, description: string, item: readonly Item[]): Folder => ({
  name,
  description,
  item: [enter, ...item, leave],
});

export const patch = (...Operations: readonly object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});
