import { Worlds } from './control/client/emulator.ts';
import { Program } from './control/client/program.ts';
import type { StreamTransport, Transport } from './control/client/transport.ts';
import { ControlChannel } from './control/client/transport.ts';
import type { WorldHandle } from './control/client/world.ts';
import { ConnectionError, SettingsError } from './errors.ts';
import { shown } from './option.ts';

/** Options of {@link connect}. */
export type ConnectOptions = {
  /** The token that the emulator requires for its control plane (`--control-token`). */
  readonly controlToken?: string;
};

/** An emulator that runs in another process, in a container or on another machine. */
export type RemoteEmulator = {
  /** The origin, such as `http://127.0.0.1:7246`. */
  readonly url: string;
  /** The base URL for a connector: `url` and `/scim/v2`. */
  readonly baseUrl: string;
  /** A SCIM API key of the default world's team. */
  readonly key: string;
  /** The default world, which always exists. */
  readonly world: WorldHandle;
  /** All worlds of the emulator. */
  readonly worlds: Worlds;
  /** The emulator's description of itself. */
  readonly program: Program;
};

const causeOf = (error: unknown): string => {
  const { cause, message } = error as Error;
  const { code, message: deeper } = (cause ?? {}) as NodeJS.ErrnoException;
  return code ?? deeper ?? message;
};

const unreachable = (origin: string, error: unknown): ConnectionError =>
  new ConnectionError(`${origin}: no answer (${causeOf(error)})`, { cause: error });

const overHttp =
  (origin: string): Transport =>
  async ({ method, url, headers, body = null }) => {
    try {
      const answer = await fetch(origin + url, { method, headers, body });
      return { status: answer.status, body: await answer.text() };
    } catch (error) {
      throw unreachable(origin, error);
    }
  };

const streamOverHttp =
  (origin: string): StreamTransport =>
  async ({ url, headers, signal }) => {
    const { status, body } = await fetch(origin + url, { headers, signal }).catch((error: unknown) => {
      throw unreachable(origin, error);
    });
    return { status, body: (body ?? new Blob([]).stream()).pipeThrough(new TextDecoderStream()) };
  };

const originOf = (url: string | URL): string => {
  const parsed = URL.parse(String(url));
  if (parsed !== null && /^https?:$/.test(parsed.protocol)) return parsed.origin;
  throw new SettingsError(
    `url: expected an http or https URL such as http://127.0.0.1:7246, got ${shown(String(url))}`,
  );
};

/**
 * Connects to an emulator that runs elsewhere, and gives the same handles as `startEmulator`.
 *
 * @param url - The address of the emulator; a path, such as the base URL's `/scim/v2`, is left out.
 * @param options - The control token, where the emulator requires one.
 * @returns the handles; nothing has to be closed.
 * @throws {SettingsError} where the URL is not http or https.
 * @throws {ConnectionError} where no emulator answers there.
 * @throws {ControlError} with status 401 where the emulator requires its control token.
 * @example
 * ```ts
 * const emulator = await connect('http://127.0.0.1:7246');
 * await using world = await emulator.worlds.create();
 * // point the connector at world.baseUrl, with world.key
 * ```
 */
export const connect = async (url: string | URL, options: ConnectOptions = {}): Promise<RemoteEmulator> => {
  const origin = originOf(url);
  const channel = new ControlChannel(overHttp(origin), options.controlToken, streamOverHttp(origin));
  const worlds = new Worlds(channel);
  const world = await worlds.get('default').catch((error: unknown) => {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ConnectionError(`${origin}: expected an emulator, got another server`, { cause: error });
  });
  return { url: origin, baseUrl: `${origin}/scim/v2`, key: world.key, world, worlds, program: new Program(channel) };
};
