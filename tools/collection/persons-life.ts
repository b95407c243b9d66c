import { control, scim } from './item.ts';
import { flow, patch } from './world.ts';

const taylor = 'taylor.lee@example.com';
const invited = 'alex.cruz@elsewhere.example';

export const personsLife = flow(
  "A person's life",
  'Somebody is looked for, joins, is renamed, leaves and comes back; somebody else has to accept an invite first.',
  [
    scim('getScimUserResources', {
      name: 'Test the connection, as Entra does',
      quirks: ['filter-attributes'],
      query: { filter: 'userName eq "{{$guid}}@example.com"' },
      expects: { status: 200, checks: { 'nobody is found': 'pm.expect(body.totalResults).to.eql(0)' } },
    }),
    scim('createScimUser', {
      name: 'Taylor joins, as Okta sends it',
      quirks: ['joins-at-once', 'never-stored', 'developer-role'],
      example: 'okta',
      expects: {
        status: 201,
        checks: {
          'in the team at once': 'pm.expect(body.active).to.be.true',
          'userName comes back as it was sent': `pm.expect(body.userName).to.eql('${taylor}')`,
          'emails, displayName and locale do not':
            "pm.expect(body).to.have.all.keys('schemas', 'id', 'userName', 'name', 'externalId', 'active', 'meta')",
        },
        keeps: { taylor: 'body.id' },
      },
    }),
    scim('getScimUserResources', {
      name: 'Found by address',
      quirks: ['filter-attributes', 'raw-plus'],
      query: { filter: `userName eq "${taylor}"` },
      expects: {
        status: 200,
        checks: { 'it is Taylor': "pm.expect(body.Resources[0].id).to.eql(pm.environment.get('taylor'))" },
      },
    }),
    scim('getScimUserResources', {
      name: 'Not found in other letters',
      quirks: ['filter-case'],
      query: { filter: 'userName eq "Taylor.Lee@example.com"' },
      expects: { status: 200, checks: { 'nobody is found': 'pm.expect(body.Resources).to.eql([])' } },
    }),
    scim('createScimUser', {
      name: 'And yet the address is taken in other letters',
      quirks: ['address-case'],
      body: { userName: 'Taylor.Lee@example.com', name: { givenName: 'Taylor', familyName: 'Lee' } },
      expects: { status: 409, checks: { 'scimType is uniqueness': "pm.expect(body.scimType).to.eql('uniqueness')" } },
    }),
    scim('getScimUserResources', {
      name: 'The first page, as Okta tests its credentials',
      quirks: ['items-per-page', 'list-order'],
      query: { startIndex: '1', count: '2' },
      expects: {
        status: 200,
        checks: {
          'one user is there': 'pm.expect([body.totalResults, body.Resources.length]).to.eql([1, 1])',
          'itemsPerPage is the number returned': 'pm.expect(body.itemsPerPage).to.eql(1)',
        },
      },
    }),
    scim('updateScimUser', {
      name: 'A new last name, and what PUT leaves alone',
      quirks: ['put-name-only', 'put-active'],
      id: '{{taylor}}',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'taylor.park@example.com',
        name: { givenName: 'Taylor', familyName: 'Park' },
        active: false,
      },
      expects: {
        status: 200,
        checks: {
          'the name is new': "pm.expect(body.name.familyName).to.eql('Park')",
          'userName is silently ignored': `pm.expect(body.userName).to.eql('${taylor}')`,
          'active is silently ignored': 'pm.expect(body.active).to.be.true',
        },
      },
    }),
    scim('updateScimUserState', {
      name: 'A name PATCHed as Entra does it: nothing happens',
      quirks: ['patch-active-only', 'patch-other-attributes'],
      id: '{{taylor}}',
      example: 'ignored',
      expects: {
        status: 200,
        checks: { 'the name is what it was': "pm.expect(body.name.familyName).to.eql('Park')" },
      },
    }),
    scim('updateScimUserState', {
      name: 'Taylor leaves the team',
      quirks: ['deactivation'],
      id: '{{taylor}}',
      example: 'deactivate',
      expects: { status: 200, checks: { 'no longer active': 'pm.expect(body.active).to.be.false' } },
    }),
    scim('getScimUserResource', {
      name: 'And is still there',
      quirks: ['deactivation', 'no-hard-delete'],
      id: '{{taylor}}',
      expects: { status: 200, checks: { 'not active': 'pm.expect(body.active).to.be.false' } },
    }),
    scim('createScimUser', {
      name: 'A second POST does not bring Taylor back',
      quirks: ['deactivated-conflict'],
      example: 'user',
      expects: { status: 409, checks: { 'scimType is uniqueness': "pm.expect(body.scimType).to.eql('uniqueness')" } },
    }),
    scim('updateScimUserState', {
      name: "PATCH does, in Entra's form",
      quirks: ['reactivation', 'patch-active-path', 'patch-active-string'],
      id: '{{taylor}}',
      body: patch({ op: 'Replace', path: 'active', value: 'True' }),
      expects: { status: 200, checks: { 'active again': 'pm.expect(body.active).to.be.true' } },
    }),
    control('POST', '/worlds/{{world}}/accounts', {
      name: 'Alex has a Postman account already',
      body: { email: invited, givenName: 'Alex', familyName: 'Cruz' },
      description: "What nobody can do by SCIM: an account outside the team's verified domains.",
      expects: { status: 201 },
    }),
    scim('createScimUser', {
      name: 'So Alex is sent an invite',
      quirks: ['invite-answer'],
      body: { userName: invited, name: { givenName: 'Alex', familyName: 'Cruz' } },
      expects: {
        status: 201,
        checks: { 'not active yet': 'pm.expect(body.active).to.be.false' },
        keeps: { alex: 'body.id' },
      },
    }),
    scim('getScimUserResource', {
      name: 'And is no user before it is accepted',
      quirks: ['pending-invite'],
      id: '{{alex}}',
      expects: {
        status: 404,
        checks: { 'not a member': 'pm.expect(body.detail).to.eql("This person isn\'t a member of the team.")' },
      },
    }),
    control('POST', `/worlds/{{world}}/teams/{{team}}/invites/${invited}/accept`, {
      name: 'Alex accepts',
      description: 'What Alex does in the mail that Postman sent.',
      expects: { status: 200 },
    }),
    scim('getScimUserResource', {
      name: 'Now Alex is a user',
      quirks: ['pending-invite'],
      id: '{{alex}}',
      expects: { status: 200, checks: { active: 'pm.expect(body.active).to.be.true' } },
    }),
  ],
);
