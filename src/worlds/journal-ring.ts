import type { Encoding, Memory } from './journal-encoding.ts';
import { defaultJournalBytes } from './journal-size.ts';

const firstBytes = 256 * 1024;

const allocate = (size: number): Memory => {
  const bytes = Buffer.allocUnsafeSlow(size);
  return { bytes, words: new Uint32Array(bytes.buffer), doubles: new Float64Array(bytes.buffer) };
};

/** A journal as the ring knows it: told which of its entries are overwritten. */
export type Owner = { forget(place: number): void };

/**
 * The entries of all worlds of a process, in the order they came, in one buffer outside the heap; the oldest make room
 * for the newest. The buffer grows to its limit before it is used a second time.
 */
export class JournalRing {
  readonly limit: number;
  readonly #owners = new Map<number, Owner>();
  #owner = 0;
  #memory: Memory | undefined;
  #size = 0;
  /** Where the next entry goes. */
  #head = 0;
  /** Where the oldest entry is. */
  #tail = 0;
  /** Where the entries end that were written before the ring began again at 0; -1 where none are left of them. */
  #end = -1;
  #count = 0;
  #used = 0;

  /** Takes the limit in bytes; 0 keeps nothing. */
  constructor(limit = defaultJournalBytes) {
    this.limit = limit & ~7;
  }

  /** The bytes of the entries that it holds. */
  get used(): number {
    return this.#used;
  }

  get memory(): Memory {
    this.#memory ??= allocate(0);
    return this.#memory;
  }

  /** Returns the number by which entries name their owner. */
  register(owner: Owner): number {
    this.#owner += 1;
    this.#owners.set(this.#owner, owner);
    return this.#owner;
  }

  unregister(number: number): void {
    this.#owners.delete(number);
  }

  /** Writes an entry; returns its place, or undefined for one that is longer than the whole ring. */
  write(owner: number, encoding: Encoding): number | undefined {
    const { room } = encoding;
    if (room > this.limit) return undefined;
    if (this.#head + room > this.#size) {
      if (this.#size < this.limit) this.#grow(room);
      if (this.#head + room > this.#size) this.#beginAgain();
    }
    const place = this.#head;
    while (this.#count > 0 && this.#tail >= place && this.#tail - place < room) this.#evict();
    const { memory } = this;
    const length = encoding.write(memory, place);
    memory.words[place >>> 2] = length;
    memory.words[(place >>> 2) + 1] = owner;
    if (this.#count === 0) this.#tail = place;
    this.#head = place + length;
    this.#count += 1;
    this.#used += length;
    return place;
  }

  /** Doubles the buffer. Until it has its limit, entries lie in it from the tail up to the head, never around the end. */
  #grow(room: number): void {
    const size = Math.min(this.limit, Math.max(firstBytes, 2 * this.#size, (this.#head + room + 7) & ~7));
    const grown = allocate(size);
    this.#memory?.bytes.copy(grown.bytes, 0, 0, this.#head);
    this.#memory = grown;
    this.#size = size;
  }

  /** What lies from the head up to the end of the buffer is the oldest, and goes. */
  #beginAgain(): void {
    while (this.#count > 0 && this.#tail >= this.#head) this.#evict();
    this.#end = this.#count > 0 ? this.#head : -1;
    this.#head = 0;
  }

  #evict(): void {
    const place = this.#tail;
    const word = place >>> 2;
    const length = this.memory.words[word] as number;
    this.#tail = place + length;
    this.#count -= 1;
    this.#used -= length;
    if (this.#count === 0 || this.#tail === this.#end) {
      this.#tail = 0;
      this.#end = -1;
    }
    this.#owners.get(this.memory.words[word + 1] as number)?.forget(place);
  }
}
