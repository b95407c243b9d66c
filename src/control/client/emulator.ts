import type * as Control from '../../../schemas/control.ts';
import type { ControlChannel } from './transport.ts';
import { WorldHandle } from './world.ts';

/** The worlds of an emulator: each has its own teams, accounts, keys, clock, faults and journal. */
export class Worlds {
  readonly #channel: ControlChannel;

  /** @param channel - Carries the control requests. */
  constructor(channel: ControlChannel) {
    this.#channel = channel;
  }

  /** Returns all worlds, the default world included. */
  list(): Promise<Control.World[]> {
    return this.#channel.send('GET', '/worlds');
  }

  /**
   * Creates a world with one team, or with the content of a world document.
   * @param world - Settings of the world; without them the world gets a new id and the settings of the emulator.
   * @returns A handle, which deletes the world when its scope ends (`await using`).
   * @throws {ControlError} 400 where a setting is not valid, 409 where a world with this id exists.
   * @example await using world = await emulator.worlds.create({ verifiedDomains: ['example.com'] });
   */
  async create(world: Control.NewWorld = {}): Promise<WorldHandle> {
    return new WorldHandle(this.#channel, await this.#channel.send('POST', '/worlds', world));
  }

  /**
   * Returns a handle for an existing world.
   * @param id - The id of the world; `default` for the default world.
   * @throws {ControlError} 404 where no world has this id.
   */
  async get(id: string): Promise<WorldHandle> {
    return new WorldHandle(this.#channel, await this.#channel.send('GET', `/worlds/${encodeURIComponent(id)}`));
  }
}
