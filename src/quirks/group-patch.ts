import { quirk } from './quirk.ts';

export const groupPatch = {
  'group-patch-rename': quirk({
    area: 'groups',
    confidence: 'documented',
    description: 'A group is renamed by replace with a value object that holds displayName.',
    evidence: 'OpenAPI example.',
    operations: ['scimUpdateGroup'],
  }),
  'group-rename-anywhere': quirk({
    area: 'groups',
    confidence: 'inferred',
    description:
      'Path displayName renames too, and so does an object with displayName and no value wherever it stands.',
    evidence: "The SDK's example sends it under path members; emptying a group by a rename would be absurd.",
    operations: ['scimUpdateGroup'],
  }),
  'group-patch-members': quirk({
    area: 'groups',
    confidence: 'observed',
    description: 'Members are changed with path members and an array of value objects.',
    evidence: "ConductorOne's connector.",
    operations: ['scimUpdateGroup'],
  }),
  'group-member-object': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: 'A single member may be sent as an object in place of an array.',
    evidence: 'Connectors send it, and no document rejects it.',
    operations: ['scimUpdateGroup'],
  }),
  'group-patch-no-path': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: 'Members may be sent without a path, as value {"members":[…]}.',
    evidence: "Okta's other form.",
    operations: ['scimUpdateGroup'],
  }),
  'group-remove-by-filter': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: 'A member may be removed with path members[value eq "…"], and all with path members and no value.',
    evidence: 'Okta sends the first; RFC 7644 §3.5.2.2.',
    operations: ['scimUpdateGroup'],
  }),
  'group-replace-empty': quirk({
    area: 'groups',
    confidence: 'observed',
    description: 'replace of members with a missing, null or empty value empties the group.',
    evidence: "ConductorOne's connector removes the last member in this way.",
    operations: ['scimUpdateGroup'],
  }),
  'group-member-twice': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: 'Adding a member twice, or removing one who is not in the group, changes nothing and is 200.',
    evidence: 'RFC 7644 §3.5.2.1.',
    operations: ['scimUpdateGroup'],
  }),
  'group-external-id': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: "A group's externalId can be replaced by PATCH.",
    evidence: 'Entra maps it.',
    operations: ['scimUpdateGroup'],
  }),
  'group-patch-unknown': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: 'A group PATCH with an operation that names nothing known is 400 invalidSyntax.',
    evidence: "No source describes it; a silent success would hide a connector's mistake.",
    operations: ['scimUpdateGroup'],
  }),
  'patch-atomic': quirk({
    area: 'groups',
    confidence: 'documented',
    description: 'All operations of one request apply, or none.',
    evidence: 'RFC 7644 §3.5.2.',
    operations: ['updateScimUserState', 'scimUpdateGroup'],
    untraced: 'The refusal names the quirk of the operation that is refused.',
  }),
  'group-patch-answer': quirk({
    area: 'groups',
    confidence: 'documented',
    description: 'PATCH of a group answers 200 with the whole group, members too.',
    evidence: 'OpenAPI example; the schema beside it leaves members out, and the Python SDK of 2024 fails on them.',
    values: {
      'with-members': 'the answer holds the members',
      'without-members': 'the answer has no members',
    },
    operations: ['scimUpdateGroup'],
  }),
} as const;
