import { control, type Folder } from './item.ts';

const world = '/worlds/default';
const team = `${world}/teams/team-1`;
const sam = 'sam@elsewhere.example';

/** Requests that act on the default world, which a client is pointed at: what people and Postman's pages do. */
export const operate: Folder = {
  name: 'Operate',
  description:
    'Acts on the default world, to which the key `emulator-scim-key` leads. Send the requests one by one, while an ' +
    'identity provider or a connector is at work; sent in a row they leave nothing behind but the last reset. The page ' +
    '`/_emulator/ui` does the same with a click.',
  item: [
    control('GET', `${team}/members`, {
      name: 'Members',
      description: 'Everyone who is or was in the team, with roles, which SCIM does not show.',
      expects: { status: 200, checks: { 'they are a list': 'pm.expect(body).to.be.an("array")' } },
    }),
    control('POST', `${team}/invites`, {
      name: 'Invite someone from the app',
      body: { email: sam },
      description: 'An admin sends an invite. POST /Users with the address answers 409 until the invite is gone.',
      expects: { status: 201, checks: { 'an admin sent it': 'pm.expect(body.sentBy).to.equal("app")' } },
    }),
    control('GET', `${team}/invites`, {
      name: 'Pending invites',
      description: 'People who are invited are no members yet.',
      expects: {
        status: 200,
        checks: { 'the invite is pending': `pm.expect(body.map(({ email }) => email)).to.include("${sam}")` },
      },
    }),
    control('POST', `${team}/invites/${sam}/accept`, {
      name: 'Accept an invite',
      description: 'The person accepts: SCIM lists them from now on, active.',
      expects: { status: 200, checks: { 'the person is active': 'pm.expect(body.active).to.equal(true)' } },
    }),
    control('DELETE', `${team}/members/${sam}`, {
      name: 'Remove a member',
      description: "An admin removes a member behind the identity provider's back: SCIM shows active false.",
      expects: { status: 200, checks: { 'the person is inactive': 'pm.expect(body.active).to.equal(false)' } },
    }),
    control('POST', `${world}/faults`, {
      name: 'Fault: the next POST /Users answers 500 after the work was done',
      body: { operations: ['POST /Users'], times: 1, when: 'after', effect: { kind: 'error', status: 500 } },
      description: 'The answer reports a failure although the work was done. Clients have to be prepared for it.',
      expects: { status: 201, checks: { 'it has not applied yet': 'pm.expect(body.applied).to.equal(0)' } },
    }),
    control('DELETE', `${world}/faults`, {
      name: 'Remove all faults',
      description: 'Every request is answered by the rules again.',
      expects: { status: 204 },
    }),
    control('GET', `${world}/journal`, {
      name: 'Requests',
      description: 'The last requests, with the outcome of every attribute.',
      expects: { status: 200, checks: { 'they are a list': 'pm.expect(body.entries).to.be.an("array")' } },
    }),
    control('GET', `${world}/report`, {
      name: 'Report',
      description: 'Report on the requests so far, with a verdict.',
      expects: { status: 200, checks: { 'there is a verdict': 'pm.expect(body.verdict.outcome).to.be.a("string")' } },
    }),
    control('POST', `${world}/reset`, {
      name: 'Reset',
      description: 'The world becomes what it was when it was created, with the same keys.',
      expects: { status: 200, checks: { 'it is the default world': 'pm.expect(body.id).to.equal("default")' } },
    }),
  ],
};
