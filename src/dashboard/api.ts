import type { Problem } from '../../schemas/control.ts';
import { current, notify, tellActed, update } from './store.ts';

/** A control request that did not succeed; the message is a sentence for people. */
export class ApiError extends Error {
  /** The HTTP status; 0 where the emulator does not answer. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const tokenName = 'scim-emulator-control-token';

/** Kept for this tab only. */
export const tokenOf = (): string => sessionStorage.getItem(tokenName) ?? '';

export const saveToken = (token: string): void => sessionStorage.setItem(tokenName, token);

export const authorization = (): Record<string, string> =>
  tokenOf() === '' ? {} : { authorization: `Bearer ${tokenOf()}` };

/** The emulator wants a token, or another one than it was sent. */
export const askForToken = (): void => {
  if (current().dialog === 'token') return;
  update({ dialog: 'token', tokenProblem: tokenOf() === '' ? '' : 'The emulator refused this token.' });
};

const problemText = (status: number, text: string): string => {
  try {
    return (JSON.parse(text) as Problem).detail;
  } catch {
    return `The emulator answered ${status}.`;
  }
};

/**
 * Sends a control request.
 * @throws {ApiError} for every refusal, and where there is no answer.
 */
export const request = async (method: string, path: string, body?: unknown): Promise<string> => {
  let answer: Response;
  try {
    answer = await fetch(`/_emulator${path}`, {
      method,
      headers: { ...authorization(), ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, 'The emulator does not answer.');
  }
  const text = await answer.text();
  if (answer.ok) return text;
  if (answer.status === 401) askForToken();
  throw new ApiError(answer.status, problemText(answer.status, text));
};

export const send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const text = await request(method, path, body);
  return (text === '' ? undefined : JSON.parse(text)) as T;
};

/**
 * Runs what a button does, and tells how it went. While it is under way the button of that name is disabled.
 * @returns true where it succeeded.
 */
export const act = async (name: string, work: () => Promise<unknown>, done = ''): Promise<boolean> => {
  const { busy } = current();
  if (busy.has(name)) return false;
  update({ busy: new Set([...busy, name]) });
  try {
    await work();
    tellActed();
    if (done !== '') notify('done', done);
    return true;
  } catch (error) {
    notify('failed', error instanceof Error ? error.message : String(error));
    return false;
  } finally {
    update({ busy: new Set([...current().busy].filter((other) => other !== name)) });
  }
};
