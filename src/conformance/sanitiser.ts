import { createHash, randomBytes } from 'node:crypto';

/** Replaces whatever could tell who was asked about, and by whom: the same by the same, wherever it stands. */
export type Sanitiser = {
  /** JSON of a request or an answer. */
  json(value: unknown): unknown;
  /** A path with its query, or a text that may quote addresses, ids and names met before. */
  text(value: string): string;
};

export type SanitiserOptions = {
  readonly secrets: readonly string[];
  readonly baseUrl: string;
  /** What the run's own names begin with. */
  readonly prefix: string;
  /** Makes ids that cannot be traced back; by default another one every time. */
  readonly salt?: string;
};

/** Characters that a name may have (quirk text-limit). */
const longestName = 1_024;

type Kind = 'address' | 'given' | 'family' | 'group' | 'id' | 'text';

const address = /^[^@\s"'<>,;:]+@[^@\s"'<>,;:]+$/;
const addressInText = /[^@\s"'<>,;:()/=?&]+@[A-Za-z0-9.-]+\.[A-Za-z]+/g;
const opaque = /^(?=.*\d)[0-9a-z-]{16,}$/i;

/** Keys whose texts are Postman's own words, or the protocol's. */
const wordKeys = new Set(
  [
    'schemas',
    'scimType',
    'detail',
    'status',
    'resourceType',
    'created',
    'lastModified',
    'op',
    'path',
    'endpoint',
    'description',
  ]
    .concat(['schema', 'documentationUri', 'specUri', 'type', 'message', 'location', 'schemaExtensions'])
    .concat(['authenticationSchemes', 'active', 'locale']),
);
const kindOfKey: Readonly<Record<string, Kind>> = {
  userName: 'address',
  givenName: 'given',
  familyName: 'family',
  displayName: 'group',
  id: 'id',
  externalId: 'id',
};
const words = new Set([
  'User',
  'Group',
  'OAuth Bearer Token',
  'Unauthorized',
  'True',
  'False',
  'true',
  'false',
  'TRUE',
]);

export const createSanitiser = ({
  secrets,
  baseUrl,
  prefix,
  salt = randomBytes(16).toString('hex'),
}: SanitiserOptions): Sanitiser => {
  const aliases = new Map<string, string>();
  const produced = new Set<string>();
  const counts = new Map<string, number>();
  const { host } = new URL(baseUrl);

  const count = (kind: string): number => {
    const next = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, next);
    return next;
  };

  /** As long as the original, and of the same kinds of characters: what an id looks like is part of the behaviour. */
  const idAlias = (original: string): string => {
    if (original.length < 16) return `ext-${count('external')}`;
    let digest = '';
    for (let block = 0; digest.length < original.length; block += 1) {
      digest += createHash('sha256').update(`${salt}:${block}:${original}`).digest('hex');
    }
    return [...original]
      .map((character, index) => {
        if (/[0-9a-f]/.test(character)) return digest[index];
        if (/[A-F]/.test(character)) return digest[index]?.toUpperCase();
        if (/[a-z]/.test(character)) return 'x';
        return /[A-Z]/.test(character) ? 'X' : character;
      })
      .join('');
  };

  const addressAlias = (original: string): string => {
    const [local = '', domain = ''] = original.split('@');
    const domainAlias = aliasOf(`@${domain}`, () => `domain${count('domain')}.example`);
    return `person${count('address')}${local.includes('+') ? '+tag' : ''}@${domainAlias}`;
  };

  const newAlias: Readonly<Record<Kind, (original: string) => string>> = {
    address: (original) => (address.test(original) ? addressAlias(original) : `text${count('text')}`),
    given: () => `Given${count('given')}`,
    family: () => `Family${count('family')}`,
    group: () => `group-${count('group')}`,
    id: idAlias,
    text: () => `text${count('text')}`,
  };

  const remember = (original: string, made: string): string => {
    aliases.set(original, made);
    produced.add(made);
    return made;
  };
  /** A text beyond the limit of names stays beyond it, because its length decides the answer (quirk text-limit). */
  const asLong = (original: string, made: string): string =>
    original.length > longestName ? made.padEnd(Math.min(original.length, 2 * longestName), 'x') : made;
  const aliasOf = (original: string, make: () => string): string =>
    aliases.get(original) ?? remember(original, asLong(original, make()));

  const alias = (kind: Kind, original: string): string => {
    if (original === '' || produced.has(original)) return original;
    if (kind !== 'address' && kind !== 'group') return aliasOf(original, () => newAlias[kind](original));
    // Two ways of writing one name stay two ways of writing one alias.
    const found = aliasOf(original.toLowerCase(), () => newAlias[kind](original));
    const shouted = original === original.toUpperCase() && original !== original.toLowerCase();
    return shouted ? remember(original, found.toUpperCase()) : found;
  };

  const kindOf = (text: string): Kind | undefined => {
    if (address.test(text)) return 'address';
    if (opaque.test(text)) return text.toLowerCase().startsWith(prefix.toLowerCase()) ? 'group' : 'id';
    if (text.toLowerCase().startsWith(`${prefix}-`.toLowerCase())) return 'group';
    return undefined;
  };

  const token = (encoded: string): string => {
    let decoded = encoded;
    try {
      decoded = decodeURIComponent(encoded);
    } catch {
      return `text${count('text')}`;
    }
    const kind = kindOf(decoded) ?? (aliases.has(decoded) && decoded.length > 2 ? 'text' : undefined);
    if (kind === undefined) return encoded;
    const replaced = alias(kind, decoded);
    return encoded === decoded
      ? replaced
      : encodeURIComponent(replaced).replaceAll('%2B', encoded.includes('+') ? '+' : '%2B');
  };

  const text = (value: string): string => {
    let replaced = value;
    for (const secret of secrets) if (secret !== '') replaced = replaced.replaceAll(secret, 'the-key');
    replaced = replaced.replaceAll(host, 'postman.invalid');
    return replaced
      .replace(addressInText, (found) => alias('address', found))
      .split(/([&=?/\s"'[\]{}:,]|%20|%22|%27)/)
      .map((part, index) => (index % 2 === 0 ? token(part) : part))
      .join('');
  };

  const display = (value: string): string => {
    const [given = '', ...family] = value.split(' ');
    return [alias('given', given), alias('family', family.join(' '))].filter(Boolean).join(' ');
  };

  const string = (key: string, value: string): string => {
    if (/^urn:[\w:.-]*$/.test(value) || words.has(value)) return value;
    if (wordKeys.has(key)) return text(value);
    if (key === 'display') return display(value);
    const kind = kindOfKey[key];
    if (kind !== undefined) return alias(kind, value);
    return alias(kindOf(value) ?? 'text', value);
  };

  const json = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return string(key, value);
    if (Array.isArray(value)) return value.map((item) => json(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([inner, item]) => [inner, json(item, key === 'error' ? 'message' : inner)]),
    );
  };

  return { json: (value) => json(value), text };
};
