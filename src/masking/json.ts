import { mask } from './known-keys.ts';
import { isSecretAttribute } from './names.ts';

/** A JSON text within a JSON text within a JSON text: what is deeper than this is masked whole. */
export const deepest = 6;

type Span = { readonly start: number; readonly end: number };

/** An object or array that is open. */
type Frame = {
  readonly start: number;
  /** The name that was read last, whose value comes next. */
  name: string | undefined;
  /** True where `path`, or a sibling like it, names a secret: `value` holds it then. */
  namesSecret: boolean;
  readonly values: Span[];
};

const namingSiblings = new Set(['path', 'name', 'attribute', 'attributename', 'field', 'key', 'type']);

const open = (start: number): Frame => ({ start, name: undefined, namesSecret: false, values: [] });

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const decode = (inner: string): string =>
  inner.includes('\\')
    ? inner.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, hex?: string, character = '') =>
        hex === undefined ? (escapes[character] ?? character) : String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : inner;

/** The place of the quote that ends the string which begins at `start`; the end of the text for one without end. */
const endOfString = (text: string, start: number): number => {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === quote) return at;
  }
  return text.length;
};

const space = /[\s]/y;
const bareword = /[^\s{}[\],:"']+/y;

/**
 * Masks the secrets in a JSON text and keeps the rest as it is, byte by byte. It reads what is almost JSON too: strings
 * without end, single quotes, names without quotes.
 */
export class JsonMask {
  readonly #text: string;
  readonly #bareNames: boolean;
  readonly #byName: boolean;
  readonly #maskText: (text: string) => string;
  readonly #edits: (Span & { readonly replacement: string })[] = [];
  readonly #frames: Frame[] = [open(0)];

  /** `maskText` masks a decoded string; `byName` false leaves what stands under a secret's name. */
  constructor(
    text: string,
    options: { readonly bareNames: boolean; readonly byName: boolean; readonly maskText: (text: string) => string },
  ) {
    this.#text = text;
    this.#bareNames = options.bareNames;
    this.#byName = options.byName;
    this.#maskText = options.maskText;
  }

  get #frame(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  #mask(span: Span): void {
    this.#edits.push({ ...span, replacement: `"${mask}"` });
  }

  #replace(span: Span, decoded: string): void {
    const masked = this.#maskText(decoded);
    if (masked !== decoded) this.#edits.push({ ...span, replacement: JSON.stringify(masked) });
  }

  /** A value has been read: what stands under a secret's name is masked whole, whatever its type. */
  #valueRead(span: Span, decoded: string | undefined): void {
    const frame = this.#frame;
    const { name } = frame;
    frame.name = undefined;
    if (name !== undefined && this.#byName) {
      const raw = span.end - span.start < 6 ? this.#text.slice(span.start, span.end) : '';
      if (isSecretAttribute(name) && !/^(true|false|null|"")$/.test(raw)) {
        this.#mask(span);
        return;
      }
      const lower = name.toLowerCase();
      if (decoded !== undefined && namingSiblings.has(lower) && isSecretAttribute(decoded)) frame.namesSecret = true;
      if (lower === 'value') frame.values.push(span);
    }
    if (decoded !== undefined) this.#replace(span, decoded);
  }

  #close(frame: Frame): void {
    if (frame.namesSecret) for (const span of frame.values) this.#mask(span);
  }

  /** Whether a colon follows, so that what was read is a name; the place after it, or -1. */
  #afterColon(at: number): number {
    let next = at;
    for (space.lastIndex = next; space.test(this.#text); space.lastIndex = next) next += 1;
    return this.#text.charCodeAt(next) === 0x3a ? next + 1 : -1;
  }

  #string(start: number): number {
    const end = endOfString(this.#text, start);
    const span = { start, end: Math.min(end + 1, this.#text.length) };
    const decoded = decode(this.#text.slice(start + 1, end));
    const afterColon = this.#afterColon(span.end);
    if (afterColon < 0) {
      this.#valueRead(span, decoded);
      return span.end;
    }
    this.#replace(span, decoded);
    this.#frame.name = decoded;
    return afterColon;
  }

  #bare(start: number): number {
    bareword.lastIndex = start;
    const word = bareword.exec(this.#text)?.[0] ?? this.#text.charAt(start);
    const end = start + word.length;
    const afterColon = this.#bareNames ? this.#afterColon(end) : -1;
    if (afterColon < 0) {
      this.#valueRead({ start, end }, this.#bareNames ? word : undefined);
      return end;
    }
    this.#frame.name = word;
    return afterColon;
  }

  #step(at: number): number {
    const character = this.#text.charAt(at);
    if (character === '"' || character === "'") return this.#string(at);
    if (character === '{' || character === '[') {
      this.#frames.push(open(at));
    } else if (character === '}' || character === ']') {
      const frame = this.#frames.length > 1 ? this.#frames.pop() : undefined;
      if (frame) {
        this.#close(frame);
        this.#valueRead({ start: frame.start, end: at + 1 }, undefined);
      }
    } else if (character === ',') {
      this.#frame.name = undefined;
    } else if (character !== ':' && character.trim() !== '') {
      return this.#bare(at);
    }
    return at + 1;
  }

  /** The text with its secrets masked; JSON stays JSON. */
  masked(): string {
    const text = this.#text;
    for (let at = 0; at < text.length; ) at = this.#step(at);
    for (let frame = this.#frames.pop(); frame; frame = this.#frames.pop()) {
      this.#close(frame);
      // What was never closed ends with the text.
      const { name } = this.#frames.at(-1) ?? {};
      if (this.#byName && name !== undefined && isSecretAttribute(name)) {
        this.#mask({ start: frame.start, end: text.length });
      }
    }
    if (this.#edits.length === 0) return text;
    let masked = '';
    let kept = 0;
    const edits = this.#edits.sort((one, other) => one.start - other.start || other.end - one.end);
    for (const { start, end, replacement } of edits) {
      if (start < kept) continue;
      masked += text.slice(kept, start) + replacement;
      kept = end;
    }
    return masked + text.slice(kept);
  }
}

/** Whether a text is valid JSON. */
export const isValidJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
