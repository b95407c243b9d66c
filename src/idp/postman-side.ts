import { CommandError } from '../errors.ts';

type Json = Readonly<Record<string, unknown>>;

/** The acts of Postman's admins and people, through the control plane of an emulator. */
export type PostmanSide = {
  invite(email: string): Promise<void>;
  /** Accepts (`accept`) or takes back (`cancel`) the pending invite of an address. */
  settle(email: string, way: 'accept' | 'cancel'): Promise<void>;
  advance(minutes: number): Promise<void>;
};

type Options = {
  /** The address of the emulator; its path is left out. */
  readonly url: string;
  readonly token?: string | undefined;
  /** The key of the team. It is looked for among the emulator's. */
  readonly key: string;
  readonly fetch: typeof fetch;
};

/** @throws {CommandError} where the emulator does not have the key. */
export const findPostmanSide = async ({ url, token, key, fetch }: Options): Promise<PostmanSide> => {
  const { origin } = new URL(url);
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${origin}/_emulator${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new CommandError(`${origin} does not answer`, { cause: error });
    });
    if (!response.ok) throw new CommandError(`the control plane answers ${response.status} to ${method} ${path}`);
    const text = await response.text();
    return text === '' ? {} : JSON.parse(text);
  };
  for (const world of (await call('GET', '/worlds')) as Json[]) {
    for (const team of (await call('GET', `/worlds/${world.id}/teams`)) as Json[]) {
      const path = `/worlds/${world.id}/teams/${team.id}`;
      const keys = (await call('GET', `${path}/keys`)) as Json[];
      if (!keys.some((other) => other.key === key)) continue;
      return {
        async invite(email) {
          await call('POST', `${path}/invites`, { email });
        },
        async settle(email, way) {
          const invites = (await call('GET', `${path}/invites`)) as Json[];
          const invite = invites.find((one) => String(one.email).toLowerCase() === email.toLowerCase());
          if (invite === undefined) throw new CommandError(`${email}: expected a pending invite, got none`);
          await call('POST', `${path}/invites/${invite.id}/${way}`);
        },
        async advance(minutes) {
          await call('POST', `/worlds/${world.id}/clock/advance`, { seconds: minutes * 60 });
        },
      };
    }
  }
  throw new CommandError(`${origin} has no team with this key`);
};
