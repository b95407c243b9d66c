import { variableOf } from '../option.ts';
import type { Ready } from './ready-file.ts';

/** The environment variables that lead a test to a server. */
export const variablesOf = ({ url, baseUrl, key, controlToken, caFile }: Ready): Record<string, string> => ({
  SCIM_BASE_URL: baseUrl,
  SCIM_KEY: key,
  [variableOf('url')]: url,
  ...(controlToken !== null && { [variableOf('control-token')]: controlToken }),
  // Node adds this certificate to those it trusts; OpenSSL, Python's requests and Go trust it instead of them.
  ...(caFile !== null && { NODE_EXTRA_CA_CERTS: caFile, SSL_CERT_FILE: caFile, REQUESTS_CA_BUNDLE: caFile }),
});

const plain = /^[\w./:@%+,=-]*$/;

const singleQuoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

/** dotenv files know no escape that all readers share: the quote that the value does not contain is used. */
const dotenvQuoted = (value: string): string => {
  if (plain.test(value)) return value;
  const quote = ["'", '`', '"'].find((mark) => !value.includes(mark)) ?? "'";
  return `${quote}${value}${quote}`;
};

const lines = (variables: Record<string, string>, line: (name: string, value: string) => string): string =>
  Object.entries(variables)
    .map(([name, value]) => `${line(name, value)}\n`)
    .join('');

/** Writes variables in the syntax of a shell, a file or a CI system. */
export const variableFormats = {
  sh: (variables) =>
    lines(variables, (name, value) => `export ${name}=${plain.test(value) ? value : singleQuoted(value)}`),
  dotenv: (variables) => lines(variables, (name, value) => `${name}=${dotenvQuoted(value)}`),
  github: (variables) => lines(variables, (name, value) => `${name}=${value}`),
  json: (variables) => `${JSON.stringify(variables, null, 2)}\n`,
  powershell: (variables) => lines(variables, (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`),
} as const satisfies Record<string, (variables: Record<string, string>) => string>;
