import {
  ErrorResponse,
  Group,
  GroupList,
  GroupMember,
  PatchedGroup,
  RateLimited,
  ResourceTypes,
  ServiceProviderConfig,
  Unauthorized,
  User,
  UserList,
} from '../../schemas/scim.ts';
import type { OperationId } from '../domain/operation.ts';
import { operationIds, operations, renamedOperations } from '../domain/operation.ts';
import type { Profile, ProfileName } from '../quirks/profiles.ts';
import { toProfile } from '../quirks/profiles.ts';
import { notRouted } from '../scim/write/errors.ts';
import type { Method, Operation, ScimOpenApi } from './document.ts';
import { headerComponents } from './headers.ts';
import { toComponents } from './json-schema.ts';
import { quirksEverywhere, quirksOfOperation } from './operation-quirks.ts';
import { operationTexts } from './operation-texts.ts';
import { parametersOf } from './parameters.ts';
import { requestBodies } from './requests.ts';
import { rateLimited, responsesOf } from './responses.ts';

export type ScimOpenApiOptions = {
  /** The base URL of SCIM, up to and with /scim/v2. */
  readonly serverUrl: string;
  /** Quirks switched on top of the profile. */
  readonly quirks?: Partial<Profile>;
};

const description = `Postman's SCIM API as postman-scim-emulator answers it. Every operation lists its quirks under
\`x-quirks\`, each with what it rests on: \`documented\` by Postman, \`observed\` at the real API, or \`inferred\`.

Whatever is not described here answers 404, before any key is looked at:

    ${notRouted.body}

Requests are \`application/json\` or \`application/scim+json\`. Postman's API is Postman's; this description is not.`;

const tags = [
  { name: 'Users', description: 'People of the team' },
  { name: 'Groups', description: 'Groups of people of the team' },
  { name: 'Discovery', description: 'The features of the service' },
];

const responseSchemas = {
  User,
  UserList,
  Group,
  GroupMember,
  GroupList,
  ResourceTypes,
  ServiceProviderConfig,
  ErrorResponse,
  Unauthorized,
  RateLimited,
};

const securitySchemes = {
  scimApiKey: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'The SCIM API key, bare' },
  bearer: { type: 'http', scheme: 'bearer', description: 'The SCIM API key as a bearer token' },
};

const xApiKey = {
  scimApiKeyHeader: {
    type: 'apiKey',
    in: 'header',
    name: 'x-api-key',
    description: "The SCIM API key, where Postman's generated SDK sends it; the sources disagree on it",
  },
};

/** The operationId as the profile's edition of Postman's definition has it. */
export const operationIdOf = (operation: OperationId, profileName: ProfileName): string => {
  const [renamed] = Object.entries(renamedOperations).find(([, id]) => id === operation) ?? [];
  return profileName === '2026-08' && renamed !== undefined ? renamed : operation;
};

/** The path as OpenAPI writes it. */
export const templateOf = (operation: OperationId): string => {
  const { path } = operations[operation];
  return path.replace(':id', path.startsWith('/Users') ? '{userId}' : '{groupId}');
};

/** The operation of a description, whatever its edition calls it. */
export const operationIn = ({ paths }: ScimOpenApi, operation: OperationId): Operation => {
  const found = paths[templateOf(operation)]?.[operations[operation].method.toLowerCase() as Method];
  if (found === undefined) throw new Error(`the description lacks ${operation}`);
  return found;
};

/** The operations that a profile routes (quirk groups-endpoint). */
export const operationsUnder = (profile: Profile): OperationId[] =>
  operationIds.filter((id) => profile['groups-endpoint'] === 'routed' || !operations[id].path.startsWith('/Groups'));

/** The schemas of the operations that a profile routes. */
const componentsUnder = (
  profile: Profile,
  schemas: Parameters<typeof toComponents>[0],
): ReturnType<typeof toComponents> =>
  toComponents(
    Object.fromEntries(
      Object.entries(schemas).filter(([name]) => profile['groups-endpoint'] === 'routed' || !name.includes('Group')),
    ),
  );

const tagOf = (path: string): string => tags.find(({ name }) => path.startsWith(`/${name}`))?.name ?? 'Discovery';

/**
 * Describes the SCIM API in OpenAPI 3.1, as a profile answers.
 * @returns a document that is plain JSON.
 */
export const toScimOpenApi = (profileName: ProfileName, { serverUrl, quirks }: ScimOpenApiOptions): ScimOpenApi => {
  const profile = toProfile(profileName, quirks);
  const texts = operationTexts(profile);
  const bodies = requestBodies(profile);
  const requestSchemas = Object.fromEntries(Object.values(bodies).map(({ component, schema }) => [component, schema]));

  const toOperation = (id: OperationId): Operation => {
    const body = bodies[id];
    const parameters = parametersOf(id, profile);
    return {
      operationId: operationIdOf(id, profileName),
      tags: [tagOf(operations[id].path)],
      ...texts[id],
      ...(parameters.length > 0 && { parameters }),
      ...(body && {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: `#/components/schemas/${body.component}` },
              examples: body.examples,
            },
          },
        },
      }),
      responses: responsesOf(id, profile, serverUrl),
      'x-quirks': quirksOfOperation(id, profile),
    };
  };

  const paths: Record<string, { [M in Method]?: Operation }> = {};
  for (const id of operationsUnder(profile)) {
    const path = templateOf(id);
    paths[path] = { ...paths[path], [operations[id].method.toLowerCase()]: toOperation(id) };
  }

  const schemes = { ...securitySchemes, ...(profile['x-api-key'] === 'accept' && xApiKey) };
  return {
    openapi: '3.1.0',
    info: {
      title: "Postman's SCIM API, emulated",
      version: profileName,
      summary: `The profile ${profileName}`,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl, description: 'The emulator' }],
    security: Object.keys(schemes).map((name) => ({ [name]: [] })),
    tags,
    paths,
    components: {
      securitySchemes: schemes,
      schemas: componentsUnder(profile, {
        ...responseSchemas,
        ...(profile['group-patch-answer'] === 'without-members' && { PatchedGroup }),
        ...requestSchemas,
      }),
      headers: headerComponents,
      responses: { RateLimited: rateLimited },
    },
    'x-profile': { name: profileName, readings: profile },
    'x-quirks': quirksEverywhere(profile),
  };
};
