import { EmulatorError } from '../errors.ts';

/** A world document that is not valid: its shape, or a relation between its parts. */
export class DocumentError extends EmulatorError {
  readonly code = 'ERR_DOCUMENT';
  override readonly exitCode = 2;
  /** JSON pointer to the part that is not valid. */
  readonly path: string;

  /**
   * @param path - JSON pointer to the part that is not valid.
   * @param message - The reason, one line.
   */
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}
