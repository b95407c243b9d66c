import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'tap';
import { helpOf } from '../src/cli/help.ts';
import { startEmulator } from '../src/index.ts';
import { profileNames, switchProblem } from '../src/quirks/profiles.ts';
import { settings } from '../src/settings.ts';

const help = () => helpOf({ name: 'serve', summary: 'Run', options: settings });

const root = new URL('..', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

test('what README.md links to is there', async (t) => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  t.ok(links.length > 4);
  for (const path of links) t.ok(existsSync(fileURLToPath(new URL(path, root))), path);
});

test('the flags, variables, quirks and profiles it names are', async (t) => {
  const own = ['--help', '--no-install', '--url', '--key', '--fail-on-inferred', '--rm'];
  for (const [flag] of readme.matchAll(/--[a-z][a-z-]+/g))
    t.ok(own.includes(flag) || help().includes(`${flag} `), flag);
  for (const [, name = ''] of readme.matchAll(/POSTMAN_SCIM_EMULATOR_([A-Z_]+)/g)) {
    t.match(help(), `--${name.toLowerCase().replaceAll('_', '-')} `, name);
  }
  for (const [, id = '', value = ''] of readme.matchAll(/--quirk ([a-z-]+)=([a-z-]+)/g)) {
    if (id !== 'id') t.equal(switchProblem(id, value), undefined, id);
  }
  for (const profile of profileNames) t.match(readme, `\`${profile}\``.replace('`classic`', 'classic'), profile);
});

test('the calls of the control plane are', async (t) => {
  const emulator = await startEmulator({ socket: false });
  t.teardown(() => emulator.close());
  const { paths } = (await emulator.inject('/_emulator/openapi.json')).json() as { paths: Record<string, object> };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method, route: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) })),
  );
  const spoken = readme.matchAll(/`((?:[A-Z]{3,6}`, `)*[A-Z]{3,6}) ((?:W|\/_emulator)\/[^`\s]+)`/g);
  for (const [, methods = '', short = ''] of spoken) {
    const path = short.replace(/^W\//, '/_emulator/worlds/default/');
    for (const method of methods.split('`, `')) {
      const found = routes.some((one) => one.method === method.toLowerCase() && one.route.test(path));
      t.ok(found, `${method} ${path}`);
    }
  }
});
