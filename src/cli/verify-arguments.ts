import { parseArgs } from 'node:util';
import { defaultBudget } from '../conformance/kit.ts';
import { isQuirkId, type QuirkId } from '../quirks/catalogue.ts';
import { isProfileName, type Profile, profileNames, switchProblem, toProfile } from '../quirks/profiles.ts';

export const help = `postman-scim-emulator verify: holds a SCIM base URL against what is known of Postman's.

  --url URL             the base URL, e.g. http://127.0.0.1:7246/scim/v2 (the path may be left out)
  --key KEY             the SCIM API key; better in POSTMAN_SCIM_EMULATOR_KEY or POSTMAN_SCIM_KEY
  --profile NAME        what to hold it against: ${profileNames.join(', ')} (classic)
  --quirk NAME=VALUE    a quirk to read otherwise than the profile does; repeatable
  --only QUIRK          check this behaviour alone; repeatable
  --budget N            send no more requests than this (${defaultBudget})

Nothing but GET is sent, unless these are given:
  --write               make, use and deactivate people and groups; says what that costs, and asks
  --email-domain D      the domain of their addresses
  --domain-verified     the team has verified that domain
  --prefix P            what their names begin with
  --yes                 do not ask
  --control-token TOKEN for an emulator: the token of its control plane

What comes of it:
  --format F            text, json or markdown, to standard output (text)
  --json FILE           write the results as JSON
  --markdown FILE       write them as Markdown
  --record FILE         write a transcript without keys, hosts, addresses, names and ids, fit to be shared

Results quote the answers as they came, the key aside: of a real team they may name people. Recordings do not.

Exit code: 0 all that was tried agrees, 1 something differs, 2 it could not be run.
`;

/** A mistake in how the command was called. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = {
  url: { type: 'string' },
  key: { type: 'string' },
  profile: { type: 'string', default: 'classic' },
  quirk: { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  budget: { type: 'string', default: String(defaultBudget) },
  write: { type: 'boolean', default: false },
  'email-domain': { type: 'string' },
  'domain-verified': { type: 'boolean', default: false },
  prefix: { type: 'string' },
  yes: { type: 'boolean', default: false },
  'control-token': { type: 'string' },
  format: { type: 'string', default: 'text' },
  json: { type: 'string' },
  markdown: { type: 'string' },
  record: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split('\n')[0]);
  }
};

const baseUrlOf = (url: string | undefined): string => {
  if (url === undefined) throw new UsageError('--url is missing');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError('--url is no http or https URL');
  const { origin, pathname } = new URL(url);
  return pathname === '/' ? `${origin}/scim/v2` : origin + pathname.replace(/\/$/, '');
};

const profileOf = (name: string, switches: readonly string[]): { profile: Profile; label: string } => {
  if (!isProfileName(name)) throw new UsageError(`--profile is ${profileNames.join(' or ')}, not "${name}"`);
  const switched = switches.map((text) => text.split('=', 2) as [string, string | undefined]);
  for (const [id, value = ''] of switched) {
    const problem = switchProblem(id, value);
    if (problem !== undefined) throw new UsageError(`--quirk: ${problem}`);
  }
  return { profile: toProfile(name, Object.fromEntries(switched)), label: [name, ...switches].join(' with ') };
};

const onlyOf = (ids: readonly string[]): QuirkId[] =>
  ids.map((id) => {
    if (!isQuirkId(id)) throw new UsageError(`--only: there is no behaviour named "${id}"`);
    return id;
  });

const domain = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const prefix = /^[a-z][a-z0-9-]{1,30}$/;

const writeOf = (values: ReturnType<typeof parse>) => {
  if (!values.write) return undefined;
  const emailDomain = values['email-domain'] ?? '';
  if (!domain.test(emailDomain)) throw new UsageError('--write takes --email-domain, such as example.com');
  if (!prefix.test(values.prefix ?? '')) {
    throw new UsageError(
      '--write takes --prefix, of 2 to 31 lower-case letters, digits and hyphens, a letter first, such as scim-check',
    );
  }
  return { emailDomain, prefix: values.prefix ?? '', domainVerified: values['domain-verified'] };
};

const formatOf = (format: string): 'text' | 'json' | 'markdown' => {
  if (format === 'text' || format === 'json' || format === 'markdown') return format;
  throw new UsageError('--format is text, json or markdown');
};

/** Reads the command line; throws a UsageError that says what is wrong with it. */
export const readArguments = (argv: readonly string[], env: Readonly<Record<string, string | undefined>>) => {
  const values = parse(argv);
  if (values.help) return 'help';
  const key = values.key ?? env.POSTMAN_SCIM_EMULATOR_KEY ?? env.POSTMAN_SCIM_KEY ?? '';
  if (key === '') throw new UsageError('a key is missing: --key, POSTMAN_SCIM_EMULATOR_KEY or POSTMAN_SCIM_KEY');
  const budget = Number(values.budget);
  if (!Number.isInteger(budget) || budget < 1) throw new UsageError('--budget is a number of requests');
  return {
    baseUrl: baseUrlOf(values.url),
    key,
    ...profileOf(values.profile, values.quirk ?? []),
    only: onlyOf(values.only ?? []),
    budget,
    write: writeOf(values),
    yes: values.yes,
    controlToken: values['control-token'] ?? env.POSTMAN_SCIM_EMULATOR_CONTROL_TOKEN,
    format: formatOf(values.format),
    files: { json: values.json, markdown: values.markdown, record: values.record },
  };
};

export type Arguments = Exclude<ReturnType<typeof readArguments>, 'help'>;
