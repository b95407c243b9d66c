import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Report, Verdict } from '../../schemas/report.ts';
import { isQuirkId } from '../quirks/catalogue.ts';
import { isObject } from '../report/body.ts';
import { toMarkdown } from '../report/markdown.ts';
import { toText } from '../report/text.ts';
import { judge } from '../report/verdict.ts';
import { defaultUrl, type Environment, get, toOrigin, troubleOf } from './emulator-client.ts';

export type Output = { write(text: string): unknown };
export type Io = { readonly stdout: Output; readonly stderr: Output; readonly env?: Environment };

export const reportHelp = `Usage: postman-scim-emulator report [options]

Says what Postman would make of the requests that an emulator received.
Exit code 0: passed. 1: failed. 2: the report could not be made.

  --url URL              the emulator (default: from POSTMAN_SCIM_EMULATOR_HOST and _PORT)
  --world ID             the world to report on (default: default)
  --format FORMAT        text, markdown or json (default: text)
  --fail-on SEVERITY     error, warning or never (default: error)
  --fail-on-inferred     fail where an inferred decision changed an outcome
  --accept QUIRK         a quirk that may; repeatable
  --control-token TOKEN  the emulator's control token (default: from POSTMAN_SCIM_EMULATOR_CONTROL_TOKEN)
  --output FILE          write the report to a file
  --help                 this text

A goal that was declared and is not met fails the run too.
`;

const formats = {
  json: (report: Report) => `${JSON.stringify(report, null, 2)}\n`,
  markdown: toMarkdown,
  text: toText,
} as const;

/** Something to tell and to exit 2 with. */
class Trouble extends Error {}

const readArguments = (argv: readonly string[], env: Environment) => {
  const { values } = parseArgs({
    args: [...argv],
    allowPositionals: false,
    options: {
      url: { type: 'string', default: defaultUrl(env) },
      world: { type: 'string', default: 'default' },
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string', default: 'error' },
      'fail-on-inferred': { type: 'boolean', default: false },
      accept: { type: 'string', multiple: true, default: [] },
      'control-token': { type: 'string' },
      output: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { format, 'fail-on': failOn } = values;
  const origin = toOrigin(values.url);
  if (origin === undefined) throw new Trouble(`--url is no http address: ${values.url}`);
  if (!Object.hasOwn(formats, format)) throw new Trouble(`--format is text, markdown or json, not ${format}`);
  if (!/^(error|warning|never)$/.test(failOn)) throw new Trouble(`--fail-on is error, warning or never, not ${failOn}`);
  for (const quirk of values.accept) if (!isQuirkId(quirk)) throw new Trouble(`--accept: there is no quirk ${quirk}`);
  return {
    ...values,
    origin,
    format: format as keyof typeof formats,
    failOn: failOn as Verdict['failOn'],
    token: values['control-token'] ?? env.POSTMAN_SCIM_EMULATOR_CONTROL_TOKEN,
  };
};

/** The emulator refuses in problem documents; another server on that port hardly will. */
const isProblem = (document: unknown): boolean =>
  isObject(document) && typeof document.title === 'string' && typeof document.detail === 'string';

const fetchReport = async (origin: URL, world: string, token: string | undefined): Promise<Report> => {
  const url = new URL(`/_emulator/worlds/${encodeURIComponent(world)}/report?format=json`, origin);
  const answer = await get(url, 30_000, token ? { authorization: `Bearer ${token}` } : {}).catch((error: unknown) => {
    throw new Trouble(`${origin.origin}: ${troubleOf(error)}`);
  });
  const { status } = answer;
  let report: Partial<Report> | null;
  try {
    report = JSON.parse(answer.body) as Partial<Report> | null;
  } catch {
    report = null;
  }
  if (status === 404) throw new Trouble(`${origin.origin} has no world ${world}, or is no emulator`);
  if (status === 401 || status === 403) {
    if (isProblem(report)) throw new Trouble('the emulator wants its --control-token');
    throw new Trouble(`${origin.origin} answers ${status}; is it an emulator?`);
  }
  if (status !== 200) throw new Trouble(`${url.href} answered ${status}`);
  if (report?.version !== 1 || !Array.isArray(report.findings)) {
    throw new Trouble(`${url.href} answered with no report that this version can read`);
  }
  return report as Report;
};

/** `report`: 0 where the run passed, 1 where it failed, 2 where that could not be found out. */
export const runReport = async (argv: readonly string[], { stdout, stderr, env = {} }: Io): Promise<0 | 1 | 2> => {
  try {
    const options = readArguments(argv, env);
    if (options.help) {
      stdout.write(reportHelp);
      return 0;
    }
    const { failOn, 'fail-on-inferred': failOnInferred, accept } = options;
    const fetched = await fetchReport(options.origin, options.world, options.token);
    const report = judge(fetched, { failOn, failOnInferred, accept });
    const rendered = formats[options.format](report);
    if (options.output === undefined) stdout.write(rendered);
    else await writeFile(options.output, rendered);
    return report.verdict.outcome === 'passed' ? 0 : 1;
  } catch (error) {
    stderr.write(`postman-scim-emulator report: ${error instanceof Error ? error.message : error}\n`);
    return 2;
  }
};
