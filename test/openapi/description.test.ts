import { readFileSync } from 'node:fs';
import { test } from 'tap';
import { operationIds, operations } from '../../src/domain/operation.ts';
import type { QuirkNote } from '../../src/openapi/document.ts';
import { operationIn, operationsUnder, toScimOpenApi } from '../../src/openapi/scim-openapi.ts';
import { quirks } from '../../src/quirks/catalogue.ts';
import type { ProfileName } from '../../src/quirks/profiles.ts';
import { profileNames, toProfile } from '../../src/quirks/profiles.ts';
import { scimOpenApiFile, scimOpenApiText } from '../../tools/openapi.ts';
import { startApp } from '../helpers.ts';

const serverUrl = 'http://127.0.0.1:7246/scim/v2';

const describe = (profile: ProfileName) => toScimOpenApi(profile, { serverUrl });

const ids = (notes: readonly QuirkNote[]) => notes.map(({ id }) => id);

test('what is committed is what the code says; npm run docs:openapi writes it', async (t) => {
  for (const profile of profileNames) {
    t.equal(readFileSync(scimOpenApiFile(profile), 'utf8'), scimOpenApiText(profile), profile);
  }
});

test('a description is plain JSON', async (t) => {
  for (const profile of profileNames) {
    const document = describe(profile);
    t.strictSame(JSON.parse(JSON.stringify(document)), document, profile);
  }
});

test('every operation has the answers that Postman documents', async (t) => {
  const documented: Record<(typeof operationIds)[number], string> = {
    getScimUserResources: '200 400 401 403 500',
    createScimUser: '201 400 401 403 409 500',
    getScimUserResource: '200 400 401 403 404 500',
    updateScimUser: '200 400 401 403 404 500',
    updateScimUserState: '200 400 401 403 404 500',
    getScimGroupResources: '200 400 401 403 500',
    createScimGroup: '201 400 401 403 409 500',
    getScimGroupResource: '200 400 401 403 404 500',
    scimUpdateGroup: '200 400 401 403 404 500',
    deleteScimGroup: '204 400 401 403 404 500',
    getScimResourceTypes: '200 401 500',
    getScimServiceProviderConfig: '200 401 500',
  };
  const inferred: Partial<typeof documented> = {
    scimUpdateGroup: '409',
    getScimResourceTypes: '400 403',
    getScimServiceProviderConfig: '400 403',
  };
  for (const id of operationIds) {
    const { responses } = operationIn(describe('classic'), id);
    const told = Object.entries(responses).filter(
      ([, response]) => 'description' in response && /not among the answers/.test(response.description),
    );
    const expected = [documented[id], inferred[id], '429'].filter(Boolean).join(' ').split(' ').sort();
    t.strictSame(Object.keys(responses).sort(), expected, id);
    t.equal(told.map(([status]) => status).join(' '), inferred[id] ?? '', `${id}: what is inferred says so`);
  }
});

test('every quirk is told of somewhere, with its confidence and the reading in force', async (t) => {
  const told = new Set<string>();
  for (const profile of profileNames) {
    const document = describe(profile);
    for (const notes of [
      document['x-quirks'],
      ...operationsUnder(toProfile(profile)).map((id) => operationIn(document, id)['x-quirks']),
    ]) {
      t.equal(new Set(ids(notes)).size, notes.length, 'none is told twice');
      for (const id of ids(notes)) told.add(id);
      for (const { id, confidence, description } of notes) {
        t.match(quirks[id as keyof typeof quirks], { confidence, description }, id);
      }
    }
  }
  t.strictSame([...told].sort(), Object.keys(quirks).sort());
});

test("the editions differ as Postman's do", async (t) => {
  const [y2022, y2025, y2026, classic] = profileNames.map(describe);
  if (!y2022 || !y2025 || !y2026 || !classic) throw new Error('there are four profiles');

  t.notMatch(Object.keys(y2022.paths).join(), 'Groups');
  t.match(Object.keys(classic.paths).join(), 'Groups');

  t.equal(operationIn(classic, 'updateScimUserState').operationId, 'updateScimUserState');
  t.equal(operationIn(y2026, 'updateScimUserState').operationId, 'updateScimUserPatch');
  t.equal(operationIn(y2026, 'scimUpdateGroup').operationId, 'updateGroup');

  const filters = (document: typeof classic) =>
    operationIn(document, 'getScimUserResources').parameters?.find(({ name }) => name === 'filter')?.examples ?? {};
  t.strictSame(Object.keys(filters(classic)), ['userName']);
  t.strictSame(Object.keys(filters(y2025)), ['userName', 'active']);

  const startIndex = (document: typeof classic) =>
    operationIn(document, 'getScimUserResources').parameters?.find(({ name }) => name === 'startIndex')?.schema;
  t.match(startIndex(y2026), { minimum: 1 });
  t.notMatch(startIndex(y2025), { minimum: 1 });

  t.match(y2025.components.schemas.UserReplacement, { required: ['name'] });
  t.match(y2026.components.schemas.UserReplacement, { properties: { active: { type: 'boolean' } } });
  t.notMatch(y2026.components.schemas.UserReplacement, { required: ['name'] });
  t.notOk('409' in operationIn(classic, 'updateScimUser').responses);
  t.ok('409' in operationIn(y2026, 'updateScimUser').responses);

  const reading = (document: typeof classic, quirk: string) =>
    operationIn(document, 'createScimUser')['x-quirks'].find(({ id }) => id === quirk)?.reading?.value;
  t.equal(reading(classic, 'other-team'), 'invite');
  t.equal(reading(y2026, 'other-team'), 'conflict');
});

test('single quirks switched on top are told', async (t) => {
  const document = toScimOpenApi('classic', {
    serverUrl,
    quirks: { 'required-names': 'lenient', 'patch-other-attributes': 'reject', 'x-api-key': 'refuse' },
  });
  t.match(document.components.schemas.NewUser, { required: ['userName'] });
  t.notOk(JSON.stringify(document.components.schemas.UserPatch).includes('silently ignored, with 200'));
  t.strictSame(document.security, [{ scimApiKey: [] }, { bearer: [] }]);
});

test('the control plane serves it, for the address it is asked at', async (t) => {
  const app = startApp(t, { profile: '2025', quirks: { 'items-per-page': 'returned' } });
  const ask = async (query: string) =>
    app.http.inject({ url: `/_emulator/scim.openapi.json${query}`, headers: { host: '127.0.0.1:7246' } });
  t.strictSame((await ask('?profile=2026-08')).json(), describe('2026-08'));
  const inForce = (await ask('')).json();
  t.match(inForce, { 'x-profile': { name: '2025', readings: { 'items-per-page': 'returned' } } });
  t.equal(inForce.servers[0].url, serverUrl);
  t.equal((await ask('?profile=2031')).statusCode, 400);
});

test('every path and method of the twelve operations is there, and nothing else', async (t) => {
  const { paths } = describe('classic');
  const described = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace(/\{.*\}/, ':id')}`),
  );
  t.strictSame(
    described.sort(),
    Object.values(operations)
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  );
});
