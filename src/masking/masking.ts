import { deepest, isValidJson, JsonMask } from './json.ts';
import { KnownKeys, mask } from './known-keys.ts';
import { isSecretParameter, secretComparison, secretMember, secretPair } from './names.ts';
import { secrets } from './secret-forms.ts';

/** A private key's text, to its end or the text's. */
const privateKey = /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,20}PRIVATE KEY-----|$)/g;

const bearer = /\b(bearer)(\s{1,8})[^\s"',;]+/gi;
const basic = /\b(basic)(\s{1,8})([A-Za-z0-9+/_-]{4,1024}={0,2})/gi;
const userInfo = /(\/\/[^/?#@\s:]*:)[^/?#@\s]*@/g;

/** Without one of these, nothing but a known key can be masked: most texts are told by this alone. */
const hint =
  /pass|pwd|secret|token|cred|key|jwt|cookie|auth|session|bearer|basic|\\|%[0-9a-f]{2}|gh[pousr]_|github_pat_|xox|AKIA|ASIA|eyJ|PM[A-Z]{2}-|:\/\/[^/]{0,200}@/i;

/** A name in quotes with a colon after it: JSON, or a piece of it. */
const quotedName = /["']\s{0,8}:/;

const decodeOnce = (text: string): string => {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
};

const decodeFully = (text: string): string => {
  let decoded = text;
  for (let round = 0; round < 3; round += 1) decoded = decodeOnce(decoded);
  return decoded;
};

/**
 * Masks secrets in all that leaves the emulator: the journal as it is read, the examples of a report, the stream, the
 * HAR, the log. No other function masks, because a second list of names would differ from the first.
 *
 * Headers, query parameters, JSON attributes and PATCH paths are masked by their names, whole values whatever their type;
 * then every text that has the form of a secret; last, every key that the emulator knows, wherever it stands.
 */
export class Masking {
  readonly #keys: () => readonly string[];
  #indexed: readonly string[] = [];
  #index = new KnownKeys([]);

  /** @param keys - The keys that are known now; the same array as long as they have not changed. */
  constructor(keys: () => readonly string[] = () => []) {
    this.#keys = keys;
  }

  get #known(): KnownKeys {
    const keys = this.#keys();
    if (keys !== this.#indexed) {
      this.#indexed = keys;
      this.#index = new KnownKeys(keys);
    }
    return this.#index;
  }

  #forms(text: string): string {
    return text
      .replace(privateKey, mask)
      .replace(secrets, mask)
      .replace(bearer, `$1$2${mask}`)
      .replace(basic, (all, scheme: string, gap: string, token: string) =>
        Buffer.from(token, 'base64').includes(':') ? `${scheme}${gap}${mask}` : all,
      )
      .replace(userInfo, `$1${mask}@`)
      .replace(secretPair, `$1=${mask}`)
      .replace(secretComparison, `$1"${mask}"`);
  }

  #json(text: string, options: { readonly bareNames: boolean; readonly byName: boolean }, depth: number): string {
    const maskText = (inner: string): string => this.#text(inner, depth + 1, options.byName);
    return new JsonMask(text, { ...options, maskText }).masked();
  }

  #text(text: string, depth: number, byName: boolean): string {
    const masked = this.#known.maskIn(text);
    if (!hint.test(masked)) return masked;
    const isJson = /^\s{0,64}[[{]/.test(masked);
    if (!isJson && !quotedName.test(masked)) return this.#forms(masked);
    if (depth > deepest) return mask;
    const read = this.#json(masked, { bareNames: isJson, byName }, depth);
    return isJson && isValidJson(read) ? read : this.#forms(read);
  }

  #body(body: string | null, byName: boolean): string | null {
    if (body === null) return null;
    if (!hint.test(body) && !this.#known.mayBeShortIn(body)) return this.#known.maskIn(body);
    const masked = this.#json(body, { bareNames: true, byName }, 0);
    if (isValidJson(masked)) return masked;
    return this.#forms(this.#known.maskIn(masked)).replace(secretMember, `$1"${mask}"`);
  }

  /** Any text: a note, a header's value, a line of the log; it may hold an address. */
  text(text: string): string {
    const masked = this.#text(text, 0, true);
    return /[?%]/.test(masked) ? this.url(masked) : masked;
  }

  /** Every string in a value, with the keys that are known masked: the last step before a report leaves. */
  withoutKeys<T>(value: T): T {
    const known = this.#known;
    const masked = JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'string' ? known.maskIn(inner) : inner,
    );
    return JSON.parse(masked) as T;
  }

  /** A request's body, JSON or not; what was JSON stays JSON. */
  body(body: string): string;
  body(body: string | null): string | null;
  body(body: string | null): string | null {
    return this.#body(body, true);
  }

  /** An answer's body: the names in it are Postman's own, so only keys and forms of secrets are masked. */
  answer(body: string): string;
  answer(body: string | null): string | null;
  answer(body: string | null): string | null {
    return this.#body(body, false);
  }

  #component(sent: string): string {
    // A key may itself have a plus or a percent sign.
    const raw = this.#known.maskIn(sent);
    for (const decoded of [decodeFully(raw), decodeFully(raw.replaceAll('+', ' '))]) {
      const masked = this.#text(decoded, 0, true);
      if (masked !== decoded) return encodeURIComponent(masked.toWellFormed());
    }
    return raw;
  }

  /** A query without its question mark. */
  query(query: string): string {
    return query.replace(/[^&;]+/g, (part) => {
      const end = part.indexOf('=');
      if (end < 0) return this.#component(part);
      const [name, value] = [part.slice(0, end), part.slice(end + 1)];
      if (isSecretParameter(decodeFully(name)) && value !== '') return `${this.#component(name)}=${mask}`;
      return `${this.#component(name)}=${this.#component(value)}`;
    });
  }

  /** An address: an absolute one, or a path with or without a query. */
  url(url: string): string {
    const end = url.search(/[?#]/);
    const path = (end < 0 ? url : url.slice(0, end)).replace(userInfo, `$1${mask}@`);
    const masked = path.replace(/[^/]+/g, (segment) => this.#component(segment));
    return end < 0 ? masked : `${masked}${url.charAt(end)}${this.query(url.slice(end + 1))}`;
  }

  /** Headers as Node has them, names and values by turns; answers pairs, in the order they came. */
  headers(rawHeaders: readonly string[]): (readonly [name: string, value: string])[] {
    const pairs: [string, string][] = [];
    for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
      const [name, value] = [rawHeaders[at] as string, rawHeaders[at + 1] as string];
      pairs.push([this.text(name), isSecretParameter(name) ? mask : this.text(value)]);
    }
    return pairs;
  }
}
