/** The words that mark the name of an attribute as a secret's. */
const words =
  'passw|passcode|passphrase|pwd|secret|token|credential|jwt|cookie|authorization|api[-_]?key|private[-_]?key|session[-_]?id';

const attribute = new RegExp(`${words}|key$`, 'i');

const header = /auth|token|key|cookie|secret|jwt|credential|pass|pwd|session|signature/i;

/** Filters in brackets name values, and a value may hold any word. */
const withoutFilters = (name: string): string => name.replace(/\[[^[\]]*\]/g, '');

/** Tells whether an attribute of this name, or a PATCH of this path, holds a secret; a URN before the name changes nothing. */
export const isSecretAttribute = (name: string): boolean => attribute.test(withoutFilters(name.slice(0, 1024)).trim());

/** Tells whether a header or a query parameter of this name holds a secret. */
export const isSecretParameter = (name: string): boolean => header.test(name);

/** `password=S` within a text. */
export const secretPair = new RegExp(`((?:${words}|(?<![A-Za-z0-9])key)[\\w.\\]-]{0,64})=([^\\s&;,"'<>]+)`, 'gi');

/** A secret's name, a colon and a value in a text that is not valid JSON, where a quote too many turns names into values. */
export const secretMember = new RegExp(
  `((?:${words}|(?<![A-Za-z0-9])key)[\\w.\\]-]{0,64}\\\\{0,8}["']?\\s{0,8}:\\s{0,8})(\\\\{0,8}"(?:[^"\\\\]|\\\\.)*"?|'[^']*'?|[[{][^\\]}]*[\\]}]?|[^\\s,;}\\]]+)`,
  'gis',
);

/** `password eq "S"` within a filter. */
export const secretComparison = new RegExp(
  `((?:${words})[\\w.\\]-]{0,64}\\s{1,8}(?:eq|ne|co|sw|ew|gt|ge|lt|le)\\s{1,8})("(?:[^"\\\\]|\\\\.)*"?|'[^']*'?|[^\\s)\\]]+)`,
  'gis',
);
