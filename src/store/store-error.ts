import { EmulatorError } from '../errors.ts';

/** The data directory or the database in it cannot be used. */
export class StoreError extends EmulatorError {
  readonly code = 'ERR_STORE';
}
