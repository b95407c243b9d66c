import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import tap, { test } from 'tap';
import { profileNames } from '../../src/quirks/profiles.ts';
import { scimOpenApiFile } from '../../tools/openapi.ts';
import { quietEnvironment } from './quiet-environment.ts';

tap.setTimeout(120_000);

const redocly = 'node_modules/@redocly/cli/bin/cli.js';

/** Checks a description by OpenAPI 3.1 and Redocly's strict rules, and its examples by their schemas. */
const lint = async (file: string) => {
  const words = [redocly, 'lint', '--config=docs/openapi/redocly.yaml', '--format=json', file];
  const env = { ...quietEnvironment(), REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const run = promisify(execFile)(process.execPath, words, { env });
  return JSON.parse((await run.catch((error: { stdout: string }) => error)).stdout);
};

test('Redocly finds nothing wrong with the descriptions', async (t) => {
  for (const found of await Promise.all(profileNames.map((name) => lint(scimOpenApiFile(name))))) {
    t.strictSame(found.problems, []);
    t.strictSame(found.totals, { errors: 0, warnings: 0, ignored: 0 });
  }
});

test('and would find an example that its schema refuses', async (t) => {
  const file = join(t.testdir(), 'scim.json');
  writeFileSync(file, readFileSync(scimOpenApiFile('classic'), 'utf8').replaceAll('"active": false', '"active": "no"'));
  const { problems } = await lint(file);
  t.ok(problems.some(({ ruleId }: { ruleId: string }) => ruleId === 'no-invalid-media-type-examples'));
});
