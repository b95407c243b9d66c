import type { Directory } from '../directory.ts';
import type { Dialect, OperationId } from '../operations.ts';
import type { Server } from '../server.ts';

/** One of those compared. */
export type Contender = {
  readonly name: string;
  readonly dialect: Dialect;
  readonly can: readonly OperationId[];
  /** False where every answer is an example from a file, whatever was asked. */
  readonly exact: boolean;
  /** What takes it seconds: asked once a round, by one client, instead of under load. */
  readonly slow?: readonly OperationId[];
  /** What it cannot do of what is measured, in words. */
  readonly remark?: string;
  readonly start: (directory: Directory) => Promise<Server>;
};
