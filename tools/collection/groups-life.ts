import { scim } from './item.ts';
import { flow, patch } from './world.ts';

const members = 'body.members.map(({ value }) => value)';
const variable = (name: string): string => `pm.environment.get('${name}')`;

const join = (name: string, givenName: string, familyName: string) =>
  scim('createScimUser', {
    name: `${givenName} joins the team`,
    quirks: ['joins-at-once'],
    body: { userName: `${givenName}.${familyName}@example.com`.toLowerCase(), name: { givenName, familyName } },
    expects: { status: 201, keeps: { [name]: 'body.id' } },
  });

export const groupsLife = flow(
  "A group's life",
  'A group is made, found, filled, renamed, emptied and deleted, and what that does to its people.',
  [
    join('taylor', 'Taylor', 'Lee'),
    join('alex', 'Alex', 'Cruz'),
    scim('createScimGroup', {
      name: 'A group with Taylor in it',
      quirks: ['group-post-key-order', 'group-display'],
      body: { displayName: 'Test-API', externalId: '1234', members: [{ value: '{{taylor}}' }] },
      expects: {
        status: 201,
        checks: {
          "display is the person's name": "pm.expect(body.members[0].display).to.eql('Taylor Lee')",
          'externalId stands before members':
            "pm.expect(Object.keys(body)).to.eql(['schemas', 'id', 'displayName', 'externalId', 'members', 'meta'])",
        },
        keeps: { group: 'body.id' },
      },
    }),
    scim('getScimGroupResource', {
      name: 'The group by its id',
      quirks: ['group-display'],
      id: '{{group}}',
      expects: {
        status: 200,
        checks: { 'Taylor is in it': `pm.expect(${members}).to.eql([${variable('taylor')}])` },
      },
    }),
    scim('getScimGroupResources', {
      name: 'The group by its name, as Entra looks for it',
      quirks: ['filter-attributes', 'unknown-parameters', 'group-members-listed'],
      query: { excludedAttributes: 'members', filter: 'displayName eq "Test-API"' },
      expects: {
        status: 200,
        checks: {
          'it is found': `pm.expect(body.Resources[0].id).to.eql(${variable('group')})`,
          'with its members, although they were not wanted': 'pm.expect(body.Resources[0].members).to.have.length(1)',
        },
      },
    }),
    scim('scimUpdateGroup', {
      name: 'Alex comes in',
      quirks: ['group-patch-members', 'group-patch-answer'],
      id: '{{group}}',
      body: patch({ op: 'add', path: 'members', value: [{ value: '{{alex}}' }] }),
      expects: { status: 200, checks: { 'two members': 'pm.expect(body.members).to.have.length(2)' } },
    }),
    scim('scimUpdateGroup', {
      name: 'A second time changes nothing',
      quirks: ['group-member-twice'],
      id: '{{group}}',
      body: patch({ op: 'Add', path: 'members', value: { value: '{{alex}}' } }),
      expects: { status: 200, checks: { 'two members still': 'pm.expect(body.members).to.have.length(2)' } },
    }),
    scim('scimUpdateGroup', {
      name: 'Another name',
      quirks: ['group-patch-rename'],
      id: '{{group}}',
      body: patch({ op: 'replace', value: { id: '{{group}}', displayName: 'Platform' } }),
      expects: {
        status: 200,
        checks: {
          renamed: "pm.expect(body.displayName).to.eql('Platform')",
          'two members still': 'pm.expect(body.members).to.have.length(2)',
        },
      },
    }),
    scim('scimUpdateGroup', {
      name: 'Taylor goes, as Okta does it',
      quirks: ['group-remove-by-filter'],
      id: '{{group}}',
      body: patch({ op: 'remove', path: 'members[value eq "{{taylor}}"]' }),
      expects: { status: 200, checks: { 'Alex stays': `pm.expect(${members}).to.eql([${variable('alex')}])` } },
    }),
    scim('scimUpdateGroup', {
      name: 'Emptied',
      quirks: ['group-replace-empty'],
      id: '{{group}}',
      example: 'empty',
      expects: { status: 200, checks: { 'nobody is left': 'pm.expect(body.members).to.eql([])' } },
    }),
    scim('scimUpdateGroup', {
      name: 'Both come in, without a path',
      quirks: ['group-patch-no-path'],
      id: '{{group}}',
      body: patch({ op: 'add', value: { members: [{ value: '{{taylor}}' }, { value: '{{alex}}' }] } }),
      expects: { status: 200, checks: { 'two members': 'pm.expect(body.members).to.have.length(2)' } },
    }),
    scim('updateScimUserState', {
      name: 'Taylor leaves the team',
      quirks: ['deactivation', 'deactivation-leaves-groups'],
      id: '{{taylor}}',
      example: 'deactivate',
      expects: { status: 200, checks: { 'no longer active': 'pm.expect(body.active).to.be.false' } },
    }),
    scim('getScimGroupResource', {
      name: 'And with it the group',
      quirks: ['deactivation-leaves-groups'],
      id: '{{group}}',
      expects: { status: 200, checks: { 'Alex stays': `pm.expect(${members}).to.eql([${variable('alex')}])` } },
    }),
    scim('deleteScimGroup', {
      name: 'The group is deleted',
      quirks: ['group-delete', 'group-delete-answer'],
      id: '{{group}}',
      expects: { status: 204, checks: { 'there is no body': "pm.expect(pm.response.text()).to.eql('')" } },
    }),
    scim('getScimGroupResource', {
      name: 'It is gone',
      quirks: ['group-not-found'],
      id: '{{group}}',
      expects: {
        status: 404,
        checks: { 'not in the team': 'pm.expect(body.detail).to.eql("This group isn\'t a member of the team.")' },
      },
    }),
    scim('getScimUserResource', {
      name: 'And Alex, who was in no other group, is deactivated',
      quirks: ['group-delete'],
      id: '{{alex}}',
      expects: { status: 200, checks: { 'no longer active': 'pm.expect(body.active).to.be.false' } },
    }),
  ],
);
