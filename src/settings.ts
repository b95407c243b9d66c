import { looksReal } from './domain/api-key.ts';
import { toRateLimit } from './domain/team.ts';
import { SettingsError } from './errors.ts';
import type { Kind, ListKind, Option, Options, Values } from './option.ts';
import {
  boolean,
  flag,
  integer,
  listOf,
  Mismatch,
  oneOf,
  readAt,
  shown,
  text,
  variableOf,
  withVariables,
} from './option.ts';
import { quirkOf } from './quirks/catalogue.ts';
import type { Profile, SwitchId } from './quirks/profiles.ts';
import { profileNames, switchIds } from './quirks/profiles.ts';
import { defaultJournalBytes, journalSizes, toJournalBytes } from './worlds/journal-size.ts';

export const defaultKey = 'emulator-scim-key';

const printable = /^[\x21-\x7e]{1,256}$/;

const scimKey: Kind<string> = text(
  'a made-up key of up to 256 printable ASCII characters (a real Postman key begins with PMAK-)',
  (key) => printable.test(key) && !looksReal(key),
  true,
);

const token = text('up to 256 printable ASCII characters without spaces', (value) => printable.test(value), true);

const domain = text('a domain such as example.com', (name) => /^[^\s@,*.]+(\.[^\s@,*.]+)+$/.test(name));

const host = text('the name of a host', (name) => /^[A-Za-z0-9.:_-]{1,253}$/.test(name));

export const profileName = oneOf(...profileNames);

const toSwitches = (entries: readonly (readonly [id: string, value: unknown])[]): Partial<Profile> => {
  for (const [id, value] of entries) {
    if (!(switchIds as readonly string[]).includes(id)) throw new Mismatch(`one of ${switchIds.join(', ')}`, shown(id));
    const values = Object.keys(quirkOf(id as SwitchId).values ?? {});
    if (!values.includes(value as string)) throw new Mismatch(values.join(' or '), shown(value), ` ${id}`);
  }
  return Object.fromEntries(entries) as Partial<Profile>;
};

/** Quirks switched on top of a profile. */
export const switches: ListKind<Partial<Profile>> = {
  commas: true,
  expected: 'ID=VALUE, any number of times',
  fromTexts: (texts) =>
    toSwitches(
      texts.map((text) => {
        const [id = '', value, ...rest] = text.split('=');
        if (value === undefined || rest.length > 0) throw new Mismatch('ID=VALUE', shown(text));
        return [id, value];
      }),
    ),
  fromValue(value) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return toSwitches(Object.entries(value));
    throw new Mismatch('an object of quirks and their values', shown(value));
  },
};

const journalSize: Kind<number> = {
  expected: journalSizes,
  fromText: (text) => journalSize.fromValue(text),
  fromValue(value) {
    const bytes = toJournalBytes(String(value));
    if (bytes === undefined) throw new Mismatch(journalSizes, shown(value));
    return bytes;
  },
};

const fileName = text('the name of a file');

/**
 * Every option of the server. The flags, the environment variables, the help, docs/settings.md and the options of
 * `startEmulator` are read from this table.
 */
export const settings = withVariables({
  host: { kind: text('an address'), default: '127.0.0.1', value: 'ADDRESS', description: 'address to listen on' },
  port: {
    kind: integer(0, 65_535),
    default: 7246,
    value: 'PORT',
    description: 'port to listen on; "SCIM" on a phone; 0 selects a free one',
  },
  key: { kind: scimKey, value: 'KEY', description: `SCIM API key of the default team (default ${defaultKey})` },
  profile: {
    kind: profileName,
    value: 'NAME',
    description: `edition of Postman's API: ${profileNames.join(', ')} (default classic; 2026-08 is the current definition)`,
  },
  quirks: {
    kind: switches,
    flag: 'quirk',
    value: 'ID=VALUE',
    description: 'set one quirk, which overrides the profile; repeatable',
  },
  verifiedDomains: {
    kind: listOf(domain),
    flag: 'verified-domain',
    value: 'DOMAIN',
    description: 'a domain that the team has verified; repeatable',
  },
  rateLimit: {
    kind: text('off, postman or READS/WRITES', (limit) => toRateLimit(limit) !== undefined),
    value: 'LIMIT',
    description: 'off, postman (300 reads, 180 writes a minute), or READS/WRITES (default off)',
  },
  data: {
    kind: text('the name of a directory'),
    value: 'DIR',
    description: 'keep all data in a database in this directory (default: in memory)',
  },
  seed: { kind: fileName, value: 'FILE', description: 'world document from which a new default world is created' },
  idSeed: {
    kind: text('a text of up to 256 characters', (seed) => seed.length <= 256),
    value: 'TEXT',
    description: 'make ids the same on every run',
  },
  anyKey: flag('create a separate world for each unknown key'),
  controlToken: {
    kind: token,
    value: 'TOKEN',
    description: 'require Authorization: Bearer TOKEN for /_emulator',
  },
  allowedHosts: {
    kind: listOf(host),
    flag: 'allowed-host',
    value: 'NAME',
    description: 'serve /_emulator under this name without a token; repeatable',
  },
  journalBytes: {
    kind: journalSize,
    flag: 'journal',
    library: 'journal',
    value: 'SIZE',
    default: defaultJournalBytes,
    shownDefault: '64MB',
    description: 'total size of the journals of all worlds; 0 keeps no request',
  },
  tls: {
    kind: oneOf('self-signed'),
    value: 'self-signed',
    description: 'serve https with a certificate made for this run',
  },
  tlsCert: { kind: fileName, value: 'FILE', description: 'serve https with this certificate (PEM)' },
  tlsKey: { kind: fileName, value: 'FILE', description: 'the private key of --tls-cert (PEM)' },
  logLevel: {
    kind: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    default: 'info',
    value: 'LEVEL',
    description: 'fatal, error, warn, info, debug, trace or silent',
  },
  logRequests: {
    kind: boolean,
    description: 'log a line for each request (default: on a terminal only)',
  },
  open: { kind: boolean, description: 'open the page of the emulator in a browser' },
  readyFile: {
    kind: fileName,
    value: 'FILE',
    description: 'write address, key and process id as JSON when the server is ready; removed when it stops',
  },
} as const satisfies Options);

/** The settings of a server. An undefined setting stays as the data directory has it. */
export type Settings = Values<typeof settings>;

/** The settings that `startEmulator` takes under the same name. */
export const sharedSettings = [
  'host',
  'port',
  'key',
  'profile',
  'quirks',
  'verifiedDomains',
  'rateLimit',
  'data',
  'idSeed',
  'anyKey',
  'controlToken',
  'allowedHosts',
  'journalBytes',
] as const satisfies readonly (keyof Settings)[];

/** The options that `startEmulator` alone takes, or takes in another form than the command does. */
const libraryOnly = {
  socket: { kind: boolean, default: true, description: 'false opens no socket' },
  seed: {
    kind: {
      expected: 'a world document',
      fromText: () => undefined as never,
      fromValue(value: unknown): object {
        if (typeof value === 'object' && value !== null) return value;
        throw new Mismatch('a world document', shown(value));
      },
    },
    description: 'world document from which a new default world is created',
  },
} as const satisfies Options;

type SharedName = (typeof sharedSettings)[number];
export type LibrarySettings = Pick<Settings, SharedName> & Values<typeof libraryOnly>;

/** The options of `startEmulator`. A port is free by default, because tests run side by side. */
export const libraryOptions = {
  ...(Object.fromEntries(sharedSettings.map((name) => [name, settings[name]])) as Pick<typeof settings, SharedName>),
  port: { ...settings.port, default: 0 },
  ...libraryOnly,
} as const satisfies Options;

/**
 * Reads the options of `startEmulator`.
 * @throws {SettingsError} for an unknown option or a value that is not valid, as the command does for its flags.
 */
export const readLibraryOptions = (given: Readonly<Record<string, unknown>>): LibrarySettings => {
  const names = Object.entries<Option>(libraryOptions).map(([name, option]) => option.library ?? name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new SettingsError(`options: expected ${names.join(', ')}, got ${shown(unknown)}`);
  const read = Object.entries<Options[string]>(libraryOptions).map(([name, option]) => {
    const value = given[option.library ?? name];
    return [
      name,
      value === undefined ? option.default : readAt(option.library ?? name, () => option.kind.fromValue(value)),
    ];
  });
  return Object.fromEntries(read) as LibrarySettings;
};

/** The certificate to serve https with: from files, made for the run, or none for http. */
export type TlsSource = 'self-signed' | { readonly cert: string; readonly key: string } | undefined;

/** @throws {SettingsError} where the three TLS settings do not fit together. */
export const tlsOf = ({ tls, tlsCert: cert, tlsKey: key }: Pick<Settings, 'tls' | 'tlsCert' | 'tlsKey'>): TlsSource => {
  if (cert === undefined && key === undefined) return tls;
  if (tls !== undefined) throw new SettingsError('--tls: expected no --tls-cert and no --tls-key beside it, got both');
  if (cert === undefined) throw new SettingsError('--tls-cert: expected the certificate of --tls-key, got nothing');
  if (key === undefined) throw new SettingsError('--tls-key: expected the private key of --tls-cert, got nothing');
  return { cert, key };
};

/**
 * Environment variables with the program's prefix that no option reads, which are most likely misspelt. Kubernetes sets
 * some of its own for a service of this name; VERSION and HELP are common in files that hold the tag of an image.
 */
export const unknownVariables = (environment: NodeJS.ProcessEnv): string[] => {
  const known = new Set(Object.values<Options[string]>(settings).flatMap((option) => option.environment ?? []));
  const others = /_(SERVICE|PORT)_|_(VERSION|HELP|IMAGE|URL|WORLD)$/;
  return Object.keys(environment).filter(
    (name) => name.startsWith(variableOf('')) && !known.has(name) && !others.test(name),
  );
};
