import { quoted } from '../../domain/scim-error.ts';
import type { Trace } from '../../domain/trace.ts';
import type { JsonObject } from './body.ts';
import { invalidSyntax, isObject, kindOf } from './body.ts';

/** One operation of a PATCH (RFC 7644 §3.5.2), with op in lower case. */
export type PatchOperation = {
  readonly op: 'add' | 'remove' | 'replace';
  /** Empty where the operation has none. */
  readonly path: string;
  /** Undefined where it is absent or null. */
  readonly value: unknown;
};

const readOperation = (operation: unknown, index: number): PatchOperation => {
  const where = `Operations[${index}]`;
  if (!isObject(operation)) throw invalidSyntax(`${where} must be an object, got ${kindOf(operation)}`);
  const { op, path, value } = operation;
  const name = typeof op === 'string' ? op.toLowerCase() : undefined;
  if (name !== 'add' && name !== 'remove' && name !== 'replace') {
    const got = typeof op === 'string' ? quoted(op) : kindOf(op);
    throw invalidSyntax(`${where}.op must be add, remove or replace, got ${got}`);
  }
  if (path != null && typeof path !== 'string') {
    throw invalidSyntax(`${where}.path must be a string, got ${kindOf(path)}`);
  }
  return { op: name, path: path ?? '', value: value ?? undefined };
};

export const readOperations = (body: JsonObject, trace: Trace): PatchOperation[] => {
  const operations = Object.hasOwn(body, 'Operations') ? body.Operations : undefined;
  if (!Array.isArray(operations) || operations.length === 0) {
    trace.outcome('Operations', 'rejected', 'invalid-syntax');
    throw invalidSyntax(`Operations must be an array with an operation in it, got ${kindOf(operations)}`);
  }
  for (const name of Object.keys(body)) {
    if (name !== 'Operations') trace.outcome(name, 'ignored', 'schemas-unchecked');
  }
  return operations.map(readOperation);
};
