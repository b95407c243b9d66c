import type { Problem } from '../../../schemas/control.ts';
import { EmulatorError } from '../../errors.ts';
import { readEvents, type ServerSentEvent } from './event-stream.ts';

/** Carries a control request to an emulator, in this process or elsewhere. */
export type Transport = (request: {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}) => Promise<{ readonly status: number; readonly body: string }>;

/** The control plane rejected a request, which changed nothing. The message is the `detail` of the answer. */
export class ControlError extends EmulatorError {
  /** The kind of the error. */
  readonly code = 'ERR_CONTROL';
  /** The HTTP status. */
  readonly status: number;
  /** The fields that are not valid, each as a JSON pointer with a message; empty where the cause is not a field. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];

  /** @param problem - The body of the answer. */
  constructor(problem: Problem) {
    super(problem.detail);
    this.status = problem.status;
    this.errors = problem.errors ?? [];
  }
}

/** Opens a control request whose answer is read as it comes; aborting the signal closes it. */
export type StreamTransport = (request: {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
}) => Promise<{ readonly status: number; readonly body: AsyncIterable<string> }>;

type Parameters = Readonly<Record<string, string | number | boolean | undefined>>;

const toQuery = (parameters: Parameters): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text && `?${text}`;
};

/** Sends requests below `/_emulator`, and turns refusals into errors. */
export class ControlChannel {
  readonly #transport: Transport;
  readonly #token: string | undefined;
  readonly #open: StreamTransport | undefined;

  constructor(transport: Transport, token: string | undefined, open?: StreamTransport) {
    this.#transport = transport;
    this.#token = token;
    this.#open = open;
  }

  get #authorization(): Record<string, string> {
    return this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
  }

  /**
   * The events of a stream below `/_emulator`, until it ends or the signal is aborted.
   * @throws {ControlError} for every refusal.
   */
  async *events(path: string, parameters: Parameters, signal?: AbortSignal): AsyncGenerator<ServerSentEvent> {
    if (this.#open === undefined) throw new Error('this transport opens no streams');
    const closing = new AbortController();
    const ended = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
    try {
      const url = `/_emulator${path}${toQuery(parameters)}`;
      const answer = await this.#open({ url, headers: this.#authorization, signal: ended });
      if (answer.status >= 400) {
        let text = '';
        for await (const part of answer.body) text += part;
        throw new ControlError(JSON.parse(text) as Problem);
      }
      yield* readEvents(answer.body);
    } catch (error) {
      if (!ended.aborted) throw error;
    } finally {
      closing.abort();
    }
  }

  /** @throws {ControlError} for every refusal. */
  async text(method: string, path: string, body?: unknown, parameters: Parameters = {}): Promise<string> {
    const answer = await this.#transport({
      method,
      url: `/_emulator${path}${toQuery(parameters)}`,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...this.#authorization,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.status < 400) return answer.body;
    throw new ControlError(JSON.parse(answer.body) as Problem);
  }

  async send<Answer>(method: string, path: string, body?: unknown, parameters?: Parameters): Promise<Answer> {
    const text = await this.text(method, path, body, parameters);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }
}
