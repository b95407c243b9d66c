import { createHash } from 'node:crypto';

/** A map that forgets its oldest quarter when it is full, so that a long run cannot grow it. */
export class Recent<K, V> extends Map<K, V> {
  readonly limit: number;
  readonly #forgotten: ((key: K, value: V) => void) | undefined;

  constructor(limit: number, forgotten?: (key: K, value: V) => void) {
    super();
    this.limit = limit;
    this.#forgotten = forgotten;
  }

  override set(key: K, value: V): this {
    if (this.size >= this.limit && !this.has(key)) this.#forget(Math.ceil(this.limit / 4));
    return super.set(key, value);
  }

  /** Many at once: finding the oldest of a map from which others were deleted before is slow. */
  #forget(count: number): void {
    let left = count;
    for (const [key, value] of this) {
      this.delete(key);
      this.#forgotten?.(key, value);
      left -= 1;
      if (left === 0) return;
    }
  }
}

/** How much a run may leave behind in each map. */
export const capacity = 5_000;

/** A short key for a text of any length. */
export const digest = (text: string): string => createHash('sha1').update(text).digest('base64');
