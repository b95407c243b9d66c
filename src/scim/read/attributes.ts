import { ScimError } from '../../domain/scim-error.ts';
import type { Trace } from '../../domain/trace.ts';
import type { QuirkId } from '../../quirks/catalogue.ts';
import type { JsonObject } from './body.ts';
import { invalidSyntax, isObject, kindOf } from './body.ts';

/** The longest text that is stored, in UTF-16 code units (quirk text-limit): a world document has the same limit. */
export const longestText = 1024;

/** What a client may send without effect wherever a resource is sent, and why. */
const withoutEffect: Readonly<Record<string, QuirkId>> = {
  schemas: 'schemas-unchecked',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': 'enterprise-extension',
};

/**
 * Reads an object of the request attribute by attribute, and notes the outcome of each. What nobody reads is ignored,
 * so no list of ignored attributes exists that could differ from what the code does.
 */
export class Attributes {
  readonly #object: JsonObject;
  readonly #path: string;
  readonly #trace: Trace;
  readonly #read = new Set<string>();

  constructor(object: JsonObject, trace: Trace, path = '') {
    this.#object = object;
    this.#trace = trace;
    this.#path = path;
  }

  /** The value of an attribute, undefined where it is absent or null (RFC 7643 §2.5). */
  #value(name: string): unknown {
    this.#read.add(name);
    const value = Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
    return value === null ? undefined : value;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#object, name);
  }

  /** Whether an attribute is a string, an empty one included. */
  isText(name: string): boolean {
    return this.has(name) && typeof this.#object[name] === 'string';
  }

  /** Refuses the request for an attribute; `reason` continues the attribute's path. */
  reject(name: string, reason: string): never {
    const path = this.#path + name;
    this.#trace.outcome(path, 'rejected', 'invalid-syntax');
    throw invalidSyntax(`${path} ${reason}`);
  }

  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') return this.reject(name, `must be a string, got ${kindOf(value)}`);
    if (value.length > longestText) {
      const path = this.#path + name;
      this.#trace.outcome(path, 'rejected', 'text-limit');
      const reason = `${path} must have at most ${longestText} characters, got ${value.length}`;
      throw new ScimError('invalid-syntax', 'text-limit', reason);
    }
    this.#trace.outcome(this.#path + name, 'stored');
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'boolean') return this.reject(name, `must be true or false, got ${kindOf(value)}`);
    this.#trace.outcome(this.#path + name, 'stored');
    return value;
  }

  list(name: string): readonly unknown[] | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return this.reject(name, `must be an array, got ${kindOf(value)}`);
    this.#trace.outcome(this.#path + name, 'stored');
    return value;
  }

  /** A complex attribute, read in its turn. */
  complex(name: string): Attributes | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) return this.reject(name, `must be an object, got ${kindOf(value)}`);
    return new Attributes(value, this.#trace, `${this.#path}${name}.`);
  }

  /** Leaves an attribute unread for a reason of its own. */
  ignore(name: string, quirk: QuirkId): void {
    if (!this.has(name)) return;
    this.#read.add(name);
    this.#trace.outcome(this.#path + name, 'ignored', quirk);
  }

  /** Notes what nobody has read. */
  ignoreRest(quirk: QuirkId): void {
    for (const name of Object.keys(this.#object)) {
      if (this.#read.has(name)) continue;
      if (this.#path === '' && (name === 'id' || name === 'meta')) {
        this.#trace.outcome(name, 'read-only', 'read-only');
      } else {
        const known = Object.hasOwn(withoutEffect, name) ? withoutEffect[name] : undefined;
        this.#trace.outcome(this.#path + name, 'ignored', known ?? quirk);
      }
    }
  }
}
