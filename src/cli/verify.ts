import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { NamedCheck } from '../conformance/check.ts';
import { SkippedError } from '../conformance/client.ts';
import { findControl } from '../conformance/control.ts';
import { accountsOf, costNotice, leftBehind } from '../conformance/cost.ts';
import { isPostmans } from '../conformance/exchange.ts';
import { runKit, selectChecks, TargetError } from '../conformance/kit.ts';
import { createRecorder } from '../conformance/recording.ts';
import { createSanitiser, type Sanitiser } from '../conformance/sanitiser.ts';
import { type Account, toJson, toMarkdown, toText } from '../conformance/written.ts';
import { type Arguments, help, readArguments, UsageError } from './verify-arguments.ts';

export type Terminal = {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly env?: Readonly<Record<string, string | undefined>>;
};

const agreed = async ({ yes }: Arguments, notice: string, { stdin, stderr }: Terminal): Promise<boolean> => {
  stderr.write(`${notice}\n`);
  if (yes) return true;
  if (!stdin.isTTY) {
    stderr.write('It takes a yes: --yes where there is no terminal to ask on.\n');
    return false;
  }
  const line = createInterface({ input: stdin, output: stderr });
  const answer = await line.question('Go on? (yes/no) ');
  line.close();
  return answer.trim().toLowerCase() === 'yes';
};

/** Ctrl-C ends a run that writes after the check it is at, so that it cleans up after itself. */
const interruption = (writes: boolean): AbortSignal => {
  const controller = new AbortController();
  if (writes) process.once('SIGINT', () => controller.abort());
  return controller.signal;
};

/** Why an emulator's control plane is left alone, if it is. */
const withoutControlOf = ({ write, files, baseUrl }: Arguments): string | undefined => {
  if (isPostmans(baseUrl)) return undefined;
  if (write === undefined) return "an emulator's control plane can, and it is used with --write only";
  // What an emulator is made to do beside SCIM would be missing in a recording.
  return files.record === undefined ? undefined : "an emulator's control plane can, but it is not used with --record";
};

const progress = (stderr: Writable & { readonly isTTY?: boolean }) => {
  let done = 0;
  return ({ quirk }: NamedCheck): void => {
    done += 1;
    if (stderr.isTTY) stderr.write(`\r\u001b[K${done} ${quirk}`);
  };
};

/** Nothing of the run leaves with the key in it, whatever a server may have answered. */
const withoutKey = (text: string, key: string): string => text.replaceAll(key, '(the key)');

const write = async (args: Arguments, account: Account, recorder: ReturnType<typeof createRecorder>): Promise<void> => {
  const { json, markdown, record } = args.files;
  if (json) await writeFile(json, withoutKey(toJson(account), args.key));
  if (markdown) await writeFile(markdown, withoutKey(toMarkdown(account), args.key));
  if (record) await writeFile(record, `${JSON.stringify(recorder.recording(), null, 2)}\n`);
};

const verify = async (args: Arguments, terminal: Terminal): Promise<number> => {
  const { baseUrl, key, profile, label, only, budget, write: writing, format } = args;
  const { stdout, stderr } = terminal;
  // Whoever reads may have read enough; the run is finished, and cleaned up after, all the same.
  stdout.on('error', () => {});
  if (writing) {
    const accounts = accountsOf(selectChecks(only), ({ needs = [] }) => !needs.includes('control'));
    if (!(await agreed(args, costNotice(writing, accounts, baseUrl), terminal))) return 2;
  }
  const withoutControl = withoutControlOf(args);
  const mayControl = withoutControl === undefined && !isPostmans(baseUrl);
  const control = mayControl
    ? await findControl({ origin: new URL(baseUrl).origin, key, token: args.controlToken })
    : undefined;

  const sanitiser: Sanitiser = createSanitiser({ secrets: [key], baseUrl, prefix: writing?.prefix ?? 'nobody' });
  const recorder = createRecorder({
    profile,
    key,
    sanitiser,
    verifiedDomain: writing?.domainVerified ? writing.emailDomain : undefined,
  });
  const run = await runKit({
    baseUrl,
    key,
    profile,
    write: writing,
    control,
    withoutControl,
    budget,
    only,
    onExchange: recorder.record,
    onPause: (seconds) => stderr.write(`429: waiting ${seconds} seconds, as asked\n`),
    signal: interruption(writing !== undefined),
    onTried: progress(stderr),
  });
  const { results, requests, budgetEnded } = run;
  const account: Account = { url: baseUrl, profile: label, requests, budgetEnded, results };
  const text = { text: toText, json: toJson, markdown: toMarkdown }[format](account);
  stdout.write(`${withoutKey(text.trimEnd(), key)}\n`);
  await write(args, account, recorder);
  if (writing) stderr.write(`${leftBehind(run)}\n`);
  if (run.results.every(({ outcome }) => outcome === 'not tried')) return 2;
  return run.results.some(({ outcome }) => outcome === 'differs') ? 1 : 0;
};

/** `postman-scim-emulator verify`: resolves to the exit code. */
export const runVerify = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    const args = readArguments(argv, terminal.env ?? {});
    if (args !== 'help') return await verify(args, terminal);
    terminal.stdout.write(help);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TargetError || error instanceof SkippedError)) throw error;
    terminal.stderr.write(`verify: ${error.message}\n`);
    return 2;
  }
};
