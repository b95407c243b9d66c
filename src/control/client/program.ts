import type * as Control from '../../../schemas/control.ts';
import type { ProfileName } from '../../quirks/profiles.ts';
import type { ControlChannel } from './transport.ts';

/** The emulator itself: its version, health, quirks and API descriptions. */
export class Program {
  readonly #channel: ControlChannel;

  /** @param channel - Carries the control requests. */
  constructor(channel: ControlChannel) {
    this.#channel = channel;
  }

  /** Returns the name and version of the emulator, and the links to its descriptions. */
  get(): Promise<Control.Program> {
    return this.#channel.send('GET', '/');
  }

  /** Returns the health of the emulator: it resolves as soon as the server is ready. */
  health(): Promise<Control.Health> {
    return this.#channel.send('GET', '/health');
  }

  /** Returns every emulated quirk with its evidence, and every profile. */
  quirks(): Promise<Control.Quirklist> {
    return this.#channel.send('GET', '/quirks');
  }

  /** Returns the OpenAPI description of the control plane. */
  description(): Promise<Control.AnyObject> {
    return this.#channel.send('GET', '/openapi.json');
  }

  /**
   * Returns the OpenAPI description of the emulated SCIM API.
   * @param query.profile - The profile to describe; by default the profile and quirks of the default world's first team.
   * @throws {ControlError} 400 where the profile does not exist.
   */
  scimDescription(query: { readonly profile?: ProfileName } = {}): Promise<Control.AnyObject> {
    return this.#channel.send('GET', '/scim.openapi.json', undefined, query);
  }

  /** Returns the JSON Schema of a world document. */
  worldDocumentSchema(): Promise<Control.AnyObject> {
    return this.#channel.send('GET', '/world-document.schema.json');
  }

  /** Returns the JSON Schema of a report. */
  reportSchema(): Promise<Control.AnyObject> {
    return this.#channel.send('GET', '/report.schema.json');
  }
}
