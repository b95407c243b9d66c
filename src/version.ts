import { readFileSync } from 'node:fs';

/** package.json is one level up from src/, and two from dist/src/. */
const read = (): string => {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      return (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }).version;
    } catch {}
  }
  return 'unknown';
};

export const version = read();
