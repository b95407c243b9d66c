import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { test } from 'tap';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The layers, each with the layers it may import besides itself. The arrows point one way. */
const layers: Readonly<Record<string, readonly string[]>> = {
  schemas: [],
  quirks: [],
  domain: ['quirks'],
  masking: [],
  store: ['domain', 'quirks'],
  report: ['domain', 'masking', 'quirks', 'schemas', 'worlds'],
  worlds: ['domain', 'quirks', 'schemas', 'store'],
  scim: ['domain', 'quirks', 'store', 'worlds'],
  openapi: ['domain', 'quirks', 'schemas', 'scim'],
  control: ['domain', 'masking', 'openapi', 'quirks', 'report', 'schemas', 'scim', 'store', 'worlds'],
  conformance: ['quirks'],
  idp: ['conformance'],
  tls: [],
  dashboard: ['control', 'schemas'],
  cli: ['conformance', 'control', 'idp', 'masking', 'quirks', 'report', 'schemas', 'store', 'tls', 'worlds'],
};

/** Layers from which another may import types only. */
const typesOnly: readonly (readonly [importer: string, imported: string])[] = [['worlds', 'schemas']];

/** Packages and built-in modules that a layer may import; none where a layer is not named here. */
const packages: Readonly<Record<string, RegExp>> = {
  schemas: /^@sinclair\/typebox$/,
  store: /^(better-sqlite3|node:(fs|path|zlib))$/,
  worlds: /^(scim2-parse-filter|node:crypto)$/,
  scim: /^(fastify|node:(buffer|http|net))$/,
  tls: /^node:(crypto|net|fs|os|path)$/,
  control: /^(fastify|@fastify\/.+|@sinclair\/typebox(\/.+)?|node:.+)$/,
  report: /^node:/,
  conformance: /^(node:.+|@sinclair\/typebox(\/.+)?)$/,
  idp: /^(yaml|node:(crypto|timers\/promises)|@sinclair\/typebox(\/.+)?)$/,
  dashboard: /^lit-html(\/.+)?$/,
  cli: /^(pino|node:.+)$/,
};

/** Files at the top of src/ that any layer may import. The others compose the layers. */
const importable = ['src/background.ts', 'src/version.ts', 'src/errors.ts'];

/** The command line starts the composed program. */
const composers = ['cli'];

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
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const onlyTypes = (entries: readonly { isType: boolean }[]): boolean =>
    entries.length > 0 && entries.every(({ isType }) => isType);
  const found: (readonly [specifier: string, types: boolean])[] = [];
  for (const { moduleRequest, entries } of module.staticImports) found.push([moduleRequest.value, onlyTypes(entries)]);
  for (const { entries } of module.staticExports) {
    const [source] = entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []);
    if (source !== undefined) found.push([source, onlyTypes(entries)]);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    found.push([text.slice(moduleRequest.start + 1, moduleRequest.end - 1), false]);
  }
  return found.map(([specifier, types]) => ({
    from: file,
    to: specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : specifier,
    types,
  }));
};

/** Describes why an import is not allowed; undefined for an allowed one. */
const problem = ({ from, to, types }: Import): string | undefined => {
  const importer = layerOf(from);
  const inside = /^(src|schemas)\//.test(to);
  if (importer === 'composition') return undefined;
  if (!(importer in layers)) return `${from}: the layer ${importer} has no rule here`;
  if (!inside) return types || packages[importer]?.test(to) ? undefined : `${from} imports ${to}`;
  const imported = layerOf(to);
  if (imported === importer || importable.includes(to)) return undefined;
  if (imported === 'composition' && composers.includes(importer)) return undefined;
  if (!layers[importer]?.includes(imported)) return `${from} imports ${to}`;
  const restricted = typesOnly.some(([one, other]) => one === importer && other === imported);
  return restricted && !types ? `${from} imports more than types of ${to}` : undefined;
};

const files = [...filesIn('src'), ...filesIn('schemas')];
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const problemsIn = (file: string, text: string): string[] =>
  importsOf(file, text).flatMap((found) => problem(found) ?? []);
const imported = files.flatMap((file) => importsOf(file, read(file)));

test('every import points the way the layers allow', async (t) => {
  t.ok(files.length > 50);
  t.same(
    files.flatMap((file) => problemsIn(file, read(file))),
    [],
  );
});

test('no row of the tables is stale: each allowed layer and package is imported somewhere', async (t) => {
  for (const [importer, allowed] of Object.entries(layers)) {
    t.ok(
      files.some((file) => layerOf(file) === importer),
      `${importer} has files`,
    );
    for (const layer of allowed) {
      t.ok(
        imported.some(
          ({ from, to }) => layerOf(from) === importer && layerOf(to) === layer && /^(src|schemas)/.test(to),
        ),
        `${importer} imports ${layer}`,
      );
    }
  }
  for (const [importer, allowed] of Object.entries(packages)) {
    t.ok(
      imported.some(({ from, to }) => layerOf(from) === importer && allowed.test(to)),
      `${importer} imports ${allowed}`,
    );
  }
});

test('the layers form no circle', async (t) => {
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (layers[from] ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
  for (const layer of Object.keys(layers)) t.notOk(reaches(layer, layer), layer);
});

test('domain rules use no process, real clock or randomness', async (t) => {
  const impure = /\bprocess\.|Date\.now|new Date\(\)|Math\.random|\bperformance\b|setTimeout|\bconsole\b|\bimport\(/;
  const pure = files.filter((name) => ['domain', 'quirks'].includes(layerOf(name)));
  for (const file of pure) t.notMatch(read(file), impure, file);
});

test('only the command line and the composition files read the environment', async (t) => {
  for (const file of files.filter((name) => !['composition', 'cli'].includes(layerOf(name)))) {
    t.notMatch(read(file), /\bprocess\.env\b/, file);
  }
});

test('reports an import in the wrong direction', async (t) => {
  const turned: readonly (readonly [file: string, line: string])[] = [
    ['src/domain/users.ts', "import { toUserText } from '../scim/write/user.ts';"],
    ['src/domain/users.ts', "import type { Store } from '../store/store.ts';"],
    ['src/quirks/profiles.ts', "import { ScimError } from '../domain/scim-error.ts';"],
    ['src/domain/users.ts', "import { randomBytes } from 'node:crypto';"],
    ['src/domain/users.ts', "import SQLite from 'better-sqlite3';"],
    ['src/scim/write/errors.ts', "import { HttpError } from '../../control/http-error.ts';"],
    ['src/scim/write/errors.ts', "import { User } from '../../../schemas/scim.ts';"],
    ['src/store/store.ts', "import {\n  toUserText,\n} from '../scim/write/user.ts';"],
    ['src/store/store.ts', "export { World } from '../worlds/world.ts';"],
    ['src/store/store.ts', "export * from '../worlds/world.ts';"],
    ['src/worlds/world.ts', "const { answer } = await import('../scim/answer.ts');"],
    ['src/scim/key.ts', "import { views } from '../control/views.ts';"],
    ['src/scim/key.ts', "import { defaultKey } from '../settings.ts';"],
    ['src/scim/routes/users.ts', "import '../../app.ts';"],
    ['src/report/verdict.ts', "import type { Store } from '../store/store.ts';"],
    ['schemas/scim.ts', "import { quirks } from '../src/quirks/catalogue.ts';"],
    ['src/unknown/page.ts', "import { quirks } from '../quirks/catalogue.ts';"],
  ];
  for (const [file, line] of turned) t.equal(problemsIn(file, line).length, 1, `${file}: ${line}`);
  const right = [
    "import type { Member } from '../../domain/member.ts';",
    "import { ScimError } from '../../domain/scim-error.ts';",
  ];
  for (const line of right) t.same(problemsIn('src/scim/write/errors.ts', line), [], line);
});
