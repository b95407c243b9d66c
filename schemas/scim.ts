import type { Static, TSchema } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import { exactly } from './shapes.ts';

const Timestamp = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.000Z$',
  description: 'UTC, whole seconds',
});

const Id = Type.String({ pattern: '^[0-9a-f]{48}$', description: 'Opaque to clients' });

const meta = <R extends string>(resourceType: R) =>
  exactly({ resourceType: Type.Literal(resourceType), created: Timestamp, lastModified: Timestamp });

export const User = exactly({
  schemas: Type.Tuple([Type.Literal('urn:ietf:params:scim:schemas:core:2.0:User')]),
  id: Id,
  userName: Type.String({ description: "The user's email address" }),
  name: exactly({ givenName: Type.String(), familyName: Type.String() }),
  externalId: Type.Optional(Type.String()),
  active: Type.Boolean({ description: 'False where the user was removed from the team' }),
  meta: meta('User'),
});
export type User = Static<typeof User>;

export const GroupMember = exactly({
  value: Type.String({ description: "The user's id" }),
  display: Type.String({ description: "The user's first and last name" }),
});
export type GroupMember = Static<typeof GroupMember>;

export const Group = exactly({
  schemas: Type.Tuple([Type.Literal('urn:ietf:params:scim:schemas:core:2.0:Group')]),
  id: Id,
  displayName: Type.String(),
  members: Type.Array(GroupMember),
  externalId: Type.Optional(Type.String()),
  meta: meta('Group'),
});
export type Group = Static<typeof Group>;

/** A group in the answer to PATCH, which may leave the members out. */
export const PatchedGroup = exactly({ ...Group.properties, members: Type.Optional(Group.properties.members) });
export type PatchedGroup = Static<typeof PatchedGroup>;

export const listOf = <R extends TSchema>(resource: R) =>
  exactly({
    schemas: Type.Tuple([Type.Literal('urn:ietf:params:scim:api:messages:2.0:ListResponse')]),
    totalResults: Type.Integer({ minimum: 0 }),
    startIndex: Type.Integer({ minimum: 1 }),
    itemsPerPage: Type.Integer({ minimum: 0, maximum: 100 }),
    Resources: Type.Array(resource, { maxItems: 100 }),
  });

export const UserList = listOf(User);
export type UserList = Static<typeof UserList>;
export const GroupList = listOf(Group);
export type GroupList = Static<typeof GroupList>;

export const ErrorResponse = exactly({
  schemas: Type.Tuple([Type.Literal('urn:ietf:params:scim:api:messages:2.0:Error')]),
  scimType: Type.Optional(Type.Union([Type.Literal('invalidSyntax'), Type.Literal('uniqueness')])),
  detail: Type.String(),
  status: Type.String({ pattern: '^[45]\\d\\d$' }),
});
export type ErrorResponse = Static<typeof ErrorResponse>;

/** Postman's error for what is no SCIM route. */
export const GeneralError = exactly({
  error: exactly({ name: Type.Literal('NotFound'), message: Type.String() }),
  status: Type.Literal('error'),
});
export type GeneralError = Static<typeof GeneralError>;

export const RateLimited = exactly({
  error: exactly({ name: Type.Literal('rateLimited'), message: Type.String() }),
});
export type RateLimited = Static<typeof RateLimited>;

/** The 401 of GET /ResourceTypes. */
export const Unauthorized = exactly({
  type: Type.Literal('https://api.postman.com/problems/unauthorized'),
  title: Type.Literal('Unauthorized'),
  detail: Type.Literal('Unauthorized'),
  status: Type.Literal(401),
});
export type Unauthorized = Static<typeof Unauthorized>;

export const ResourceTypes = Type.Array(
  exactly({
    schemas: Type.Tuple([Type.Literal('urn:ietf:params:scim:schemas:core:2.0:ResourceType')]),
    id: Type.String(),
    name: Type.String(),
    endpoint: Type.String(),
    description: Type.String(),
    schema: Type.String(),
    schemaExtensions: Type.Optional(Type.Array(exactly({ schema: Type.String(), required: Type.Boolean() }))),
  }),
);
export type ResourceTypes = Static<typeof ResourceTypes>;

const Supported = exactly({ supported: Type.Boolean() });

export const ServiceProviderConfig = exactly({
  schemas: Type.Tuple([Type.Literal('urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig')]),
  documentationUri: Type.String(),
  patch: Supported,
  bulk: exactly({ supported: Type.Boolean(), maxOperations: Type.Integer(), maxPayloadSize: Type.Integer() }),
  filter: exactly({ supported: Type.Boolean(), maxResults: Type.Integer() }),
  changePassword: Supported,
  sort: Supported,
  etag: Supported,
  authenticationSchemes: Type.Array(
    exactly({ name: Type.String(), description: Type.String(), specUri: Type.String(), type: Type.String() }),
  ),
  meta: exactly({ resourceType: Type.Literal('ServiceProviderConfig'), location: Type.String() }),
});
export type ServiceProviderConfig = Static<typeof ServiceProviderConfig>;
