import type * as Control from '../../../schemas/control.ts';
import type { ProfileName } from '../../quirks/profiles.ts';
import type { ControlChannel } from './transport.ts';

/** What the emulator says of itself. */
export class Program {
  readonly #channel: ControlChannel;

  constructor(channel: ControlChannel) {
    this.#channel = channel;
  }

  /** Name, version, and where to go. */
  get(): Promise<Control.Program> {
    return this.#channel.send('GET', '/');
  }

  health(): Promise<Control.Health> {
    return this.#channel.send('GET', '/health');
  }

  /** Every emulated quirk with its evidence, and every profile. */
  quirks(): Promise<Control.Quirklist> {
    return this.#channel.send('GET', '/quirks');
  }

  /** OpenAPI description of the control plane. */
  description(): Promise<Control.AnyObject> {
    return this.#channel.send('GET', '/openapi.json');
  }

  /** OpenAPI description of the emulated SCIM API: of a profile, or as the default world's first team has it. */
  scimDescription(query: { readonly profile?: ProfileName } = {}): Promise<Control.AnyObject> {
    return this.#channel.send('GET', '/scim.openapi.json', undefined, query);
  }

  /** JSON Schema of a world document. */
  worldDocumentSchema(): Promise<Control.AnyObject> {
    return this.#channel.send('GET', '/world-document.schema.json');
  }

  /** JSON Schema of a report. */
  reportSchema(): Promise<Control.AnyObject> {
    return this.#channel.send('GET', '/report.schema.json');
  }
}
