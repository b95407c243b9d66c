import type { OperationId } from '../domain/operation.ts';
import { operations } from '../domain/operation.ts';

/** Path and options of an operation's route, for Fastify's methods. */
export const routeOf = (operation: OperationId): [path: string, options: { config: { operation: OperationId } }] => [
  operations[operation].path,
  { config: { operation } },
];

export type ResourceRoute = { Params: { id: string }; Body: Buffer | null };
