import { isUtf8 } from 'node:buffer';

/** The body of a request; it is decoded and parsed once for all that read it. */
export class RequestBody {
  readonly bytes: Buffer;
  #text: string | undefined;
  #json: unknown;
  #parsed = false;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get text(): string {
    this.#text ??= this.bytes.toString();
    return this.#text;
  }

  /** The JSON value; undefined where the bytes are not UTF-8 or not JSON. */
  get json(): unknown {
    if (!this.#parsed) {
      this.#parsed = true;
      this.#json = this.#parse();
    }
    return this.#json;
  }

  #parse(): unknown {
    if (!isUtf8(this.bytes)) return undefined;
    try {
      return JSON.parse(this.text);
    } catch {
      return undefined;
    }
  }
}
