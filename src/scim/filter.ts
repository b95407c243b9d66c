import { parse } from 'scim2-parse-filter';

/** `attribute eq value`, the one form that Postman knows. */
export type Comparison = {
  /** In lower case (quirk filter-keyword-case). */
  readonly attribute: string;
  readonly value: string | boolean;
  readonly singleQuoted: boolean;
};

/** Room for the longest address or group name anyone compares with. */
const longest = 4096;

const singleQuoted = /^\s*([^\s"']+)\s+eq\s+'([^']*)'\s*$/i;

/**
 * Reads a filter (RFC 7644 §3.4.2.2). Undefined for whatever is not one `eq`: another operator, `and`, brackets,
 * a syntax error. What the parser has trouble with is refused before: nesting, on which it recurses, and line breaks,
 * on which its tokenizer backtracks without end.
 */
export const readComparison = (filter: string): Comparison | undefined => {
  if (filter.length > longest || filter.includes('\n') || /^[^"']*[([]/.test(filter)) return undefined;
  const [, singleQuotedAttribute, singleQuotedValue] = singleQuoted.exec(filter) ?? [];
  if (singleQuotedAttribute !== undefined && singleQuotedValue !== undefined) {
    return { attribute: singleQuotedAttribute.toLowerCase(), value: singleQuotedValue, singleQuoted: true };
  }
  try {
    const parsed = parse(filter);
    if (parsed.op !== 'eq') return undefined;
    const { attrPath, compValue } = parsed;
    return typeof compValue === 'string' || typeof compValue === 'boolean'
      ? { attribute: attrPath.toLowerCase(), value: compValue, singleQuoted: false }
      : undefined;
  } catch {
    return undefined;
  }
};

/** The id in `members[value eq "<id>"]` (RFC 7644 §3.5.2.2). */
export const readMemberPath = (path: string): string | undefined => {
  const inner = /^members\[(.*)\]$/s.exec(path)?.[1];
  const comparison = inner === undefined ? undefined : readComparison(inner);
  return comparison?.attribute === 'value' && typeof comparison.value === 'string' ? comparison.value : undefined;
};
