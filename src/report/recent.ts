import { createHash } from 'node:crypto';

/** A map that forgets its oldest entry when it is full, so that a long run cannot grow it. */
export class Recent<K, V> extends Map<K, V> {
  readonly limit: number;
  #forgotten: ((key: K, value: V) => void) | undefined;

  constructor(limit: number, forgotten?: (key: K, value: V) => void) {
    super();
    this.limit = limit;
    this.#forgotten = forgotten;
  }

  override set(key: K, value: V): this {
    if (this.size >= this.limit && !this.has(key)) {
      const [oldest] = this.entries();
      if (oldest !== undefined) {
        this.delete(oldest[0]);
        this.#forgotten?.(oldest[0], oldest[1]);
      }
    }
    return super.set(key, value);
  }
}

/** How much a run may leave behind in each map. */
export const capacity = 5_000;

/** A short key for a text of any length. */
export const digest = (text: string): string => createHash('sha1').update(text).digest('base64');
