import { parseArgs } from 'node:util';
import { looksReal } from './domain/api-key.ts';
import { toRateLimit } from './domain/team.ts';
import type { Flag, FlagName } from './flags.ts';
import { flags, unknownVariables, variableOf } from './flags.ts';
import type { Profile, ProfileName } from './quirks/profiles.ts';
import { isProfileName, profileNames, switchProblem } from './quirks/profiles.ts';
import { defaultJournalBytes, journalSizes, toJournalBytes } from './worlds/journal-size.ts';

/** How the server is started. What is undefined was not said, and stays as the data directory has it. */
export type Settings = {
  readonly host: string;
  readonly port: number;
  readonly key: string | undefined;
  readonly profile: ProfileName | undefined;
  readonly quirks: Partial<Profile> | undefined;
  readonly verifiedDomains: readonly string[] | undefined;
  /** `off`, `postman` or `READS/WRITES`. */
  readonly rateLimit: string | undefined;
  readonly data: string | undefined;
  readonly seed: string | undefined;
  readonly idSeed: string | undefined;
  readonly anyKey: boolean;
  readonly controlToken: string | undefined;
  /** How much the journals of all worlds hold together; 0 keeps none. */
  readonly journalBytes: number;
  readonly logLevel: string;
  /** Environment variables of the program's name that it does not know. */
  readonly unknownVariables: readonly string[];
  readonly tls: 'self-signed' | { readonly cert: string; readonly key: string } | undefined;
};

/** Something in flags or environment that cannot be; the message is one line. */
export class SettingsError extends Error {}

type Values = { [Name in FlagName]?: string | boolean | string[] };

const readFlags = (argv: readonly string[]): Values => {
  const options = Object.fromEntries(
    (Object.entries(flags) as [string, Flag][]).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values as Values;
  } catch (error) {
    const [message] = (error as Error).message.split(/\. To specify|\n/);
    throw new SettingsError(`${message?.replace(/\.$/, '')} (see --help)`);
  }
};

const listed = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.split(',').map((part) => part.trim())).filter(Boolean);

const readBoolean = (name: string, text: string): boolean => {
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  if (/^(0|false|no|off)$/i.test(text)) return false;
  throw new SettingsError(`${variableOf(name)} is true or false, not "${text}"`);
};

/** Flags, and under them the environment. */
const readValues = (argv: readonly string[], environment: NodeJS.ProcessEnv): Values => {
  const given = readFlags(argv);
  const values: Values = {};
  for (const [name, flag] of Object.entries(flags) as [FlagName, Flag][]) {
    // Kubernetes sets POSTMAN_SCIM_EMULATOR_PORT to an address for a service of this name.
    const variable = environment[variableOf(name)];
    const said = given[name];
    if (said === '') throw new SettingsError(`--${name} takes a value, and was given none`);
    if (said !== undefined) values[name] = Array.isArray(said) ? listed(said) : said;
    else if (variable !== undefined && variable !== '' && !/^(tcp|udp):\/\//.test(variable)) {
      if (flag.type === 'boolean') values[name] = readBoolean(name, variable);
      else values[name] = flag.multiple ? listed([variable]) : variable;
    }
  }
  return values;
};

const wholeNumber = (text: string | undefined, flag: string, otherwise: number, most: number): number => {
  if (text === undefined) return otherwise;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= most)) throw new SettingsError(`--${flag} takes a whole number from 0 to ${most}, not "${text}"`);
  return number;
};

const readQuirks = (texts: readonly string[] | undefined): Partial<Profile> | undefined => {
  if (texts === undefined) return undefined;
  const pairs = texts.map((text): [string, string] => {
    const [id = '', value, ...rest] = text.split('=');
    if (value === undefined || rest.length > 0) throw new SettingsError(`--quirk takes ID=VALUE, not "${text}"`);
    const problem = switchProblem(id, value);
    if (problem) throw new SettingsError(problem);
    return [id, value];
  });
  return Object.fromEntries(pairs) as Partial<Profile>;
};

const readTls = (mode?: string, cert?: string, key?: string): Settings['tls'] => {
  if (mode !== undefined && mode !== 'self-signed') {
    throw new SettingsError(`--tls takes self-signed, not "${mode}"; for files there are --tls-cert and --tls-key`);
  }
  if (cert === undefined && key === undefined) return mode;
  if (mode !== undefined) throw new SettingsError('--tls self-signed and --tls-cert exclude each other');
  if (cert === undefined || key === undefined) throw new SettingsError('--tls-cert and --tls-key go together');
  return { cert, key };
};

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const readLogLevel = (level = 'info'): string => {
  if (!logLevels.includes(level)) throw new SettingsError(`--log-level is ${logLevels.join(', ')}, not "${level}"`);
  return level;
};

const readProfile = (name: string | undefined): ProfileName | undefined => {
  if (name === undefined || isProfileName(name)) return name;
  throw new SettingsError(`--profile is ${profileNames.join(', ')}, not "${name}"`);
};

const readKey = (key: string | undefined): string | undefined => {
  if (key === undefined) return undefined;
  if (looksReal(key)) throw new SettingsError('--key looks like a real Postman key; the emulator wants a made-up one');
  if (!/^[\x21-\x7e]{1,256}$/.test(key)) throw new SettingsError('--key takes up to 256 printable ASCII characters');
  return key;
};

const readToken = (token: string | undefined): string | undefined => {
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new SettingsError('--control-token takes printable ASCII characters without spaces');
};

const readRateLimit = (text: string | undefined): string | undefined => {
  if (text === undefined || toRateLimit(text) !== undefined) return text;
  throw new SettingsError(`--rate-limit is off, postman or READS/WRITES, not "${text}"`);
};

const readJournal = (text: string | undefined): number => {
  const bytes = text === undefined ? defaultJournalBytes : toJournalBytes(text);
  if (bytes === undefined) throw new SettingsError(`--journal: expected ${journalSizes}, got "${text}"`);
  return bytes;
};

const readDomains = (domains: readonly string[] | undefined): readonly string[] | undefined => {
  const wrong = domains?.find((domain) => !/^[^\s@,*.]+(\.[^\s@,*.]+)+$/.test(domain));
  if (wrong !== undefined)
    throw new SettingsError(`--verified-domain takes a domain such as example.com, not "${wrong}"`);
  return domains?.map((domain) => domain.toLowerCase());
};

/**
 * Reads flags and environment.
 * @returns what to do: serve with these settings, or print the help or the version.
 * @throws {SettingsError} for an unknown flag or a value that cannot be.
 */
export const readConfiguration = (
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
): 'help' | 'version' | Settings => {
  const values = readValues(argv, environment);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const text = (name: FlagName) => values[name] as string | undefined;
  const texts = (name: FlagName) => values[name] as string[] | undefined;
  return {
    host: text('host') ?? '127.0.0.1',
    port: wholeNumber(text('port'), 'port', 7246, 65_535),
    key: readKey(text('key')),
    profile: readProfile(text('profile')),
    quirks: readQuirks(texts('quirk')),
    verifiedDomains: readDomains(texts('verified-domain')),
    rateLimit: readRateLimit(text('rate-limit')),
    data: text('data'),
    seed: text('seed'),
    idSeed: text('id-seed'),
    anyKey: values['any-key'] === true,
    controlToken: readToken(text('control-token')),
    journalBytes: readJournal(text('journal')),
    logLevel: readLogLevel(text('log-level')),
    unknownVariables: unknownVariables(environment),
    tls: readTls(text('tls'), text('tls-cert'), text('tls-key')),
  };
};
