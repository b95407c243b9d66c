import { existsSync, readFileSync } from 'node:fs';
import { costLines } from '../conformance/cost.ts';
import { CommandError, SettingsError } from '../errors.ts';
import type { Driver } from '../idp/driver.ts';
import { entra } from '../idp/entra.ts';
import { okta } from '../idp/okta.ts';
import { forms, guide, type Plan, peopleOf, readPlan, toPlan } from '../idp/plan.ts';
import { type Played, play as playPlan } from '../idp/play.ts';
import { emptyState, readState } from '../idp/state.ts';
import { flag, shown, text, variableOf } from '../option.ts';
import { defineCommand } from './command.ts';
import { commands } from './commands.ts';
import { agreed } from './confirmation.ts';
import { connection, url } from './connection.ts';
import { writeTo } from './outputs.ts';

const drivers: Readonly<Record<string, Driver>> = { okta, entra };

const options = {
  url: { ...connection.url, description: 'the base URL of the SCIM service (without a path: /scim/v2)' },
  key: {
    kind: text('a SCIM API key', undefined, true),
    value: 'KEY',
    environment: [variableOf('key'), 'POSTMAN_SCIM_KEY'],
    description: 'the SCIM API key',
  },
  plan: { kind: text('the name of a file'), value: 'FILE', description: 'a plan in YAML or JSON: steps, one a line' },
  state: { kind: text('the name of a file'), value: 'FILE', description: "keep the provider's state in this file" },
  controlUrl: { kind: url, value: 'URL', description: "the emulator, for the steps on Postman's side" },
  controlToken: connection.controlToken,
  emailDomain: { kind: text('a domain'), value: 'DOMAIN', description: 'provision only people of this domain' },
  yes: flag('do not ask'),
  json: flag('print JSON'),
  verbose: flag('print the requests behind each task'),
} as const;

const notes = `DRIVER is okta or entra. STEP... is guide (the built-in plan) or one step:
${forms.map((form) => `  ${form}`).join('\n')}

Exit code: 0 all are as planned, 1 somebody is not, 2 it cannot be run.`;

const baseUrlOf = (given: string): string => {
  const { origin, pathname } = new URL(given);
  return pathname === '/' ? `${origin}/scim/v2` : origin + pathname.replace(/\/$/, '');
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
};

const planOf = (words: readonly string[], file: string | undefined): Plan => {
  if ((file === undefined) === (words.length === 0)) {
    throw new SettingsError('plan: expected either --plan or a step, got both or neither');
  }
  if (file === undefined) return words.length === 1 && words[0] === 'guide' ? guide : toPlan([words.join(' ')]);
  return readPlan(textOf(file), file);
};

/** Whether an emulator answers there, on this machine. */
const isLocalEmulator = async (baseUrl: string): Promise<boolean> => {
  const { origin, hostname } = new URL(baseUrl);
  if (!/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) return false;
  try {
    const response = await fetch(`${origin}/_emulator/health`, { signal: AbortSignal.timeout(5000) });
    return response.ok && ((await response.json()) as { status?: unknown }).status === 'ok';
  } catch {
    return false;
  }
};

const toText = ({ tasks, differences, state }: Played, verbose: boolean): string => {
  const lines = differences.map(
    ({ subject, planned, real, error }) =>
      `DIFFERS ${subject}: planned ${planned}, is ${real}${error === undefined ? '' : ` (${error})`}`,
  );
  if (lines.length === 0) lines.push(`All as planned: ${state.people.length} people, ${state.groups.length} groups.`);
  for (const { line, subject, error, requests } of tasks) {
    lines.push(`${error === undefined ? 'ok    ' : 'FAILED'} ${subject}: ${line}${error ? ` (${error})` : ''}`);
    if (!verbose) continue;
    for (const { method, path, status, body } of requests) {
      lines.push(`         ${method} ${path} -> ${status}${body ? ` ${JSON.stringify(body)}` : ''}`);
    }
  }
  return lines.join('\n');
};

/** `play`. */
export const play = defineCommand(
  {
    name: 'play',
    summary: commands.play,
    options,
    operands: { name: 'DRIVER STEP...', least: 1, most: 200 },
    notes,
  },
  async ({ values, operands: [name = '', ...words] }, io) => {
    const driver = Object.hasOwn(drivers, name) ? drivers[name] : undefined;
    if (driver === undefined) throw new SettingsError(`DRIVER: expected okta or entra, got ${shown(name)}`);
    const { key } = values;
    if (values.url === undefined || key === undefined) throw new SettingsError('flags: expected --url and --key');
    const baseUrl = baseUrlOf(values.url);
    const plan = planOf(words, values.plan);
    const { state: file, emailDomain } = values;
    const state = file !== undefined && existsSync(file) ? readState(textOf(file), file) : emptyState();
    const people = [...new Set([...state.people.map(({ email }) => email), ...peopleOf(plan)])];
    const stranger = people.find((email) => emailDomain && !email.endsWith(`@${emailDomain.toLowerCase()}`));
    if (stranger !== undefined) throw new SettingsError(`plan: expected people of ${emailDomain}, got ${stranger}`);
    if (!(await isLocalEmulator(baseUrl))) {
      if (emailDomain === undefined) throw new SettingsError('--email-domain: expected for this service, got nothing');
      const listed = plan.map(({ line }) => `- ${line}`).join('\n');
      const cost = costLines(people.join(', '), people.length, baseUrl);
      if (!(await agreed(values.yes, `${name} does:\n${listed}\n${cost}`, io))) return 2;
    }
    const before = JSON.stringify(state, null, 2);
    try {
      const { controlUrl, controlToken } = values;
      const played = await playPlan(driver, plan, { baseUrl, key, controlUrl, controlToken, state });
      const rendered = values.json ? JSON.stringify(played, null, 2) : toText(played, values.verbose);
      io.stdout.write(`${rendered.replaceAll(key, '(the key)')}\n`);
      return played.differences.length === 0 ? 0 : 1;
    } finally {
      // The links that a run made are kept even where it ends early.
      const after = JSON.stringify(state, null, 2);
      if (file !== undefined && after !== before) writeTo(file, `${after}\n`);
    }
  },
);
