import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs';
import { cached } from './paths.ts';
import { key } from './request.ts';

/** A directory of made-up users, the same on every machine: user n of it can be worked out from n alone. */
export type Directory = { readonly size: number };

export type User = {
  schemas: string[];
  id: string;
  userName: string;
  name: { givenName: string; familyName: string };
  externalId: string;
  active: boolean;
  meta: { resourceType: string; created: string; lastModified: string };
};

const epoch = Date.UTC(2024, 0, 1);
const givenNames = ['Taylor', 'Alex', 'Noor', 'Chidi', 'Ingrid', 'Mateo', 'Yuki', 'Priya', 'Sam', 'Zoë'];
const familyNames = ['Lee', 'Okafor', 'Lindqvist', 'García', 'Tanaka', 'Sharma', 'Novak', "O'Brien", 'Haddad', 'Kim'];

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 48);

/** The user at a place in the directory, as Postman would answer it. */
export const userAt = (index: number): User => {
  const created = new Date(epoch + index * 1000).toISOString();
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: hexOf(`user ${index}`),
    userName: `user${String(index).padStart(7, '0')}@example.com`,
    name: {
      givenName: givenNames[index % 10] as string,
      familyName: familyNames[Math.floor(index / 10) % 10] as string,
    },
    externalId: `00u${String(index).padStart(9, '0')}`,
    active: true,
    meta: { resourceType: 'User', created, lastModified: created },
  };
};

/** The group that holds the first 10,000 users, less the last hundred: those come and go in the benchmark. */
export const group = { id: hexOf('group'), displayName: 'Everyone', size: 10_000, joining: 100 } as const;

export const usersOf = function* (directory: Directory): Generator<User> {
  for (let index = 0; index < directory.size; index += 1) yield userAt(index);
};

/** Places spread evenly over the directory. */
export const sampleOf = ({ size }: Directory, wanted: number): number[] => {
  const places = Math.min(size, wanted);
  return Array.from({ length: places }, (_, place) => Math.floor((place * size) / places));
};

const memberOf = ({ id, userName, name, externalId, meta }: User): string =>
  JSON.stringify({
    id,
    email: userName,
    ...name,
    externalId,
    state: 'active',
    created: meta.created,
    lastModified: meta.lastModified,
  });

/** Writes the directory as a world document to start the emulator with, once; gives the file's path. */
export const seedOf = (directory: Directory): string => {
  const path = cached(`seed-${directory.size}.json`);
  if (existsSync(path)) return path;
  const file = openSync(`${path}.part`, 'w');
  const { id, displayName } = group;
  const inGroup = Math.min(group.size, directory.size) - group.joining;
  const members = Array.from({ length: Math.max(inGroup, 0) }, (_, index) => userAt(index).userName);
  const head = { keys: [{ key, name: 'Benchmark' }], groups: [{ id, displayName, members }] };
  writeSync(file, `{"version":1,"teams":[${JSON.stringify(head).slice(0, -1)},"members":[`);
  for (let from = 0; from < directory.size; from += 10_000) {
    const upTo = Math.min(from + 10_000, directory.size);
    const lines = Array.from({ length: upTo - from }, (_, place) => memberOf(userAt(from + place)));
    writeSync(file, `${from === 0 ? '' : ','}\n${lines.join(',\n')}`);
  }
  writeSync(file, '\n]}]}\n');
  closeSync(file);
  renameSync(`${path}.part`, path);
  return path;
};
