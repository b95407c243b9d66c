import type { Report } from '../../schemas/report.ts';
import { CommandError } from '../errors.ts';
import { flag, listOf, oneOf, text } from '../option.ts';
import { isQuirkId } from '../quirks/catalogue.ts';
import { toCleanJson } from '../report/clean.ts';
import { toJunit } from '../report/junit.ts';
import { toMarkdown } from '../report/markdown.ts';
import { toText } from '../report/text.ts';
import { judge } from '../report/verdict.ts';
import { defineCommand } from './command.ts';
import { commands } from './commands.ts';
import { connection, originOf, world } from './connection.ts';
import { fetchControl } from './emulator-client.ts';
import { outputOptions, renderingsOf, writeRenderings } from './outputs.ts';

/** Every format of a report, by its name. */
export const formats = {
  text: toText,
  markdown: toMarkdown,
  junit: toJunit,
  json: (report: Report) => `${toCleanJson(report)}\n`,
} as const;

export const formatName = oneOf(...(Object.keys(formats) as (keyof typeof formats)[]));

/** The options that a verdict is made with. */
export const verdictOptions = {
  failOn: {
    kind: oneOf('error', 'warning', 'note', 'never'),
    default: 'error',
    value: 'SEVERITY',
    description: 'the least severe finding that fails the run: error, warning, note or never',
  },
  allowEmpty: flag('pass a run in which no request arrived'),
  failOnInferred: flag('fail the run where an inferred decision changed an outcome'),
  accept: {
    kind: listOf(text('the id of a quirk', isQuirkId)),
    default: [] as string[],
    value: 'QUIRK',
    description: 'a quirk that may change an outcome; repeatable',
  },
} as const;

const notes = `A goal that was declared and is not met fails the run too.

Exit code: 0 the run passed, 1 it failed, 2 the report cannot be made.`;

/** Fetches the report of one world. */
export const fetchReport = async (origin: URL, id: string, token: string | undefined): Promise<Report> => {
  const path = `/_emulator/worlds/${encodeURIComponent(id)}/report?format=json`;
  const report = await fetchControl<Partial<Report>>(origin, path, token, `the world ${id}`);
  if (report?.version !== 1 || !Array.isArray(report.findings)) {
    throw new CommandError(`${origin.origin}: expected a report of version 1, got another document`);
  }
  return report as Report;
};

/** `report`. */
export const report = defineCommand(
  {
    name: 'report',
    summary: commands.report,
    options: { ...connection, world, ...verdictOptions, ...outputOptions(formatName) },
    notes,
  },
  async ({ values }, { stdout, environment }) => {
    const renderings = renderingsOf(values, 'text');
    const fetched = await fetchReport(originOf(values.url, environment), values.world, values.controlToken);
    const judged = judge(fetched, values);
    writeRenderings(renderings, (format) => formats[format](judged), stdout);
    return judged.verdict.outcome === 'passed' ? 0 : 1;
  },
);
