import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import { ignored, Op, onlyOp, open, operationsOf, Schemas } from './request-shapes.ts';

const Reference = open(
  {
    value: Type.String({ minLength: 1, description: 'The id of a user who is active in the team' }),
    display: ignored("it is the user's first and last name"),
    displayName: ignored("it is the user's first and last name"),
  },
  'A member',
);

/** POST /Groups. */
export const NewGroup = open(
  {
    schemas: Schemas,
    displayName: Type.String({ minLength: 1, pattern: '\\S', description: 'Stored. No two groups have the same' }),
    externalId: Type.Optional(Type.String({ description: 'Stored' })),
    members: Type.Optional(
      Type.Array(
        Type.Composite([
          Type.Omit(Reference, ['value', 'display']),
          Type.Object({
            value: Type.String({
              minLength: 1,
              description: 'The id of a user who is active in the team, or an email address, which is provisioned',
            }),
            display: Type.Optional(
              Type.String({ description: 'Names a person provisioned by address; otherwise silently ignored' }),
            ),
          }),
        ]),
        { description: 'Stored' },
      ),
    ),
  },
  'A group',
);
export type NewGroup = Static<typeof NewGroup>;

const renaming = open(
  {
    op: Op,
    path: Type.Optional(Type.Union([Type.Null(), Type.Literal('displayName'), Type.Literal('members')])),
    value: Type.Object({
      id: ignored('the group is the one in the path'),
      displayName: Type.String({ pattern: '\\S' }),
    }),
  },
  'Renames, wherever the object stands. Stored',
);

const renamingByPath = open(
  { op: Op, path: Type.Literal('displayName'), value: Type.String({ pattern: '\\S' }) },
  'Renames. Stored',
);

const Members = Type.Union([Type.Array(Reference), Reference]);

const membersByPath = open(
  { op: Op, path: Type.Literal('members'), value: Type.Optional(Type.Union([Members, Type.Null(), Type.Literal('')])) },
  'Changes the members. Stored. replace with nothing, and remove without a value, empty the group',
);

const membersByValue = open(
  { op: Op, path: Type.Optional(Type.Null()), value: Type.Object({ members: Type.Union([Members, Type.Null()]) }) },
  'Changes the members. Stored',
);

const memberByFilter = open(
  {
    op: onlyOp('remove'),
    path: Type.String({ pattern: '^members\\[.+\\]$', description: 'members[value eq "the user\'s id"]' }),
  },
  'Removes one member. Stored',
);

const externalIdByPath = open(
  { op: Op, path: Type.Literal('externalId'), value: Type.Optional(Type.Union([Type.String(), Type.Null()])) },
  'Changes externalId. Stored',
);

const externalIdByValue = open(
  {
    op: Op,
    path: Type.Optional(Type.Null()),
    value: Type.Object({ externalId: Type.Union([Type.String(), Type.Null()]) }),
  },
  'Changes externalId. Stored',
);

/** PATCH /Groups/{groupId}. */
export const GroupPatch = open(
  {
    schemas: Schemas,
    Operations: operationsOf([
      renaming,
      renamingByPath,
      membersByPath,
      membersByValue,
      memberByFilter,
      externalIdByPath,
      externalIdByValue,
    ]),
  },
  'Changes displayName, members and externalId; an operation that names none of them is 400',
);
export type GroupPatch = Static<typeof GroupPatch>;
