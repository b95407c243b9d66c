import { profileNames } from './quirks/profiles.ts';

export const defaultKey = 'emulator-scim-key';

export type Flag = {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly value?: string;
  readonly description: string;
};

/** Every flag of the server, in the order that --help shows. Each has an environment variable of its name. */
export const flags = {
  host: { type: 'string', value: 'ADDRESS', description: 'address to listen on (default 127.0.0.1)' },
  port: {
    type: 'string',
    value: 'PORT',
    description: 'port to listen on (default 7246, "SCIM" on a phone; 0 picks a free one)',
  },
  key: { type: 'string', value: 'KEY', description: `SCIM API key of the default team (default ${defaultKey})` },
  profile: {
    type: 'string',
    value: 'NAME',
    description: `which Postman: ${profileNames.join(', ')} (default classic)`,
  },
  quirk: {
    type: 'string',
    multiple: true,
    value: 'ID=VALUE',
    description: 'switch one quirk on top of the profile; repeatable',
  },
  'verified-domain': {
    type: 'string',
    multiple: true,
    value: 'DOMAIN',
    description: 'a domain the team has verified; repeatable',
  },
  'rate-limit': {
    type: 'string',
    value: 'LIMIT',
    description: 'off, postman (300 reads, 180 writes a minute), or READS/WRITES (default off)',
  },
  data: {
    type: 'string',
    value: 'DIR',
    description: 'keep everything in a database in this directory (default: in memory)',
  },
  seed: { type: 'string', value: 'FILE', description: 'a world document to start from' },
  'id-seed': { type: 'string', value: 'TEXT', description: 'makes ids the same on every run' },
  'any-key': { type: 'boolean', description: 'an unknown key opens a world of its own' },
  'control-token': {
    type: 'string',
    value: 'TOKEN',
    description: 'what /_emulator wants as Authorization: Bearer TOKEN',
  },
  journal: {
    type: 'string',
    value: 'SIZE',
    description: 'how much the journals hold together (default 64MB; 0 keeps none)',
  },
  tls: { type: 'string', value: 'self-signed', description: 'serve https with a certificate made for this run' },
  'tls-cert': { type: 'string', value: 'FILE', description: 'serve https with this certificate (PEM)' },
  'tls-key': { type: 'string', value: 'FILE', description: 'and this private key (PEM)' },
  'log-level': {
    type: 'string',
    value: 'LEVEL',
    description: 'fatal, error, warn, info, debug, trace or silent (default info)',
  },
  version: { type: 'boolean', description: 'print the version' },
  help: { type: 'boolean', description: 'print this' },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof flags;

export const variableOf = (flag: string): string => `POSTMAN_SCIM_EMULATOR_${flag.toUpperCase().replaceAll('-', '_')}`;

const prefix = variableOf('');

/**
 * Variables with the program's name that it does not know, which are most likely misspelt. Kubernetes sets some of its
 * own for a service of this name.
 */
export const unknownVariables = (environment: NodeJS.ProcessEnv): string[] => {
  const known = new Set(Object.keys(flags).map(variableOf));
  return Object.keys(environment).filter(
    (name) => name.startsWith(prefix) && !known.has(name) && !/_(SERVICE|PORT)_/.test(name),
  );
};

export const help = (): string => {
  const lines = (Object.entries(flags) as [string, Flag][]).map(([name, { value, description }]) => {
    const flag = `--${name}${value ? ` ${value}` : ''}`;
    return `  ${flag.padEnd(26)} ${description}`;
  });
  return `Postman's SCIM API, emulated.

Usage
  postman-scim-emulator [flags]        run the server
  postman-scim-emulator wait           wait until a server is ready (wait --help)
  postman-scim-emulator report         what a server saw its clients do, and a verdict (report --help)
  postman-scim-emulator verify         hold any SCIM service against what is known of Postman's (verify --help)

Flags
${lines.join('\n')}

Each flag can be given as an environment variable too: --verified-domain is
${variableOf('verified-domain')}, where several values are separated by commas.

Try it
  curl -H 'Authorization: Bearer ${defaultKey}' http://127.0.0.1:7246/scim/v2/Users
`;
};
