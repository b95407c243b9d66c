import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'tap';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The layers, each with the layers it may import besides itself. Arrows point one way. */
const layers: Readonly<Record<string, readonly string[]>> = {
  schemas: [],
  domain: [],
  journal: ['domain'],
  scim: ['domain', 'schemas'],
  store: ['domain'],
  worlds: ['domain', 'journal', 'report', 'schemas', 'store'],
  http: ['domain', 'journal', 'scim', 'store', 'worlds'],
  report: ['domain', 'journal', 'schemas'],
  openapi: ['domain', 'schemas', 'scim'],
  control: ['domain', 'http', 'journal', 'openapi', 'report', 'schemas', 'scim', 'store', 'worlds'],
  verify: ['domain', 'schemas'],
  client: ['domain', 'report', 'schemas'],
};

/** Layers of which another may import types alone. */
const typesOnly: readonly (readonly [importer: string, imported: string])[] = [
  ['scim', 'schemas'],
  ['worlds', 'schemas'],
  ['control', 'http'],
];

/** Packages and built-in modules a layer may import; none where it is not named here. */
const packages: Readonly<Record<string, RegExp>> = {
  schemas: /^@sinclair\/typebox$/,
  scim: /^node:buffer$/,
  store: /^(better-sqlite3|node:(fs|path))$/,
  worlds: /^node:crypto$/,
  http: /^(fastify|node:(http|net|crypto|fs|os|path))$/,
  control: /^(fastify|@fastify\/.+|@sinclair\/typebox(\/.+)?|node:(http|net|crypto))$/,
  report: /^node:/,
  verify: /^(node:.+|@sinclair\/typebox(\/.+)?)$/,
  client: /^node:/,
};

/** Composition files that anything may import: version.ts is one constant, which the control plane shows. */
const importable = ['src/version.ts'];

type Import = { readonly from: string; readonly to: string; readonly types: boolean };

const layerOf = (file: string): string => {
  const [top = '', second = '', third] = file.split('/');
  if (top === 'schemas') return 'schemas';
  return third === undefined ? 'composition' : second;
};

const filesIn = (directory: string): string[] =>
  readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(directory, file));

const importsOf = (file: string, text: string): Import[] => {
  const static_ = text.matchAll(/^\s*(import|export)\s+(type\s)?[^'";]*?\bfrom\s+'([^']+)'/gm);
  const bare = text.matchAll(/^\s*(import)\s+()'([^']+)'/gm);
  const dynamic = text.matchAll(/\b(import)\s*\(\s*()'([^']+)'/g);
  return [...static_, ...bare, ...dynamic].map(([, , type, specifier = '']) => ({
    from: file,
    to: specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : specifier,
    types: Boolean(type),
  }));
};

/** What is wrong with an import; undefined where nothing is. */
const problem = ({ from, to, types }: Import): string | undefined => {
  const importer = layerOf(from);
  const inside = /^(src|schemas)\//.test(to);
  if (importer === 'composition') return undefined;
  if (!(importer in layers)) return `${from}: the layer ${importer} has no rule here`;
  if (!inside) return types || packages[importer]?.test(to) ? undefined : `${from} imports ${to}`;
  const imported = layerOf(to);
  if (imported === importer || importable.includes(to)) return undefined;
  if (!layers[importer]?.includes(imported)) return `${from} imports ${to}`;
  const onlyTypes = typesOnly.some(([one, other]) => one === importer && other === imported);
  return onlyTypes && !types ? `${from} imports more than types of ${to}` : undefined;
};

const files = [...filesIn('src'), ...filesIn('schemas')];
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const problemsIn = (file: string, text: string): string[] =>
  importsOf(file, text).flatMap((found) => problem(found) ?? []);

test('every import points the way the layers allow', async (t) => {
  t.ok(files.length > 50);
  t.same(
    files.flatMap((file) => problemsIn(file, read(file))),
    [],
  );
});

test('no layer imports a composition file, and none has a circle with another', async (t) => {
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (layers[from] ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
  for (const layer of Object.keys(layers)) t.notOk(reaches(layer, layer), layer);
});

test('the rules know no process, no clock of their own and no chance', async (t) => {
  const impure = /\bprocess\.|Date\.now|new Date\(\)|Math\.random|\bperformance\b|setTimeout|\bconsole\b|\bimport\(/;
  for (const file of files.filter((name) => layerOf(name) === 'domain')) t.notMatch(read(file), impure, file);
});

test('only the composition files read the environment', async (t) => {
  for (const file of files.filter((name) => layerOf(name) !== 'composition')) {
    t.notMatch(read(file), /\bprocess\.env\b/, file);
  }
});

test('an import that is turned round is found', async (t) => {
  const turned: readonly (readonly [file: string, line: string])[] = [
    ['src/domain/users.ts', "import { toUserText } from '../scim/user-resource.ts';"],
    ['src/domain/users.ts', "import type { Store } from '../store/store.ts';"],
    ['src/domain/profiles/classic.ts', "import { json } from '../../http/answer.ts';"],
    ['src/domain/users.ts', "import { randomBytes } from 'node:crypto';"],
    ['src/domain/users.ts', "import SQLite from 'better-sqlite3';"],
    ['src/scim/errors.ts', "import { answer } from '../http/answer.ts';"],
    ['src/scim/errors.ts', "import { User } from '../../schemas/scim.ts';"],
    ['src/store/store.ts', "import {\n  toUserText,\n} from '../scim/user-resource.ts';"],
    ['src/store/store.ts', "export { World } from '../worlds/world.ts';"],
    ['src/journal/entry.ts', "import type { World } from '../worlds/world.ts';"],
    ['src/worlds/world.ts', "const { answer } = await import('../http/answer.ts');"],
    ['src/http/key.ts', "import { views } from '../control/views.ts';"],
    ['src/http/key.ts', "import { defaultKey } from '../config.ts';"],
    ['src/http/routes/users.ts', "import '../../app.ts';"],
    ['src/control/app.ts', "import { answer } from '../http/answer.ts';"],
    ['src/report/verdict.ts', "import type { Store } from '../store/store.ts';"],
    ['schemas/scim.ts', "import { quirks } from '../src/domain/quirks.ts';"],
    ['src/dashboard/page.ts', "import { quirks } from '../domain/quirks.ts';"],
  ];
  for (const [file, line] of turned) t.equal(problemsIn(file, line).length, 1, `${file}: ${line}`);
  const right = [
    "import type { Member } from '../domain/member.ts';",
    "import { Refusal } from '../domain/refusal.ts';",
  ];
  for (const line of right) t.same(problemsIn('src/scim/errors.ts', line), [], line);
});
