import { execFile } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { FastifyInstance, RouteOptions } from 'fastify';
import tap, { test } from 'tap';
import { controlDocuments } from '../../tools/control-documents.ts';
import { startApp } from '../helpers.ts';
import { quietEnvironment } from '../openapi/quiet-environment.ts';
import type { Description } from './description.ts';

tap.setTimeout(120_000);

test('the description has exactly the routes that there are', async (t) => {
  const app = startApp(t);
  await app.http.ready();
  const routes: string[] = [];
  const onFastify = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
      for (const name of [method].flat()) routes.push(`${name} ${url.replace(/:(\w+)/g, '{$1}')}`);
    });
  };
  diagnostics.subscribe('fastify.initialization', onFastify);
  t.teardown(() => diagnostics.unsubscribe('fastify.initialization', onFastify));
  // The control plane is built for its first request.
  const { paths } = (await app.http.inject('/_emulator/openapi.json')).json<Description>();
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  t.ok(routes.length > 55, `${routes.length} routes`);
  // HEAD is answered wherever GET is; the page's files are no operations.
  const operations = routes.filter((route) => !route.startsWith('HEAD ') && !route.includes('/_emulator/ui'));
  t.strictSame(described.sort(), [...new Set(operations)].sort());
  const ids = Object.values(paths).flatMap((operations) => Object.values(operations).map((each) => each.operationId));
  t.equal(new Set(ids).size, described.length, 'each has an operationId of its own');
});

test('the committed copies are what the program serves', async (t) => {
  for (const [file, text] of Object.entries(await controlDocuments())) {
    t.equal(readFileSync(file, 'utf8'), text, `${file}; npm run docs:control writes it`);
  }
  const app = startApp(t);
  for (const [url, file] of [
    ['/_emulator/openapi.json', 'docs/openapi/control.json'],
    ['/_emulator/world-document.schema.json', 'docs/world-document.schema.json'],
    ['/_emulator/report.schema.json', 'docs/report.schema.json'],
  ] as const) {
    t.strictSame((await app.http.inject(url)).json(), JSON.parse(readFileSync(file, 'utf8')), url);
  }
});

test('Redocly finds nothing wrong with the description', async (t) => {
  const words = ['node_modules/@redocly/cli/bin/cli.js', 'lint', '--config=docs/openapi/redocly.yaml', '--format=json'];
  const env = { ...quietEnvironment(), REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const run = promisify(execFile)(process.execPath, [...words, 'docs/openapi/control.json'], { env });
  const { problems } = JSON.parse((await run.catch((error: { stdout: string }) => error)).stdout);
  t.strictSame(problems, []);
});
