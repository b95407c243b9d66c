import { hash, randomBytes } from 'node:crypto';

/** A world document's greatest idCounter: an id has twelve hex digits for what rises in it. */
export const lastCounter = 2 ** 47;

export const newIdSeed = (): string => randomBytes(16).toString('hex');

/**
 * Ids of 48 hex digits (quirk user-id), the same on every run for one seed. They rise, so that an index on them grows at its end.
 */
export class Ids {
  #seed: string;
  #counter: number;
  #base: number;

  constructor(seed: string, counter: number) {
    this.#seed = seed;
    this.#counter = counter;
    this.#base = Ids.#baseOf(seed);
  }

  static #baseOf(seed: string): number {
    return Number.parseInt(hash('sha256', seed).slice(0, 11), 16);
  }

  get seed(): string {
    return this.#seed;
  }

  /** How many were given out. */
  get counter(): number {
    return this.#counter;
  }

  restart(seed: string, counter: number): void {
    this.#seed = seed;
    this.#counter = counter;
    this.#base = Ids.#baseOf(seed);
  }

  /** The next id; after the last one the count begins anew, and callers pass over the ids that are there. */
  next(): string {
    this.#counter = this.#counter >= lastCounter ? 1 : this.#counter + 1;
    const rising = (this.#base + this.#counter).toString(16).padStart(12, '0');
    return rising + hash('sha256', `${this.#seed}:${this.#counter}`).slice(0, 36);
  }
}
