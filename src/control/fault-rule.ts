import type { NewFault } from '../../schemas/control.ts';
import type { OperationId } from '../domain/operation.ts';
import { isOperationId, operationIds, operations, renamedOperations } from '../domain/operation.ts';
import { isDocumentedError } from '../scim/write/errors.ts';
import type { FaultEffect, FaultRule } from '../worlds/faults.ts';
import { badRequest } from './http-error.ts';

const byMethodAndPath = (text: string): OperationId | undefined => {
  const [method, path = ''] = text.trim().split(/\s+/);
  const pattern = path.replace(/^\/scim\/v2/, '').replace(/\{[^{}]+\}|:[^/]+/, ':id');
  return operationIds.find((id) => operations[id].method === method?.toUpperCase() && operations[id].path === pattern);
};

const toOperation = (text: string, index: number): OperationId => {
  const id = isOperationId(text) ? text : (renamedOperations[text] ?? byMethodAndPath(text));
  if (id === undefined) {
    throw badRequest(`/operations/${index}`, `expected one of ${operationIds.join(', ')}, got ${text}`);
  }
  return id;
};

const hasBody = (id: OperationId): boolean => operations[id].method !== 'GET' && operations[id].method !== 'DELETE';

/** Returns the reason why a rule can never apply to one of its operations; undefined if it can. */
const neverMatches = (rule: NewFault, id: OperationId): [path: string, reason: string] | undefined => {
  const { effect, resource, match } = rule;
  if (resource !== undefined && !operations[id].path.endsWith('/:id')) {
    return ['/resource', `expected an operation with an id in its path, got ${id}`];
  }
  if (match !== undefined && !hasBody(id)) return ['/match', `expected an operation with a request body, got ${id}`];
  if (effect.kind === 'error' && !isDocumentedError(id, effect.status)) {
    return ['/effect/status', `Postman documents no ${effect.status} for ${id}`];
  }
  if ((effect.kind === 'truncate' || effect.kind === 'malformed-json') && id === 'deleteScimGroup') {
    return ['/effect/kind', `expected an operation that answers with a body, got ${id}`];
  }
  return undefined;
};

/** Converts a request body to a rule. Throws an HttpError for a rule that can never apply. */
export const toFaultRule = (rule: NewFault): FaultRule => {
  const { resource, match, times, every, effect } = rule;
  const ids = rule.operations.map(toOperation);
  const unreadable = Object.keys(match ?? {}).find((path) => !/^[^.[\]]+(\.[^.[\]]+|\[\d+\])*$/.test(path));
  if (unreadable !== undefined)
    throw badRequest('/match', `expected a path such as name.givenName, got "${unreadable}"`);
  if (times !== undefined && every !== undefined) throw badRequest('/every', 'expected times or every, got both');
  for (const id of ids) {
    const reason = neverMatches(rule, id);
    if (reason) throw badRequest(...reason);
  }
  const breaksBody = effect.kind === 'truncate' || effect.kind === 'malformed-json';
  if (breaksBody && rule.when === 'before') {
    throw badRequest('/when', 'expected when to be after, because only an answer has a body to change');
  }
  return {
    operations: ids,
    ...(resource !== undefined && { resource }),
    ...(match !== undefined && { match }),
    ...(times !== undefined && { times }),
    ...(every !== undefined && { every }),
    when: rule.when ?? (breaksBody ? 'after' : 'before'),
    effect: effect as FaultEffect,
  };
};
