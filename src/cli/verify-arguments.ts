import { defaultBudget } from '../conformance/kit.ts';
import { SettingsError } from '../errors.ts';
import { flag, integer, listOf, oneOf, text, variableOf } from '../option.ts';
import { isQuirkId, type QuirkId } from '../quirks/catalogue.ts';
import { toProfile } from '../quirks/profiles.ts';
import { profileName, switches } from '../settings.ts';
import type { Environment } from './arguments.ts';
import { connection } from './connection.ts';
import { outputOptions, renderingsOf } from './outputs.ts';

export const verifyNotes = `Without --write nothing but GET is sent. With it, people and groups are made, used and deactivated; the command
says beforehand what that costs, and asks.

Results quote the answers as they came, the key aside: of a real team they may name people. Recordings do not.

Exit code: 0 all that was tried agrees, 1 something differs, 2 it cannot be run.`;

const prefix = text('2 to 31 lower-case letters, digits and hyphens, a letter first, such as scim-check', (value) =>
  /^[a-z][a-z0-9-]{1,30}$/.test(value),
);

export const verifyOptions = {
  url: {
    ...connection.url,
    description: 'the base URL, e.g. http://127.0.0.1:7246/scim/v2 (the path may be left out)',
  },
  key: {
    kind: text('a SCIM API key', undefined, true),
    value: 'KEY',
    environment: [variableOf('key'), 'POSTMAN_SCIM_KEY'],
    description: 'the SCIM API key; better in POSTMAN_SCIM_EMULATOR_KEY or POSTMAN_SCIM_KEY',
  },
  profile: {
    kind: profileName,
    default: 'classic',
    value: 'NAME',
    description: `edition of Postman's API to check against: ${profileName.expected}`,
  },
  quirks: {
    kind: switches,
    flag: 'quirk',
    value: 'ID=VALUE',
    description: 'switch one quirk of the profile; repeatable',
  },
  only: {
    kind: listOf(text('the id of a behaviour', isQuirkId)),
    default: [] as string[],
    value: 'QUIRK',
    description: 'check this behaviour alone; repeatable',
  },
  budget: {
    kind: integer(1, 1_000_000),
    default: defaultBudget,
    value: 'N',
    description: 'send no more requests than this',
  },
  write: flag('create, change and deactivate users and groups'),
  emailDomain: {
    kind: text('a domain such as example.com', (name) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name)),
    value: 'DOMAIN',
    description: 'with --write: the domain of their addresses',
  },
  domainVerified: flag('with --write: the team has verified that domain'),
  prefix: { kind: prefix, value: 'PREFIX', description: 'with --write: the beginning of their names' },
  yes: flag('with --write: do not ask'),
  controlToken: connection.controlToken,
  record: {
    kind: text('the name of a file'),
    value: 'FILE',
    description: 'write a transcript without keys, hosts, addresses, names and ids, fit to be shared',
  },
  ...outputOptions(oneOf('text', 'markdown', 'json')),
} as const;

const baseUrlOf = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return pathname === '/' ? `${origin}/scim/v2` : origin + pathname.replace(/\/$/, '');
};

type Values = import('../option.ts').Values<typeof verifyOptions>;

const writeOf = ({ write, emailDomain, prefix, domainVerified }: Values) => {
  if (!write) return undefined;
  if (emailDomain !== undefined && prefix !== undefined) return { emailDomain, prefix, domainVerified };
  const missing = [emailDomain === undefined && '--email-domain', prefix === undefined && '--prefix'];
  throw new SettingsError(
    `--write: expected --email-domain and --prefix, got no ${missing.filter(Boolean).join(' and no ')}`,
  );
};

const profileOf = ({ profile: name, quirks = {} }: Values) => {
  const switched = Object.entries(quirks).map(([id, value]) => `${id}=${value}`);
  return { profile: toProfile(name, quirks), label: [name, ...switched].join(' with ') };
};

/** @throws {SettingsError} where the flags do not fit together, or one that is required is missing. */
export const toArguments = (values: Values, environment: Environment) => {
  const url = values.url ?? environment.SCIM_BASE_URL;
  const key = values.key ?? environment.SCIM_KEY;
  const missing = [url === undefined && '--url', key === undefined && '--key (or POSTMAN_SCIM_KEY)'].filter(Boolean);
  if (url === undefined || key === undefined) {
    throw new SettingsError(`flags: expected --url and --key, got no ${missing.join(' and no ')}`);
  }
  return {
    baseUrl: baseUrlOf(url),
    key,
    ...profileOf(values),
    only: values.only as QuirkId[],
    budget: values.budget,
    write: writeOf(values),
    yes: values.yes,
    controlToken: values.controlToken,
    renderings: renderingsOf(values, 'text'),
    record: values.record,
  };
};

export type Arguments = ReturnType<typeof toArguments>;
