import tap, { test } from 'tap';
import type { OperationId } from '../../src/domain/operation.ts';
import { operationIds, operations } from '../../src/domain/operation.ts';
import type { Operation, Response, ScimOpenApi } from '../../src/openapi/document.ts';
import { operationIn, operationsUnder, templateOf, toScimOpenApi } from '../../src/openapi/scim-openapi.ts';
import { profileNames, toProfile } from '../../src/quirks/profiles.ts';
import { examplesFor } from './example-world.ts';
import { provocationOf } from './provocation.ts';

tap.setTimeout(120_000);

/** Where light-my-request sends to. */
const serverUrl = 'http://localhost:80/scim/v2';

/** An answer without what differs from one run to the next. */
const steady = (text: string): string =>
  text.replace(/"[0-9a-f]{48}"/g, '"an id"').replace(/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z"/g, '"a time"');

const responseIn = (document: ScimOpenApi, operation: Operation, status: string): Response => {
  const response = operation.responses[status];
  if (response === undefined) throw new Error(`no response ${status}`);
  if (!('$ref' in response)) return response;
  const found = document.components.responses[response.$ref.slice('#/components/responses/'.length)];
  if (found === undefined) throw new Error(`no ${response.$ref}`);
  return found;
};

for (const profile of profileNames) {
  const document = toScimOpenApi(profile, { serverUrl });
  const headerNames = Object.keys(document.components.headers);

  for (const id of operationsUnder(toProfile(profile))) {
    test(`${profile}: every example of ${id} is what the server answers`, async (t) => {
      const fresh = examplesFor(t, profile);
      const operation = operationIn(document, id);
      for (const status of Object.keys(operation.responses)) {
        const { content = {}, headers = {} } = responseIn(document, operation, status);
        for (const [contentType, { examples }] of Object.entries(content)) {
          for (const [name, { value }] of Object.entries(examples)) {
            const provocation = provocationOf(id, name);
            if (provocation === undefined) throw new Error(`nothing provokes ${id} ${status} ${name}`);
            const app = fresh(provocation.population);
            const answer = await provocation.send(app);
            const label = `${status} ${name}`;
            t.equal(String(answer.status), status, `${label}: status`);
            t.equal(steady(answer.text), steady(JSON.stringify(value)), `${label}: body`);
            t.match(String(answer.headers['content-type']), contentType, `${label}: content type`);
            const sent = headerNames.filter((header) => header.toLowerCase() in answer.headers);
            t.strictSame(sent, Object.keys(headers), `${label}: headers`);
          }
        }
      }
    });
  }

  if (!operationsUnder(toProfile(profile)).includes('deleteScimGroup')) continue;

  test(`${profile}: DELETE answers 204 without a body, with the headers described`, async (t) => {
    const operation = operationIn(document, 'deleteScimGroup');
    const { headers = {}, content } = responseIn(document, operation, '204');
    const app = examplesFor(t, profile)('team');
    const { body } = await app.get('/Groups');
    const answer = await app.delete(`/Groups/${body.Resources[0].id}`);
    t.equal(answer.status, 204);
    t.equal(content, undefined);
    t.strictSame(
      Object.keys(headers).filter((header) => header.toLowerCase() in answer.headers),
      Object.keys(headers),
    );
  });

  test(`${profile}: what the description shows as a request is taken`, async (t) => {
    const fresh = examplesFor(t, profile);
    for (const id of operationIds as OperationId[]) {
      const operation = operationIn(document, id);
      for (const { examples } of Object.values(operation.requestBody?.content ?? {})) {
        for (const [name, { value }] of Object.entries(examples)) {
          const app = fresh(id === 'createScimUser' ? 'nobody' : 'team');
          const { body: groups } = await app.get('/Groups');
          const { body: users } = await app.get('/Users');
          if (id === 'createScimGroup' && name === 'group') {
            await app.patch(`/Groups/${groups.Resources[0].id}`, [{ op: 'replace', value: { displayName: 'Other' } }]);
          }
          const path = templateOf(id)
            .replace('{userId}', users.Resources[0]?.id)
            .replace('{groupId}', groups.Resources[0]?.id);
          const { status, body } = await app.send(operations[id].method, path, value);
          t.equal(status, id.startsWith('create') ? 201 : 200, `${id} ${name}`);
          if (name === 'ignored') t.strictSame(body, users.Resources[0], 'ignored: nothing changed');
        }
      }
      for (const { name, examples = {} } of operation.parameters ?? []) {
        for (const { value } of Object.values(examples)) {
          const app = fresh('team');
          const { status, body } = await app.get(`${templateOf(id)}?${name}=${encodeURIComponent(String(value))}`);
          t.equal(status, 200, `${id} ${value}`);
          t.equal(body.totalResults, 1, `${id} ${value}`);
        }
      }
    }
  });
}
