import type * as Control from '../../../schemas/control.ts';
import type { ControlChannel } from './transport.ts';
import { WorldHandle } from './world.ts';

/** The worlds of an emulator. */
export class Worlds {
  readonly #channel: ControlChannel;

  constructor(channel: ControlChannel) {
    this.#channel = channel;
  }

  list(): Promise<Control.World[]> {
    return this.#channel.send('GET', '/worlds');
  }

  /** A new world with one team, or what a document says. */
  async create(world: Control.NewWorld = {}): Promise<WorldHandle> {
    return new WorldHandle(this.#channel, await this.#channel.send('POST', '/worlds', world));
  }

  /** @throws {ControlError} 404 where there is none of that id. */
  async get(id: string): Promise<WorldHandle> {
    return new WorldHandle(this.#channel, await this.#channel.send('GET', `/worlds/${encodeURIComponent(id)}`));
  }
}
