import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type User, userAt } from '../directory.ts';
import { requestsOf } from '../operations.ts';
import { cached, competitor, node } from '../paths.ts';
import type { Request } from '../request.ts';
import { freePort, startServer } from '../server.ts';
import type { Contender } from './contender.ts';

const text = { type: 'string' };
const user = { $ref: '#/components/schemas/User' };
const strings = { type: 'array', items: text };

const schemas = {
  User: {
    type: 'object',
    properties: {
      ...{ schemas: strings, id: text, userName: text, externalId: text, active: { type: 'boolean' } },
      name: { type: 'object', properties: { givenName: text, familyName: text } },
      meta: { type: 'object', properties: { resourceType: text, created: text, lastModified: text } },
    },
  },
  Users: {
    type: 'object',
    properties: {
      ...{ schemas: strings, totalResults: { type: 'integer' }, startIndex: { type: 'integer' } },
      ...{ itemsPerPage: { type: 'integer' }, Resources: { type: 'array', items: user } },
    },
  },
};

const answer = (schema: object, example: unknown) => ({
  description: 'OK',
  content: { 'application/json': { schema, example } },
});

const listOf = (Resources: User[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  ...{ totalResults: Resources.length, startIndex: 1, itemsPerPage: Resources.length, Resources },
});

/** An OpenAPI description with an example for every answer, in which a list has so many users. */
const descriptionOf = (listed: number): string => {
  const list = listOf(Array.from({ length: listed }, (_, index) => userAt(index)));
  const query = (name: string, schema: object) => ({ name, in: 'query', schema });
  const path = cached(`prism-${listed}.json`);
  const description = {
    openapi: '3.0.3',
    info: { title: 'SCIM', version: '1' },
    security: [{ key: [] }],
    components: { schemas, securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'Authorization' } } },
    paths: {
      '/scim/v2/Users': {
        get: {
          parameters: [
            query('filter', text),
            query('startIndex', { type: 'integer' }),
            query('count', { type: 'integer' }),
          ],
          responses: { 200: answer({ $ref: '#/components/schemas/Users' }, list) },
        },
        post: {
          requestBody: { required: true, content: { 'application/json': { schema: user } } },
          responses: { 201: answer(user, userAt(0)) },
        },
      },
      '/scim/v2/Users/{userId}': {
        get: {
          parameters: [{ name: 'userId', in: 'path', required: true, schema: text }],
          responses: { 200: answer(user, userAt(0)) },
        },
      },
    },
  };
  writeFileSync(path, JSON.stringify(description));
  return path;
};

const toPrism = (name: string, listed: number, can: Contender['can']): Contender => ({
  name,
  dialect: 'scim',
  can,
  exact: false,
  remark: 'keeps nothing: sends the examples of an OpenAPI file, whatever was asked',
  start: async (directory) => {
    const port = await freePort();
    const program = join(competitor('prism'), 'node_modules/@stoplight/prism-cli/dist/index.js');
    const flags = ['--host', '127.0.0.1', '--port', String(port), '--verboseLevel', 'error', '--no-multiprocess'];
    return startServer(port, {
      name,
      command: [node, program, 'mock', ...flags, descriptionOf(listed)],
      probe: requestsOf('get-user', directory, 'scim')[0] as Request,
    });
  },
});

/** Prism gives a list the one length that its file has: two are run, so that each answer is of the right size. */
export const prism = toPrism('Prism', 1, ['get-user', 'filter', 'create-user']);
export const prismOfPages = toPrism('Prism (pages)', 100, ['page-first']);
