import type { Filter } from 'scim2-parse-filter';
import { parse } from 'scim2-parse-filter';
import { quoted } from '../domain/scim-error.ts';

/** The longest filter that is parsed, in UTF-16 units. */
const longest = 1_000;

/** The most brackets and `not`s in one, because the parser recurses on them. */
const deepest = 20;

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Why the parser must not be called; undefined for a filter that it reads in time linear in its length. */
const unparsedReason = (filter: string): string | undefined => {
  if (filter.trim() === '') return 'the filter is empty';
  if (filter.length > longest) return `the filter is longer than ${longest} characters`;
  // The parser's tokenizer backtracks exponentially on line breaks in a string that is not closed.
  if (/[\n\r]/.test(filter)) return 'the filter has a line break in it';
  if (countOf(filter, /[([]|\bnot\b/gi) > deepest) return `the filter has more than ${deepest} brackets`;
  return undefined;
};

/** The parser's complaint in plain words. */
const complaints: readonly (readonly [pattern: RegExp, toText: (part: string) => string])[] = [
  [/^unexpected token (.+)$/s, (rest) => `${quoted(rest)} cannot be read`],
  [/^\[\(EOT\)\] is not json$/, () => 'the value is missing'],
  [/^\[(.*)\(\w+\)\] is not json$/s, (value) => `${quoted(value)} is not a value in double quotes`],
  [/^Unexpected token (\S+) +as valFilter operator$/, (name) => `no operator follows ${quoted(name)}`],
  [/^Unexpected token \S+ (.+) as valFilter operator$/s, (operator) => `${quoted(operator)} is not an operator`],
  [/expected '[)\]]'$/, () => 'a bracket is not closed'],
  [/^unexpected EOT/, () => 'more text follows the comparison'],
  [/^Unexpected token +\(EOT\)$/, () => 'the filter ends early'],
];

const complaintOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : '';
  for (const [pattern, toText] of complaints) {
    const found = pattern.exec(message);
    if (found) return toText(found[1] ?? '');
  }
  return 'no comparison can be read';
};

const numbers: Readonly<Record<number, string>> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five' };

const kindOf = (value: unknown): string => (value === null ? 'null' : `a ${typeof value}`);

const describe = (filter: Filter, supported: string): string => {
  if ('filters' in filter) {
    return `${numbers[filter.filters.length] ?? filter.filters.length} comparisons joined by \`${filter.op}\``;
  }
  if ('filter' in filter) return '`not` before a comparison';
  const name = /^[\w$:.%/-]{1,100}$/.test(filter.attrPath) ? filter.attrPath : quoted(filter.attrPath);
  if ('valFilter' in filter) return `a comparison in brackets on ${name}`;
  if (filter.op !== 'eq' || !('compValue' in filter)) return `\`${filter.op}\` on ${name}`;
  return name.toLowerCase() === supported.toLowerCase()
    ? `compares ${name} with ${kindOf(filter.compValue)}`
    : `compares ${name}`;
};

/**
 * Says in plain words why Postman refuses a filter, which is not `supported eq "..."`. Parses the filter, bounded before,
 * so it is called only when somebody asks for the reason.
 */
export const refusedFilterReason = (filter: string, supported: 'userName' | 'displayName'): string => {
  const unparsed = unparsedReason(filter);
  if (unparsed !== undefined) return unparsed;
  // The parser knows no single quotes.
  const text = filter.includes('"') ? filter : filter.replace(/'([^']*)'/g, (_, value) => JSON.stringify(value));
  try {
    return describe(parse(text), supported);
  } catch (error) {
    return `not a SCIM filter: ${complaintOf(error)}`;
  }
};
