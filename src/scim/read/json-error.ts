/** White space, and then one token of JSON (RFC 8259 §2): a mark, a string, or a number or literal name. */
const token =
  /([ \t\n\r]*)(?:([{}[\],:])|("(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;

const space = /[ \t\n\r]*/y;

type Kind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'other';

/** The tokens that may come next. `name` stands for the string before a colon. */
type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end';

/** What may follow a token, or undefined where the token itself may not stand there. `open` holds the open brackets. */
const follow = (expected: Expected, kind: Kind, open: string[]): Expected | undefined => {
  const closed = (): Expected => {
    open.pop();
    return ', or end';
  };
  if (expected === ':') return kind === ':' ? 'value' : undefined;
  if (expected === 'name' || expected === 'name or }') {
    if (kind === 'string') return ':';
    return kind === '}' && expected === 'name or }' ? closed() : undefined;
  }
  if (expected === ', or end') {
    const inside = open.at(-1);
    if (kind === ',' && inside !== undefined) return inside === '{' ? 'name' : 'value';
    return (kind === '}' && inside === '{') || (kind === ']' && inside === '[') ? closed() : undefined;
  }
  if (kind === 'string' || kind === 'other') return ', or end';
  if (kind === ']' && expected === 'value or ]') return closed();
  if (kind !== '{' && kind !== '[') return undefined;
  open.push(kind);
  return kind === '{' ? 'name or }' : 'value or ]';
};

/** The offset, in UTF-16 units, of the first token that makes a text invalid JSON; the text's length where it ends early. */
export const placeOfJsonError = (text: string): number => {
  const open: string[] = [];
  let expected: Expected = 'value';
  let place = 0;
  for (;;) {
    token.lastIndex = place;
    const found = token.exec(text);
    if (found === null) break;
    const [, before = '', mark, string] = found;
    const next = follow(expected, (mark as Kind | undefined) ?? (string === undefined ? 'other' : 'string'), open);
    if (next === undefined) return place + before.length;
    expected = next;
    place = token.lastIndex;
  }
  space.lastIndex = place;
  space.exec(text);
  return space.lastIndex;
};
