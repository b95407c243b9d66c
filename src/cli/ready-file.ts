import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { CommandError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { version } from '../version.ts';
import type { Server } from './server.ts';

/** The content of a ready file: everything that a test in another language needs to reach the server. */
export type Ready = {
  readonly url: string;
  readonly baseUrl: string;
  readonly key: string;
  readonly controlUrl: string;
  readonly controlToken: string | null;
  /** The certificate to trust; null for http, or for a certificate of one's own. */
  readonly caFile: string | null;
  readonly pid: number;
  readonly version: string;
};

export const readyOf = ({ url, key, certPath }: Server, { controlToken }: Pick<Settings, 'controlToken'>): Ready => ({
  url,
  baseUrl: `${url}/scim/v2`,
  key,
  controlUrl: `${url}/_emulator`,
  controlToken: controlToken ?? null,
  caFile: certPath ?? null,
  pid: process.pid,
  version,
});

/** Removes the ready file of an earlier server, which nobody must take for this one's. */
export const clearReadyFile = (file: string | undefined): void => {
  if (file !== undefined) rmSync(file, { force: true });
};

/**
 * Writes the ready file, whole or not at all: it gets its name when it is complete. It can be read by this user alone,
 * because it contains the key. It is removed when the process ends.
 * @throws {CommandError} where it cannot be written.
 */
export const writeReadyFile = (file: string, ready: Ready): void => {
  const unfinished = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(unfinished, `${JSON.stringify(ready, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new CommandError(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
  process.once('exit', () => removeReadyFile(file));
};

/** Removes the ready file of this process; another server's under the same name stays. */
export const removeReadyFile = (file: string): void => {
  try {
    const { pid } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Ready>;
    if (pid === process.pid) rmSync(file, { force: true });
  } catch {
    // The file is gone, or is not this server's.
  }
};

/** @throws {CommandError} where there is no server's ready file under this name. */
export const readReadyFile = (file: string): Ready => {
  let ready: Partial<Ready>;
  try {
    ready = JSON.parse(readFileSync(file, 'utf8')) as Partial<Ready>;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'it is not valid JSON';
    throw new CommandError(`${file} cannot be read: ${reason}`, { cause: error });
  }
  if (typeof ready.url !== 'string' || typeof ready.key !== 'string') {
    throw new CommandError(`${file}: expected the ready file of a server, got another document`);
  }
  return ready as Ready;
};
