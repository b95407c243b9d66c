import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'tap';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

type Service = {
  readonly build?: string;
  readonly healthcheck?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
};
const servicesOf = (path: string) => (parse(read(path)) as { services: Record<string, Service> }).services;

test('the compose recipe runs the report after the connector, and ends with its exit code', async (t) => {
  const command = / docker compose -f docker\/compose\.yaml -f docker\/compose\.ci\.yaml (.*)\n/;
  const base = servicesOf('docker/compose.yaml');
  const ci = servicesOf('docker/compose.ci.yaml');
  for (const page of ['docs/in-ci.md', 'docker/compose.ci.yaml']) {
    // `up` with an exit code stops everything when the first container ends: the connector, not the report.
    t.equal(command.exec(read(page))?.[1], 'run --build --rm report', page);
  }
  t.equal(ci.report?.depends_on?.connector?.condition, 'service_completed_successfully');
  t.equal(base.connector?.depends_on?.emulator?.condition, 'service_healthy');
  t.equal(ci.report?.build, base.emulator?.build, '`run --build` builds the image of the service it runs');
  for (const { healthcheck = {} } of Object.values({ ...base })) t.notOk('start_interval' in healthcheck);
});

test('no page runs a package of the registry by a name that is not published', async (t) => {
  const pages = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
  t.ok(pages.length > 5);
  for (const page of [...pages.map((name) => `docs/${name}`), 'README.md']) {
    for (const line of read(page)
      .split('\n')
      .filter((line) => line.includes('npx '))) {
      const unpinned = line.includes('npx postman-scim-emulator') && !line.includes('could run a stranger');
      t.notOk(unpinned, `${page}: ${line}`);
    }
  }
});

test('the command is a file of the repository, so that a clone has it before any build', async (t) => {
  const [bin] = Object.values(packageJson.bin);
  t.match(read(bin ?? ''), /^#!\/usr\/bin\/env node\n/);
  t.ok(packageJson.files.includes('bin'));
  t.match(packageJson.scripts.prepare, /ready\.cjs prepare/, 'npm runs prepare for git, folders and npm pack');
});
