/** The places of a journal's entries in the ring, oldest first: a queue of numbers that is kept outside the heap. */
export class Places {
  #numbers = new Uint32Array(0);
  #first = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The place that stands so far behind the oldest; undefined beyond the newest. */
  at(index: number): number | undefined {
    return index < this.#length ? this.#numbers[(this.#first + index) & (this.#numbers.length - 1)] : undefined;
  }

  push(place: number): void {
    if (this.#length === this.#numbers.length) this.#grow();
    this.#numbers[(this.#first + this.#length) & (this.#numbers.length - 1)] = place;
    this.#length += 1;
  }

  shift(): void {
    this.#first = (this.#first + 1) & (this.#numbers.length - 1);
    this.#length -= 1;
  }

  clear(): void {
    this.#numbers = new Uint32Array(0);
    this.#first = 0;
    this.#length = 0;
  }

  /** Doubles the room, which stays a power of two. */
  #grow(): void {
    const grown = new Uint32Array(Math.max(8, this.#numbers.length * 2));
    const start = this.#numbers.subarray(this.#first);
    grown.set(start);
    grown.set(this.#numbers.subarray(0, this.#first), start.length);
    this.#numbers = grown;
    this.#first = 0;
  }
}
