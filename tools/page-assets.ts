import { cpSync } from 'node:fs';
import { extname, join } from 'node:path';

const source = join(import.meta.dirname, '../src/dashboard');
const target = join(import.meta.dirname, '../dist/src/dashboard');

/** Copies the files of the page that no compiler makes: styles and the icon. */
cpSync(source, target, { recursive: true, filter: (path) => ['', '.css', '.svg'].includes(extname(path)) });
