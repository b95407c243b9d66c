import { writeFileSync } from 'node:fs';
import { licencesIn, licencesPage } from '../test/package/licences.ts';

writeFileSync('docs/licences.md', licencesPage(licencesIn('package-lock.json')));
