/** The last instant that ISO 8601 writes with a year of four digits: a clock stops there. */
export const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');

/** A world's time: what Postman would date and count by. Epoch milliseconds throughout. */
export class WorldClock {
  readonly #real: () => number;
  #offset: number;
  #frozenAt: number | null;

  constructor(real: () => number, offset = 0, frozenAt: number | null = null) {
    this.#real = real;
    this.#offset = offset;
    this.#frozenAt = frozenAt;
  }

  now(): number {
    return Math.min(this.#frozenAt ?? this.#real() + this.#offset, lastInstant);
  }

  /** What Postman dates by: milliseconds that are whole seconds. */
  wholeSecond(): number {
    return Math.floor(this.now() / 1000) * 1000;
  }

  get frozen(): boolean {
    return this.#frozenAt !== null;
  }

  /** Whether it shows the machine's own time. */
  get real(): boolean {
    return this.#frozenAt === null && this.#offset === 0;
  }

  get offset(): number {
    return this.#offset;
  }

  get frozenAt(): number | null {
    return this.#frozenAt;
  }

  set(time: number): void {
    if (this.#frozenAt !== null) this.#frozenAt = time;
    else this.#offset = time - this.#real();
  }

  freeze(): void {
    this.#frozenAt = this.now();
  }

  /** Runs on from where it stands. */
  thaw(): void {
    const now = this.now();
    this.#frozenAt = null;
    this.#offset = now - this.#real();
  }

  advance(milliseconds: number): void {
    this.set(this.now() + milliseconds);
  }

  /** Back to real time. */
  release(): void {
    this.restore(0, null);
  }

  restore(offset: number, frozenAt: number | null): void {
    this.#offset = offset;
    this.#frozenAt = frozenAt;
  }
}
