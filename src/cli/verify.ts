import type { NamedCheck } from '../conformance/check.ts';
import { SkippedError } from '../conformance/client.ts';
import { findControl } from '../conformance/control.ts';
import { accountsOf, costNotice, leftBehind } from '../conformance/cost.ts';
import { isPostmans } from '../conformance/exchange.ts';
import { runKit, selectChecks } from '../conformance/kit.ts';
import { createRecorder } from '../conformance/recording.ts';
import { createSanitiser, type Sanitiser } from '../conformance/sanitiser.ts';
import { type Account, toJson, toMarkdown, toText } from '../conformance/written.ts';
import { CommandError } from '../errors.ts';
import type { Io } from './command.ts';
import { defineCommand } from './command.ts';
import { commands } from './commands.ts';
import { agreed } from './confirmation.ts';
import { writeRenderings, writeTo } from './outputs.ts';
import { type Arguments, toArguments, verifyNotes, verifyOptions } from './verify-arguments.ts';

/** Ctrl-C ends a run that writes after the check it is at, so that it cleans up after itself. */
const interruption = (writes: boolean): AbortSignal => {
  const controller = new AbortController();
  if (writes) process.once('SIGINT', () => controller.abort());
  return controller.signal;
};

/** Why an emulator's control plane is left alone, if it is. */
const withoutControlOf = ({ write, record, baseUrl }: Arguments): string | undefined => {
  if (isPostmans(baseUrl)) return undefined;
  if (write === undefined) return "an emulator's control plane can, and it is used with --write only";
  // What an emulator is made to do beside SCIM would be missing in a recording.
  return record === undefined ? undefined : "an emulator's control plane can, but it is not used with --record";
};

const progress = ({ stderr }: Io) => {
  let done = 0;
  return ({ quirk }: NamedCheck): void => {
    done += 1;
    if (stderr.isTTY) stderr.write(`\r\u001b[K${done} ${quirk}`);
  };
};

/** Nothing of the run leaves with the key in it, whatever a server may have answered. */
const withoutKey = (text: string, key: string): string => text.replaceAll(key, '(the key)');

const runChecks = async (args: Arguments, terminal: Io): Promise<number> => {
  const { baseUrl, key, profile, label, only, budget, write: writing } = args;
  const { stdout, stderr } = terminal;
  if (writing) {
    const accounts = accountsOf(selectChecks(only), ({ needs = [] }) => !needs.includes('control'));
    if (!(await agreed(args.yes, costNotice(writing, accounts, baseUrl), terminal))) return 2;
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
    onTried: progress(terminal),
  });
  const { results, requests, budgetEnded } = run;
  const account: Account = { url: baseUrl, profile: label, requests, budgetEnded, results };
  const render = { text: toText, json: toJson, markdown: toMarkdown };
  writeRenderings(
    args.renderings,
    (format) => `${withoutKey(render[format](account).trimEnd(), key)}
`,
    stdout,
  );
  if (args.record !== undefined)
    writeTo(
      args.record,
      `${JSON.stringify(recorder.recording(), null, 2)}
`,
    );
  if (writing) stderr.write(`${leftBehind(run)}\n`);
  if (run.results.every(({ outcome }) => outcome === 'not tried')) return 2;
  return run.results.some(({ outcome }) => outcome === 'differs') ? 1 : 0;
};

/** `verify`. */
export const verify = defineCommand(
  { name: 'verify', summary: commands.verify, options: verifyOptions, notes: verifyNotes },
  async ({ values }, io) => {
    try {
      return await runChecks(toArguments(values, io.environment), io);
    } catch (error) {
      throw error instanceof SkippedError ? new CommandError(error.message, { cause: error }) : error;
    }
  },
);
