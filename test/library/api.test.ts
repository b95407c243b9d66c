import { readFileSync } from 'node:fs';
import { test } from 'tap';
import { apiPage, file } from '../../tools/api.ts';

test('docs/api.md is the surface of the library', async (t) => {
  const page = apiPage();
  for (const name of ['startEmulator', 'connect', 'class WorldHandle', 'class TeamHandle', 'class SettingsError']) {
    t.match(page, name);
  }
  t.equal(readFileSync(file, 'utf8'), page, 'a change of the surface is meant: `npm run docs:api` writes it anew');
});
