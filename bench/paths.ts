import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '..');

/** Everything made on the way: seeds, data, logs, installs. Not committed, may be deleted at any time. */
export const cache = join(import.meta.dirname, '.cache');

export const cached = (...names: string[]): string => {
  const path = join(cache, ...names);
  mkdirSync(join(path, '..'), { recursive: true });
  return path;
};

export const competitor = (name: string): string => join(import.meta.dirname, 'competitors', name);

/** The Node that runs everything here, the harness included: the one the repository pins. */
export const node = process.execPath;
