import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Schema = Record<string, unknown>;
type Response = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };
type Operation = { readonly operationId: string; readonly responses: Readonly<Record<string, Response>> };

/** The OpenAPI document of the control plane, as far as the tests look into it. */
export type Description = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

/** A copy in which an object that does not say so has no properties but those that are declared. */
const close = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(close);
  if (typeof part !== 'object' || part === null) return part;
  const closed = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, close(value)]));
  return closed.type === 'object' && closed.properties && closed.additionalProperties === undefined
    ? { ...closed, additionalProperties: false }
    : closed;
};

/** Holds answers against the description: status, type, and a body without undeclared fields. */
export class AnswerCheck {
  readonly #description: Description & { readonly components?: unknown };
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #validators = new Map<Schema, ValidateFunction>();

  constructor(description: Description) {
    this.#description = close(description) as Description;
  }

  /** The operation that a request is for; undefined where there is none. */
  operationOf(method: string, url: string): Operation | undefined {
    const path = (url.split('?')[0] ?? '').replace(/(?<=.)\/$/, '');
    for (const [template, operations] of Object.entries(this.#description.paths)) {
      const pattern = template
        .replace(/(?<=.)\/$/, '')
        .replaceAll('.', '\\.')
        .replace(/\{[^}]+\}/g, '[^/]+');
      const operation = operations[method.toLowerCase()];
      if (operation && new RegExp(`^${pattern}$`).test(path)) return operation;
    }
    return undefined;
  }

  check(method: string, url: string, status: number, contentType: string | undefined, text: string): void {
    const say = `${method} ${url} -> ${status} ${text.slice(0, 500)}`;
    const operation = this.operationOf(method, url);
    const response = operation?.responses[status] ?? operation?.responses[`${String(status)[0]}XX`];
    if (operation === undefined) assert.ok(status >= 400 && status < 500, `not described: ${say}`);
    else assert.ok(response, `an undescribed status: ${say}`);
    if (response && !response.content) {
      assert.equal(text, '', `a body: ${say}`);
      return;
    }
    const [type = ''] = (contentType ?? '').split(';');
    if (operation === undefined) {
      assert.equal(type, 'application/problem+json', say);
      return;
    }
    const schema = response?.content?.[type]?.schema;
    assert.ok(schema, `an undescribed type ${type}: ${say}`);
    const validate =
      this.#validators.get(schema) ?? this.#ajv.compile({ ...schema, components: this.#description.components });
    this.#validators.set(schema, validate);
    assert.ok(
      type.startsWith('text/') || validate(JSON.parse(text)),
      `${this.#ajv.errorsText(validate.errors)}: ${say}`,
    );
    if (status >= 400) assert.equal(JSON.parse(text).status, status, say);
  }
}
