/** Shorter keys are words that any text may have: they are masked where they are the whole of a value. */
const shortestInText = 8;

/** Searching for each of a few beginnings is faster than looking at every place; of many it is not. */
const fewBeginnings = 32;

export const mask = '***';

/** Finds keys in texts, in time that grows with the text alone. */
export class KnownKeys {
  readonly #keys: ReadonlySet<string>;
  readonly #short: readonly string[];
  readonly #beginnings: ReadonlySet<string>;
  /** The longest first. */
  readonly #lengths: readonly number[];

  constructor(keys: readonly string[]) {
    const long = keys.filter((key) => key.length >= shortestInText);
    this.#keys = new Set(keys);
    this.#short = keys.filter((key) => key.length < shortestInText);
    this.#beginnings = new Set(long.map((key) => key.slice(0, shortestInText)));
    this.#lengths = [...new Set(long.map((key) => key.length))].sort((one, other) => other - one);
  }

  /** Whether a text is a key. */
  has(text: string): boolean {
    return this.#keys.has(text);
  }

  /** Whether a value in a text may be one of the short keys. */
  mayBeShortIn(text: string): boolean {
    return this.#short.some((key) => text.includes(key));
  }

  #mayHave(text: string): boolean {
    if (this.#beginnings.size > fewBeginnings) return true;
    for (const beginning of this.#beginnings) if (text.includes(beginning)) return true;
    return false;
  }

  #lengthAt(text: string, at: number): number {
    return this.#lengths.find((length) => this.#keys.has(text.slice(at, at + length))) ?? 0;
  }

  /** The text with every key in it masked. */
  maskIn(text: string): string {
    if (this.#keys.has(text)) return mask;
    if (text.length < shortestInText || !this.#mayHave(text)) return text;
    let masked = '';
    let kept = 0;
    for (let at = 0; at <= text.length - shortestInText; at += 1) {
      if (!this.#beginnings.has(text.slice(at, at + shortestInText))) continue;
      const length = this.#lengthAt(text, at);
      if (length === 0) continue;
      masked += text.slice(kept, at) + mask;
      kept = at + length;
      at = kept - 1;
    }
    return kept === 0 ? text : masked + text.slice(kept);
  }
}
