import { SettingsError } from './errors.ts';

/** The reason why a value is refused: the expectation, and the part of the value that breaks it. */
export class Mismatch extends Error {
  readonly expected: string;
  readonly got: string;
  /** The part of the value, to be written after the place. */
  readonly part: string;

  constructor(expected: string, got: string, part = '') {
    super(expected);
    this.expected = expected;
    this.got = got;
    this.part = part;
  }
}

/** Reads one kind of value, from the text of the command line or the environment, or as a library option. */
export type Kind<T> = {
  readonly expected: string;
  /** @throws {Mismatch} where the text is not valid. */
  fromText(text: string): T;
  /** @throws {Mismatch} where the value is not valid. */
  fromValue(value: unknown): T;
};

/** A kind whose flag can be repeated, and whose values are separated by commas in an environment variable. */
export type ListKind<T> = Omit<Kind<T>, 'fromText'> & {
  /** Whether a comma separates values. */
  readonly commas: boolean;
  fromTexts(texts: readonly string[]): T;
};

export type Option<T = unknown> = {
  readonly kind: Kind<T> | ListKind<T>;
  readonly description: string;
  /** The placeholder of the value in the help; absent for a switch. */
  readonly value?: string;
  /** The name of the flag, without hyphens before it; by default the option's name in kebab-case. */
  readonly flag?: string;
  readonly default?: T;
  /** The default as a user writes it, where that is not the value. */
  readonly shownDefault?: string;
  /** The name of the library option, where it is not the name of the setting. */
  readonly library?: string;
  /** The environment variables that set the option; the first that is not empty counts. */
  readonly environment?: readonly string[];
};

export type Options = Readonly<Record<string, Option>>;

export type Values<Table extends Options> = {
  readonly [Name in keyof Table]: Table[Name] extends { readonly kind: Kind<infer T> | ListKind<infer T> }
    ? Table[Name] extends { readonly default: unknown }
      ? T
      : T | undefined
    : never;
};

/** A value as an error shows it: in JSON, and not too long. */
export const shown = (value: unknown): string => {
  const text = (typeof value === 'function' ? undefined : JSON.stringify(value)) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 120)}...` : text;
};

/** Calls `read`; a mismatch becomes an error that names the place: `<where>: expected <X>, got <Y>`. */
export const readAt = <T>(where: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new SettingsError(`${where}${error.part}: expected ${error.expected}, got ${error.got}`);
  }
};

/** A kind of text: every text that `matches` accepts. A secret is not repeated in an error. */
export const text = (
  expected: string,
  matches: (text: string) => boolean = () => true,
  secret = false,
): Kind<string> => {
  const fromValue = (value: unknown): string => {
    if (typeof value === 'string' && value !== '' && matches(value)) return value;
    throw new Mismatch(expected, secret && value !== '' ? 'a value that is not shown' : shown(value));
  };
  return { expected, fromText: fromValue, fromValue };
};

export const oneOf = <const Name extends string>(...names: readonly Name[]): Kind<Name> => {
  const last = names.length - 1;
  const expected = last > 0 ? `${names.slice(0, last).join(', ')} or ${names[last]}` : String(names[0]);
  return text(expected, (name) => (names as readonly string[]).includes(name)) as Kind<Name>;
};

export const number = (expected: string, pattern: RegExp, matches: (value: number) => boolean): Kind<number> => {
  const fromValue = (value: unknown): number => {
    if (typeof value === 'number' && matches(value)) return value;
    throw new Mismatch(expected, shown(value));
  };
  return {
    expected,
    fromText(text) {
      const value = pattern.test(text) ? Number(text) : Number.NaN;
      if (matches(value)) return value;
      throw new Mismatch(expected, shown(text));
    },
    fromValue,
  };
};

export const integer = (least: number, most: number): Kind<number> =>
  number(`an integer from ${least} to ${most}`, /^\d{1,15}$/, (value) => {
    return Number.isInteger(value) && value >= least && value <= most;
  });

export const seconds: Kind<number> = number(
  'a number of seconds',
  /^\d{1,6}(\.\d+)?$/,
  (value) => value >= 0 && value < 1e6,
);

export const boolean: Kind<boolean> = {
  expected: 'true or false',
  fromText(text) {
    if (/^(1|true|yes|on)$/i.test(text)) return true;
    if (/^(0|false|no|off)$/i.test(text)) return false;
    throw new Mismatch('true or false', shown(text));
  },
  fromValue(value) {
    if (typeof value === 'boolean') return value;
    throw new Mismatch('true or false', shown(value));
  },
};

/** A switch of the command line, off by default. */
export const flag = (description: string) => ({ kind: boolean, default: false, description }) as const;

export const listOf = <T>(kind: Kind<T>, commas = true): ListKind<T[]> => ({
  commas,
  expected: `${kind.expected}, any number of times`,
  fromTexts: (texts) => texts.map((text) => kind.fromText(text)),
  fromValue(value) {
    if (!Array.isArray(value)) throw new Mismatch(`an array, each element ${kind.expected}`, shown(value));
    return value.map((element) => kind.fromValue(element));
  },
});

export const isList = <T>(kind: Kind<T> | ListKind<T>): kind is ListKind<T> => 'fromTexts' in kind;

export const flagOf = (name: string, option: Option): string =>
  option.flag ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const variableOf = (flag: string): string => `POSTMAN_SCIM_EMULATOR_${flag.toUpperCase().replaceAll('-', '_')}`;

/** Gives every option of a table the environment variable of its flag's name. */
export const withVariables = <const Table extends Options>(table: Table): Table =>
  Object.fromEntries(
    Object.entries(table).map(([name, option]) => [
      name,
      { environment: [variableOf(flagOf(name, option))], ...option },
    ]),
  ) as Table;
