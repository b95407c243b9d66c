import type { Option, Options } from '../option.ts';
import { flagOf } from '../option.ts';
import type { CommandSyntax } from './arguments.ts';

const program = 'postman-scim-emulator';

const defaultOf = (option: Option): string => {
  const known = option.shownDefault ?? option.default;
  const told = known === undefined || known === false || (Array.isArray(known) && known.length === 0);
  return told ? '' : ` (default ${known})`;
};

const row = (left: string, right: string): string => `  ${left.padEnd(26)} ${right}`;

const rowsOf = (options: Options): string[] =>
  Object.entries(options).map(([name, option]) => {
    const value = option.value === undefined ? '' : ` ${option.value}`;
    return row(`--${flagOf(name, option)}${value}`, `${option.description}${defaultOf(option)}`);
  });

const usageOf = ({ name, operands, trailing }: CommandSyntax<Options>): string => {
  const operand = operands && (operands.least > 0 ? operands.name : `[${operands.name}]`);
  const parts = [program, name === 'serve' ? '[serve]' : name, '[flags]', operand, trailing && `-- ${trailing.name}`];
  return parts.filter(Boolean).join(' ');
};

/** The help of one command: usage, flags with their variables and defaults, notes. */
export const helpOf = (syntax: CommandSyntax<Options>): string => {
  const rows = [
    ...rowsOf(syntax.options),
    row('-h, --help', 'print this help'),
    row('-v, --version', 'print the version'),
  ];
  const notes = syntax.notes === undefined ? '' : `\n${syntax.notes.trim()}\n`;
  return `${syntax.summary}.\n\nUsage\n  ${usageOf(syntax)}\n\nFlags\n${rows.join('\n')}\n${notes}`;
};
