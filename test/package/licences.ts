import { readFileSync } from 'node:fs';

/** Licences that ask for no more than to be named. */
export const permissive = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Unlicense',
  'BlueOak-1.0.0',
]);

export type Licence = { name: string; licence: string };

type Entry = { dev?: boolean; license?: string };

/** The packages of a lock file that a production install brings, with the licences they declare, by name. */
export function licencesIn(lockFile: string, itself = ''): Licence[] {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8')) as { packages: Record<string, Entry> };
  const found = new Map<string, Licence>();
  for (const [path, { dev, license = 'none declared' }] of Object.entries(packages)) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (path !== '' && dev !== true && name !== itself) found.set(`${name} ${license}`, { name, licence: license });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The page docs/licences.md. */
export function licencesPage(licences: readonly Licence[]): string {
  const rows = licences.map(({ name, licence }) => `| ${name} | ${licence} |`);
  return [
    '# Licences',
    '',
    'postman-scim-emulator is under the Apache License 2.0. A production install brings these packages; every licence',
    'among them is permissive. Written by `npm run licences` from package-lock.json; a test keeps it in step.',
    '',
    '| package | licence |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}
