/** `attribute eq value`, the one form that Postman knows. */
export type Comparison = {
  /** In lower case (quirk filter-keyword-case). */
  readonly attribute: string;
  readonly value: string | boolean;
  readonly singleQuoted: boolean;
};

/** Attribute, eq, and a value: a JSON string, a text in single quotes, or a boolean. */
const form = /^\s*([A-Za-z][\w$-]*)\s+eq\s+(?:("(?:[^"\\]|\\.)*")|'([^']*)'|(true|false))\s*$/is;

/**
 * Reads a filter (RFC 7644 §3.4.2.2). Undefined for whatever is not one `eq`: another operator, `and`, brackets,
 * a syntax error.
 */
export const readComparison = (filter: string): Comparison | undefined => {
  const [, name = '', json, quoted, boolean] = form.exec(filter) ?? [];
  const attribute = name.toLowerCase();
  if (quoted !== undefined) return { attribute, value: quoted, singleQuoted: true };
  if (boolean !== undefined) return { attribute, value: boolean.toLowerCase() === 'true', singleQuoted: false };
  if (json === undefined) return undefined;
  try {
    return { attribute, value: JSON.parse(json) as string, singleQuoted: false };
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
