import { writeFileSync } from 'node:fs';
import { CommandError, SettingsError } from '../errors.ts';
import type { Kind, Options } from '../option.ts';
import { flag, listOf, text } from '../option.ts';
import type { Output } from './command.ts';

/** The options of a command that writes one result in several formats. */
export const outputOptions = <Format extends string>(format: Kind<Format>) =>
  ({
    format: {
      kind: listOf(format),
      default: [] as Format[],
      value: 'FORMAT',
      description: `${format.expected} (default text); repeatable, each for the --output at its place`,
    },
    output: {
      kind: listOf(text('the name of a file'), false),
      default: [] as string[],
      value: 'FILE',
      description: 'write to a file instead of standard output; repeatable',
    },
    json: flag('print JSON to standard output, like --format json'),
  }) as const satisfies Options;

/** One rendering of a result: to a file, or to standard output where there is none. */
export type Rendering<Format> = { readonly format: Format; readonly file: string | undefined };

/**
 * Pairs formats with files: the first format with the first file, and so on.
 * @throws {SettingsError} where more than one rendering is left for standard output.
 */
export const renderingsOf = <Format extends string>(
  { format, output, json }: { format: readonly Format[]; output: readonly string[]; json: boolean },
  standard: Format,
): Rendering<Format>[] => {
  const formats = format.length === 0 && !(json && output.length === 0) ? [standard] : format;
  if (output.length > formats.length) {
    throw new SettingsError(`--output: expected as many as --format, got ${output.length} and ${formats.length}`);
  }
  const paired = formats.map((one, index) => ({ format: one, file: output[index] }));
  const all = json ? [...paired, { format: 'json' as Format, file: undefined }] : paired;
  if (all.filter(({ file }) => file === undefined).length > 1) {
    throw new SettingsError('--format: expected one at most without an --output of its own, got more');
  }
  return all;
};

/** @throws {CommandError} where the file cannot be written. */
export const writeTo = (file: string, rendered: string): void => {
  try {
    writeFileSync(file, rendered);
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
};

/** Writes every rendering to its file or to standard output. */
export const writeRenderings = <Format extends string>(
  renderings: readonly Rendering<Format>[],
  render: (format: Format) => string,
  stdout: Output,
): void => {
  for (const { format, file } of renderings) {
    if (file === undefined) stdout.write(render(format));
    else writeTo(file, render(format));
  }
};
