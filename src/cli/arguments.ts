import { parseArgs } from 'node:util';
import { SettingsError } from '../errors.ts';
import type { Option, Options, Values } from '../option.ts';
import { boolean, flagOf, isList, readAt, shown } from '../option.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The arguments of a command that are no flags. */
export type Operands = {
  /** As the help shows it, such as FILE. */
  readonly name: string;
  readonly least: number;
  readonly most: number;
};

/** A command to run, after `--`. */
export type Trailing = { readonly name: string };

export type Syntax<Table extends Options> = {
  readonly options: Table;
  readonly operands?: Operands;
  readonly trailing?: Trailing;
};

export type CommandSyntax<Table extends Options> = Syntax<Table> & {
  /** The word after the program's name. */
  readonly name: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  /** Paragraphs after the flags: exit codes, examples. */
  readonly notes?: string;
};

export type Arguments<Table extends Options> = {
  readonly values: Values<Table>;
  readonly operands: readonly string[];
  /** The arguments after `--`. */
  readonly trailing: readonly string[];
};

type Token = {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
};
type Given = { readonly flags: Map<string, Token[]>; readonly operands: string[] };

const split = (argv: readonly string[]): readonly [own: readonly string[], trailing: readonly string[] | undefined] => {
  const end = argv.indexOf('--');
  return end === -1 ? [argv, undefined] : [argv.slice(0, end), argv.slice(end + 1)];
};

const isSwitch = (option: Option): boolean => option.kind === boolean;

/** The flag that was most likely meant: the one that has all letters but one or two. */
const nearest = (flag: string, flags: readonly string[]): string => {
  const distance = (a: string, b: string): number => {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (const [i, letter] of [...a].entries()) {
      const next = [i + 1];
      for (let j = 0; j < b.length; j += 1) {
        const substituted = (row[j] ?? 0) + (letter === b[j] ? 0 : 1);
        next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
      }
      row = next;
    }
    return row[b.length] ?? 0;
  };
  const [best] = flags.map((name) => [distance(flag, name), name] as const).sort(([a], [b]) => a - b);
  return best !== undefined && best[0] <= 2 ? `; did you mean --${best[1]}?` : '';
};

const tokensOf = (argv: readonly string[], options: Readonly<Record<string, Option>>): Given => {
  const types = Object.entries(options).map(([name, option]) => {
    return [name, { type: isSwitch(option) ? 'boolean' : 'string', multiple: true }] as const;
  });
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(types),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given: Given = { flags: new Map(), operands: [] };
  for (const token of tokens) {
    if (token.kind === 'positional') given.operands.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName } = token;
    if (!Object.hasOwn(options, name) || !rawName.startsWith('--')) {
      throw new SettingsError(
        `${rawName}: expected a flag that --help lists, got an unknown flag${nearest(name, Object.keys(options))}`,
      );
    }
    given.flags.set(name, [...(given.flags.get(name) ?? []), token]);
  }
  return given;
};

const textOf = (option: Option, { rawName, value, inlineValue }: Token): string => {
  if (value === undefined && isSwitch(option)) return 'true';
  if (value === undefined || value === '') {
    throw new SettingsError(`${rawName}: expected ${option.kind.expected}, got nothing`);
  }
  if (inlineValue !== true && value.length > 1 && value.startsWith('-')) {
    const advice = `${rawName}=VALUE takes a value that begins with a hyphen`;
    throw new SettingsError(`${rawName}: expected ${option.kind.expected}, got the flag ${shown(value)}; ${advice}`);
  }
  return value;
};

const listed = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.split(',').map((part) => part.trim())).filter(Boolean);

const readText = ({ kind }: Option, where: string, texts: readonly string[]): unknown =>
  readAt(where, () =>
    isList(kind) ? kind.fromTexts(kind.commas ? listed(texts) : texts) : kind.fromText(texts.at(-1) ?? ''),
  );

/** An empty variable is as good as none. Kubernetes sets POSTMAN_SCIM_EMULATOR_PORT to tcp://... for a service of this name. */
const variableFor = (option: Option, environment: Environment): string | undefined =>
  option.environment?.find((name) => {
    const text = environment[name];
    return text !== undefined && text !== '' && !/^(tcp|udp):\/\//.test(text);
  });

const readValue = (option: Option, tokens: readonly Token[], environment: Environment): unknown => {
  const [first] = tokens;
  if (first !== undefined) {
    return readText(
      option,
      first.rawName,
      tokens.map((token) => textOf(option, token)),
    );
  }
  const variable = variableFor(option, environment);
  if (variable !== undefined) return readText(option, variable, [environment[variable] ?? '']);
  return option.default;
};

const refuseOperands = (operands: readonly string[], allowed: Operands | undefined): void => {
  const { name, least, most } = allowed ?? { name: 'flags', least: 0, most: 0 };
  if (operands.length > most) {
    const expected = allowed === undefined ? 'flags only' : `${most} at most`;
    throw new SettingsError(`${name}: expected ${expected}, got ${shown(operands[most])}`);
  }
  if (operands.length < least)
    throw new SettingsError(`${name}: expected ${least}, got ${operands.length || 'nothing'}`);
};

/** Whether the arguments ask for the help or the version, wherever among the flags they do. */
export const asksFor = (argv: readonly string[]): 'help' | 'version' | undefined => {
  const [own] = split(argv);
  if (own.some((argument) => argument === '--help' || argument === '-h')) return 'help';
  return own.some((argument) => argument === '--version' || argument === '-v') ? 'version' : undefined;
};

/**
 * Reads the arguments of a command, and under them the environment.
 * @throws {SettingsError} `<where>: expected <X>, got <Y>`.
 */
export const readArguments = <Table extends Options>(
  { options, operands, trailing }: Syntax<Table>,
  argv: readonly string[],
  environment: Environment,
): Arguments<Table> => {
  const [own, after] = split(argv);
  const byFlag = Object.fromEntries(Object.entries(options).map(([name, option]) => [flagOf(name, option), option]));
  const given = tokensOf(own, byFlag);
  if (trailing === undefined && after !== undefined) throw new SettingsError('--: expected flags only, got a command');
  refuseOperands(given.operands, operands);
  if (trailing !== undefined && !after?.length) {
    throw new SettingsError(`${trailing.name}: expected a command after --, got nothing`);
  }
  const values = Object.entries(options).map(([name, option]) => [
    name,
    readValue(option, given.flags.get(flagOf(name, option)) ?? [], environment),
  ]);
  return {
    values: Object.fromEntries(values) as Values<Table>,
    operands: given.operands,
    trailing: after ?? [],
  };
};
