import type { Profile } from '../quirks/profiles.ts';
import { texts } from '../quirks/texts.ts';
import type { AnswerPattern } from './answer-pattern.ts';
import {
  anyNumber,
  anyText,
  inAnyOrder,
  like,
  named,
  optional,
  type Pattern,
  steady,
  underProfile,
} from './pattern.ts';

const json = 'application/json';

export const ok = (body: Pattern): AnswerPattern => ({ status: 200, type: json, body });

export const created = (body: Pattern): AnswerPattern => ({ status: 201, type: json, body });

export const noContent: AnswerPattern = { status: 204, type: null };

export const scimError = (status: number, detail: Pattern, scimType?: Pattern): AnswerPattern => ({
  status,
  type: json,
  body: named('Error', {
    schemas: steady(['urn:ietf:params:scim:api:messages:2.0:Error']),
    ...(scimType !== undefined && { scimType }),
    detail,
    status: steady(String(status)),
  }),
});

export const invalidSyntax = scimError(400, texts.body, 'invalidSyntax');
export const conflict = scimError(409, texts.exists, 'uniqueness');
export const unauthorized = scimError(401, texts.key);
export const filterRefused = scimError(400, texts.filter);
export const domainUnverified = scimError(400, texts.domainUnverified);
export const addressInvalid = scimError(400, texts.addressInvalid);
export const noSuchUser = scimError(404, texts.noUser);
export const noSuchGroup = scimError(404, texts.noGroup);

export const unrouted: AnswerPattern = {
  status: 404,
  type: json,
  body: { error: { name: 'NotFound', message: texts.unrouted }, status: 'error' },
};

export type Person = {
  readonly id: string;
  readonly userName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly active: boolean;
  readonly externalId?: string | undefined;
};

type UserPattern = Partial<Omit<Person, 'id'>> & { readonly id?: Pattern; readonly created?: Pattern };

/** The externalId of a user; one that was never set is written as the profile has it (quirk external-id-absent). */
const externalIdOf = (person: UserPattern, profile: Profile): { readonly externalId?: Pattern } => {
  if (!('externalId' in person)) return { externalId: optional(anyText) };
  if (person.externalId !== undefined) return { externalId: person.externalId };
  return profile['external-id-absent'] === 'omit' ? {} : { externalId: like(/^\d+$/, 'a number of Postman') };
};

/** A user resource; what is not given may be any text. */
export const user =
  (person: UserPattern): Pattern =>
  (profile) =>
    named('User', {
      schemas: steady(['urn:ietf:params:scim:schemas:core:2.0:User']),
      id: person.id ?? anyText,
      userName: person.userName ?? anyText,
      name: { givenName: person.givenName ?? anyText, familyName: person.familyName ?? anyText },
      ...externalIdOf(person, profile),
      active: person.active ?? true,
      meta: {
        resourceType: steady('User'),
        created: person.created ?? anyText,
        lastModified: person.created ?? anyText,
      },
    });

export type Group = {
  readonly id: string;
  readonly displayName: string;
  readonly members: readonly Person[];
  readonly externalId?: string;
};

type GroupPattern = Omit<Group, 'id'> & { id?: Pattern };

const membersOf = ({ members }: GroupPattern): Pattern =>
  inAnyOrder(
    members.map(
      ({ id, userName, givenName, familyName }): Pattern =>
        (profile) => ({
          value: id,
          display: profile['group-display'] === 'email' ? userName : `${givenName} ${familyName}`.trim(),
        }),
    ),
  );

const groupWith = (wanted: GroupPattern, members: { readonly members?: Pattern }): Pattern =>
  named('Group', {
    schemas: steady(['urn:ietf:params:scim:schemas:core:2.0:Group']),
    id: wanted.id ?? anyText,
    displayName: wanted.displayName,
    ...members,
    ...(wanted.externalId !== undefined && { externalId: wanted.externalId }),
    meta: { resourceType: steady('Group'), created: anyText, lastModified: anyText },
  });

export const group = (wanted: GroupPattern): Pattern => groupWith(wanted, { members: membersOf(wanted) });

/** The group in the answer to PATCH (quirk group-patch-answer). */
export const patchedGroup =
  (wanted: GroupPattern): Pattern =>
  (profile) =>
    profile['group-patch-answer'] === 'with-members' ? group(wanted) : groupWith(wanted, {});

/** The group in the answer to POST, which has an order of its own. */
export const newGroup = (wanted: GroupPattern): Pattern =>
  named('new Group', {
    schemas: steady(['urn:ietf:params:scim:schemas:core:2.0:Group']),
    id: wanted.id ?? anyText,
    displayName: wanted.displayName,
    ...(wanted.externalId !== undefined && { externalId: wanted.externalId }),
    members: membersOf(wanted),
    meta: { created: anyText, lastModified: anyText, resourceType: steady('Group') },
  });

type ListShape = {
  readonly total?: Pattern;
  readonly startIndex?: number;
  readonly count?: number;
  readonly returned?: number;
};

/** A list answer to a request for so many (`count`, after the cut), of which so many came back (`returned`). */
export const list =
  (
    resources: Pattern,
    { total, startIndex = 1, count = 100, returned }: ListShape = {},
  ): ((profile: Profile) => AnswerPattern) =>
  (profile) => {
    const length = returned ?? (Array.isArray(resources) ? resources.length : undefined);
    return ok(
      named('ListResponse', {
        schemas: steady(['urn:ietf:params:scim:api:messages:2.0:ListResponse']),
        totalResults: total ?? length ?? anyNumber,
        startIndex,
        itemsPerPage: steady(profile['items-per-page'] === 'count' ? count : (length ?? anyNumber)),
        Resources: underProfile(resources, profile),
      }),
    );
  };
