import type { Static, TObject } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import { anyCase, ignored, Op, onlyOp, open, operationsOf, Schemas } from './request-shapes.ts';

/** The readings of quirks that decide what a body may hold, as a profile has them. */
export type RequestReadings = {
  readonly 'required-names': 'enforce' | 'allow-empty' | 'lenient';
  readonly 'put-active': 'ignore' | 'apply';
  readonly 'put-without-name': 'refuse' | 'accept';
  readonly 'user-name-updates': 'never' | 'verified-domains';
  readonly 'patch-other-attributes': 'ignore' | 'reject';
};

const Address = Type.String({ pattern: '^[^@]+@[^@]+$', description: "The user's email address" });

const neverReturned = {
  emails: ignored('the address is userName, and emails never comes back'),
  displayName: ignored('the name is givenName and familyName'),
  locale: ignored('it is taken, and never comes back'),
  roles: ignored('new users are developers, and SCIM neither shows nor sets roles'),
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': ignored(
    'the extension is advertised as required, and never stored',
  ),
};

const NewName = Type.Object({
  givenName: Type.String({ minLength: 1, pattern: '\\S', description: 'Stored' }),
  familyName: Type.String({ minLength: 1, pattern: '\\S', description: 'Stored' }),
});

const LenientName = Type.Object({
  givenName: Type.Optional(Type.String({ description: 'Stored; empty where it is missing' })),
  familyName: Type.Optional(Type.String({ description: 'Stored; empty where it is missing' })),
});

const GroupReference = Type.Union([
  Type.String(),
  Type.Object({ displayName: Type.String() }),
  Type.Object({ display: Type.String() }),
  Type.Object({ value: Type.String() }),
]);

const newUser = {
  schemas: Schemas,
  userName: Type.String({ ...Address, description: "The user's email address. Stored as it is written" }),
  externalId: Type.Optional(Type.String({ description: 'Stored. Nothing but this POST ever sets it' })),
  active: Type.Optional(Type.Boolean({ default: true, description: 'Stored. False makes a deactivated user' })),
  groups: Type.Optional(
    Type.Array(GroupReference, {
      description:
        'Groups to join, by displayName or id. Unknown ones are ignored, and so are all while the person waits',
    }),
  ),
  ...neverReturned,
};

/** POST /Users. */
export const NewUser = open({ ...newUser, name: NewName }, 'A person to be brought into the team');
export type NewUser = Static<typeof NewUser>;

const NewUserWithoutNames = open({ ...newUser, name: Type.Optional(LenientName) }, NewUser.description ?? '');

const NewUserWithEmptyNames = open(
  {
    ...newUser,
    name: Type.Object({
      givenName: Type.String({ description: 'Stored; may be empty' }),
      familyName: Type.String({ description: 'Stored; may be empty' }),
    }),
  },
  NewUser.description ?? '',
);

export const newUserAsRead = (readings: RequestReadings) =>
  ({ enforce: NewUser, 'allow-empty': NewUserWithEmptyNames, lenient: NewUserWithoutNames })[
    readings['required-names']
  ];

const ReplacedName = Type.Object(
  {
    givenName: Type.Optional(Type.String({ description: 'Stored. Missing or empty: stays as it was' })),
    familyName: Type.Optional(Type.String({ description: 'Stored. Missing or empty: stays as it was' })),
  },
  { description: 'The first and last name' },
);

const replacement = {
  schemas: Schemas,
  id: ignored("it is Postman's"),
  externalId: ignored('it is set by POST alone'),
  groups: ignored('groups are changed by PATCH of the group'),
  ...neverReturned,
};

/** PUT /Users/{userId}, before the 2025 edition. */
export const UserReplacement = open(
  {
    ...replacement,
    name: ReplacedName,
    userName: ignored('PUT changes the name and nothing else'),
    active: ignored('PUT changes the name and nothing else; PATCH changes active'),
  },
  'A user, of which the first and last name are taken and all else is silently ignored, with 200',
);
export type UserReplacement = Static<typeof UserReplacement>;

/** PUT /Users/{userId}. */
export const userReplacementAsRead = (readings: RequestReadings) =>
  open(
    {
      ...replacement,
      name: readings['put-without-name'] === 'refuse' ? ReplacedName : Type.Optional(ReplacedName),
      userName:
        readings['user-name-updates'] === 'never'
          ? UserReplacement.properties.userName
          : Type.Optional(
              Type.String({ ...Address, description: 'Stored where the present domain and the new one are verified' }),
            ),
      active:
        readings['put-active'] === 'ignore'
          ? UserReplacement.properties.active
          : Type.Optional(Type.Boolean({ description: 'Stored: deactivates or reactivates' })),
    },
    'A user, of which the attributes marked as stored are taken and all else is silently ignored, with 200',
  );

const BooleanOrText = Type.Union([
  Type.Boolean(),
  Type.String({
    pattern: `^(${anyCase('true')}|${anyCase('false')})$`,
    description: 'true or false, in any letter case',
  }),
]);

const activeByValue = open(
  { op: onlyOp('replace'), path: Type.Optional(Type.Null()), value: Type.Object({ active: BooleanOrText }) },
  'Deactivates or reactivates. Stored',
);

const activeByPath = open(
  { op: onlyOp('replace'), path: Type.Literal('active'), value: BooleanOrText },
  'Deactivates or reactivates. Stored',
);

const userNameByPath = open(
  { op: onlyOp('replace'), path: Type.Literal('userName'), value: Address },
  'Changes the address, where the present domain and the new one are verified. Stored',
);

const passedOver = 'Anything else: silently ignored, with 200, even where nothing else is in the request';

const anythingElseByPath = (exceptions: readonly string[]) =>
  open(
    {
      op: Op,
      path: Type.String({ pattern: `^(?!(${exceptions.join('|')})$).`, description: 'Any other path' }),
      value: Type.Optional(Type.Unknown()),
    },
    passedOver,
  );

const anythingElseByValue = open(
  { op: Op, path: Type.Optional(Type.Null()), value: Type.Object({ active: Type.Optional(Type.Never()) }) },
  passedOver,
);

/** PATCH /Users/{userId}, before the 2025 edition. */
export const UserPatch = open(
  {
    schemas: Schemas,
    Operations: operationsOf([activeByValue, activeByPath, anythingElseByPath(['active']), anythingElseByValue]),
  },
  'Changes active, and nothing else',
);
export type UserPatch = Static<typeof UserPatch>;

/** PATCH /Users/{userId}. */
export const userPatchAsRead = (readings: RequestReadings): TObject => {
  const named = readings['user-name-updates'] === 'never' ? [] : [userNameByPath];
  const except = ['active', ...named.map(() => 'userName')];
  const rest = readings['patch-other-attributes'] === 'reject' ? [] : [anythingElseByPath(except), anythingElseByValue];
  return open(
    { schemas: Schemas, Operations: operationsOf([activeByValue, activeByPath, ...named, ...rest]) },
    named.length > 0 ? 'Changes active and userName, and nothing else' : (UserPatch.description ?? ''),
  );
};
