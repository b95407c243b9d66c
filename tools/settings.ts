import { writeFileSync } from 'node:fs';
import { flagOf, type Option } from '../src/option.ts';
import { libraryOptions, settings } from '../src/settings.ts';

export const file = new URL('../docs/settings.md', import.meta.url);

const cell = (text: string): string => text.replaceAll('|', '\\|');

const library = libraryOptions as Readonly<Record<string, Option>>;

const defaultOf = ({ default: value, shownDefault = value as string | undefined }: Option): string =>
  shownDefault === undefined ? '' : `\`${shownDefault}\``;

const row = ([name, option]: [string, Option]): string => {
  const value = option.value === undefined ? '' : ` ${option.value}`;
  const inLibrary = Object.hasOwn(library, name) ? `\`${option.library ?? name}\`` : '';
  const cells = [
    `\`--${flagOf(name, option)}${value}\``,
    (option.environment ?? []).map((variable) => `\`${variable}\``).join(', '),
    inLibrary,
    cell(option.kind.expected),
    defaultOf(option),
    cell(option.description),
  ];
  return `| ${cells.join(' | ')} |`;
};

/** docs/settings.md: every setting of the server. */
export const settingsPage = (): string => `# Settings

<!-- Generated from src/settings.ts by \`npm run docs\`. -->

Each setting of the server is a flag of \`postman-scim-emulator\` (and of \`exec\`), an environment variable, and an option of
\`startEmulator\` where the third column names it. A flag comes before its variable. In a variable commas separate several
values; an empty variable is as good as none. A value that is not valid is refused with exit code 2, or with a
\`SettingsError\` by the library.

| flag | variable | library | value | default | |
|---|---|---|---|---|---|
${Object.entries<Option>(settings).map(row).join('\n')}

\`startEmulator\` picks a free port by default, takes \`seed\` as a world document instead of a file, and takes \`socket: false\` to
open no socket. See [in-process.md](in-process.md).
`;

if (import.meta.main) writeFileSync(file, settingsPage());
