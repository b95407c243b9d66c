import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that ask for no more than to be named. */
export const permissive = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
]);

export type Licence = { name: string; version: string; licence: string };

/** Every package below a node_modules folder with the licence that it declares, by name. */
export function licencesIn(folder: string): Licence[] {
  if (!existsSync(folder)) return [];
  const packages = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : name,
    );
  return packages
    .flatMap((name): Licence[] => {
      const home = join(folder, name);
      const { version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
      return [{ name, version, licence: String(license) }, ...licencesIn(join(home, 'node_modules'))];
    })
    .sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}
