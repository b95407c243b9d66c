/** Identifies the kind of an error, so that a program can tell kinds apart without `instanceof`. */
export type ErrorCode =
  | 'ERR_COMMAND'
  | 'ERR_CONNECTION'
  | 'ERR_CONTROL'
  | 'ERR_DOCUMENT'
  | 'ERR_LISTEN'
  | 'ERR_NODE_VERSION'
  | 'ERR_SETTINGS'
  | 'ERR_STORE'
  | 'ERR_TARGET'
  | 'ERR_TLS';

/**
 * The base of every error that the emulator throws on purpose. The message is one line, fit to be shown to a user, and
 * contains no key or token.
 */
export abstract class EmulatorError extends Error {
  /** The kind of the error. */
  abstract readonly code: ErrorCode;
  /** The exit code of a command that ends with this error. */
  readonly exitCode: number = 1;

  /**
   * @param message - One line.
   * @param options - The cause, where another error led to this one.
   */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A flag, an environment variable, an argument or an option of `startEmulator` that is not valid. */
export class SettingsError extends EmulatorError {
  readonly code = 'ERR_SETTINGS';
  override readonly exitCode = 2;
}

/** The server cannot listen at its address: the port is taken, or the host does not exist. */
export class ListenError extends EmulatorError {
  readonly code = 'ERR_LISTEN';
}

/** No emulator answers at an address. */
export class ConnectionError extends EmulatorError {
  readonly code = 'ERR_CONNECTION';
}

/** This version of Node.js is too old. */
export class NodeVersionError extends EmulatorError {
  readonly code = 'ERR_NODE_VERSION';
}

/** A command cannot do its work: no emulator answers, or a file cannot be written. It says nothing of the run it looks at. */
export class CommandError extends EmulatorError {
  readonly code = 'ERR_COMMAND';
  override readonly exitCode = 2;
}
