import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import type { Goal } from '../../schemas/goal.ts';
import type { Report } from '../../schemas/report.ts';
import type { ControlChannel } from '../control/client/transport.ts';
import { SettingsError } from '../errors.ts';
import { channelTo } from '../in-process.ts';
import { flag, listOf, text } from '../option.ts';
import { judge } from '../report/verdict.ts';
import { settings } from '../settings.ts';
import { runChild } from './child.ts';
import { defineCommand } from './command.ts';
import { commands } from './commands.ts';
import { writeTo } from './outputs.ts';
import { clearReadyFile, readyOf, writeReadyFile } from './ready-file.ts';
import { formatName, formats, verdictOptions } from './report.ts';
import { createStop, startServer } from './server.ts';
import { variablesOf } from './variables.ts';

const fileName = text('the name of a file');

const options = {
  ...settings,
  port: { ...settings.port, default: 0 },
  logLevel: { ...settings.logLevel, default: 'error' },
  ...verdictOptions,
  goal: { kind: fileName, value: 'FILE', description: 'the directory that the run has to end with, as JSON' },
  report: {
    kind: listOf(fileName, false),
    default: [] as string[],
    value: 'FILE',
    description: 'write the report to a file too; repeatable',
  },
  format: {
    kind: listOf(formatName),
    default: [] as (keyof typeof formats)[],
    value: 'FORMAT',
    description: `${formatName.expected}, of the --report at its place; repeatable`,
  },
  noReport: flag('write no report; the exit code is that of the command'),
} as const;

const notes = `The server listens on a free port. The command gets SCIM_BASE_URL, SCIM_KEY and POSTMAN_SCIM_EMULATOR_URL; with
--tls self-signed also NODE_EXTRA_CA_CERTS, SSL_CERT_FILE and REQUESTS_CA_BUNDLE. The report on the default world is
written to standard error.

Examples
  postman-scim-emulator exec -- pytest
  postman-scim-emulator exec --verified-domain example.com --fail-on warning -- go test ./...

Exit code: that of the command; if that is 0: 0 the report passed, 1 it failed, 2 a usage error.`;

const readGoal = (file: string): Goal => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Goal;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new SettingsError(`--goal ${file}: expected a goal as JSON, got ${reason}`);
  }
};

/** Pairs the files of reports with their formats. A single format holds for every file. */
const reportsOf = (files: readonly string[], chosen: readonly (keyof typeof formats)[]) => {
  if (chosen.length > 1 && chosen.length !== files.length) {
    throw new SettingsError(`--format: expected one, or one for each --report, got ${chosen.length}`);
  }
  if (chosen.length > 0 && files.length === 0)
    throw new SettingsError('--report: expected a file for --format, got nothing');
  return files.map((file, index) => ({ file, format: chosen[index] ?? chosen[0] ?? 'text' }));
};

const path = '/worlds/default';

const declareGoal = async (channel: ControlChannel, file: string, goal: Goal): Promise<void> => {
  await channel.send('PUT', `${path}/goal`, goal).catch((error: Error) => {
    throw new SettingsError(`--goal ${file}: ${error.message}`, { cause: error });
  });
};

/** `exec`: runs a command against a server of its own. */
export const exec = defineCommand(
  { name: 'exec', summary: commands.exec, options, trailing: { name: 'COMMAND...' }, notes },
  async ({ values, trailing }, { stderr, environment }) => {
    const reports = reportsOf(values.report, values.format);
    const goal = values.goal === undefined ? undefined : readGoal(values.goal);
    clearReadyFile(values.readyFile);
    const server = await startServer(values, pino({ level: values.logLevel }, pino.destination(2)));
    const stop = createStop(server);
    const channel = channelTo(server.app, server.url, values.controlToken);
    try {
      if (goal !== undefined) await declareGoal(channel, values.goal ?? '', goal);
      const ready = readyOf(server, values);
      if (values.readyFile !== undefined) writeReadyFile(values.readyFile, ready);
      const { code, problem } = await runChild(trailing, { ...environment, ...variablesOf(ready) });
      if (problem !== undefined) stderr.write(`postman-scim-emulator exec: the command cannot be run: ${problem}\n`);
      if (problem !== undefined || values.noReport) return code;
      const report = judge(await channel.send<Report>('GET', `${path}/report`), values);
      stderr.write(formats.text(report));
      for (const { file, format } of reports) writeTo(file, formats[format](report));
      return code === 0 && report.verdict.outcome === 'failed' ? 1 : code;
    } finally {
      await stop();
    }
  },
);
