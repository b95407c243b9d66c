/** Values by key as they changed in the course of a run: each look-up names the request from which it looks back. */
export class Timeline<V> {
  readonly #entries = new Map<string, { readonly sequences: number[]; readonly values: V[] }>();

  /** Notes a value from a request on. Requests are noted in their order. */
  set(key: string, sequence: number, value: V): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) this.#entries.set(key, { sequences: [sequence], values: [value] });
    else {
      entry.sequences.push(sequence);
      entry.values.push(value);
    }
  }

  /** Returns the value as of a request, that request included. */
  at(key: string, sequence: number): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    let low = 0;
    let high = entry.sequences.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((entry.sequences[middle] ?? 0) <= sequence) low = middle + 1;
      else high = middle;
    }
    return entry.values[low - 1];
  }

  /** Returns the last value of the run. */
  last(key: string): V | undefined {
    return this.#entries.get(key)?.values.at(-1);
  }
}
