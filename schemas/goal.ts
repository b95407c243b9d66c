import { type Static, Type } from '@sinclair/typebox';

/** A person as a goal declares one: any attribute may be named, also those that Postman never stores. */
export const GoalUser = Type.Object(
  {
    userName: Type.String({ minLength: 1, description: "The user's email address, in the expected letter case." }),
    active: Type.Optional(
      Type.Boolean({
        description:
          'true (default): the user is active in the team. false: the user is deactivated, or not in the team.',
      }),
    ),
    givenName: Type.Optional(Type.String()),
    familyName: Type.Optional(Type.String()),
    name: Type.Optional(
      Type.Object(
        { givenName: Type.Optional(Type.String()), familyName: Type.Optional(Type.String()) },
        { additionalProperties: Type.Unknown(), description: 'The same names in the form of SCIM.' },
      ),
    ),
    externalId: Type.Optional(Type.String()),
  },
  { additionalProperties: Type.Unknown(), description: 'A user. Further attributes are compared too.' },
);
export type GoalUser = Static<typeof GoalUser>;

export const GoalGroup = Type.Object(
  {
    displayName: Type.String({ minLength: 1 }),
    externalId: Type.Optional(Type.String()),
    members: Type.Optional(Type.Array(Type.String(), { description: "The members' addresses." })),
  },
  { additionalProperties: false },
);
export type GoalGroup = Static<typeof GoalGroup>;

export const Goal = Type.Object(
  {
    exact: Type.Optional(
      Type.Boolean({
        description:
          'true: other active users, groups and members are differences. false (default): only the declared resources are compared.',
      }),
    ),
    users: Type.Optional(Type.Array(GoalUser)),
    groups: Type.Optional(Type.Array(GoalGroup)),
  },
  { $id: 'Goal', additionalProperties: false, description: 'The directory that a run should end with.' },
);
export type Goal = Static<typeof Goal>;

/** The directory as it is. */
export type Directory = {
  readonly users: readonly {
    readonly userName: string;
    readonly active: boolean;
    readonly givenName: string;
    readonly familyName: string;
    readonly externalId?: string | null | undefined;
  }[];
  readonly groups: readonly {
    readonly displayName: string;
    readonly externalId?: string | null | undefined;
    readonly members: readonly string[];
  }[];
  /** Addresses with a pending invite. */
  readonly invited?: readonly string[] | undefined;
};

export const WrongAttribute = Type.Object({
  resource: Type.Union([Type.Literal('User'), Type.Literal('Group')]),
  name: Type.String({ description: "The person's userName or the group's displayName." }),
  attribute: Type.String(),
  expected: Type.Unknown(),
  actual: Type.Unknown({ description: 'null where the attribute is not set.' }),
  stored: Type.Union([Type.Literal('yes'), Type.Literal('when created'), Type.Literal('never')], {
    description: 'When Postman can store the value: at any time, only on creation, or never.',
  }),
  quirk: Type.Union([Type.String(), Type.Null()], { description: 'The quirk that decides this.' }),
});
export type WrongAttribute = Static<typeof WrongAttribute>;

export const GoalDifference = Type.Object(
  {
    met: Type.Boolean(),
    exact: Type.Boolean(),
    missing: Type.Object({
      users: Type.Array(
        Type.Object({ userName: Type.String(), invited: Type.Boolean({ description: 'An invite is pending.' }) }),
      ),
      groups: Type.Array(Type.String()),
    }),
    unexpected: Type.Object({ users: Type.Array(Type.String()), groups: Type.Array(Type.String()) }),
    attributes: Type.Array(WrongAttribute),
    membership: Type.Array(
      Type.Object({
        group: Type.String(),
        missing: Type.Array(Type.String()),
        unexpected: Type.Array(Type.String()),
      }),
    ),
    effort: Type.Object({
      calls: Type.Integer({ description: 'Requests of the run.' }),
      writes: Type.Integer({ description: 'Requests with a method that can change a resource.' }),
      withoutEffect: Type.Integer({ description: 'Writes that changed nothing.' }),
    }),
  },
  { $id: 'GoalDifference', additionalProperties: false },
);
export type GoalDifference = Static<typeof GoalDifference>;
export type Effort = GoalDifference['effort'];
