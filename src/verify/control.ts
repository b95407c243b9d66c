import { NotTried } from './client.ts';
import { parseJson } from './exchange.ts';
import type { Caller } from './stage.ts';

/** What is to be different about a twin’s team. */
export type TwinWish = { readonly rateLimit?: string };

type Json = Readonly<Record<string, unknown>>;

/** A throwaway world, its team with the same profile, quirks and verified domains as the team that is checked. */
export type Twin = Caller & {
  readonly key: string;
  /** A domain the team has verified. */
  readonly verifiedDomain: string;
  /** Calls the control plane below the twin’s world. */
  world(method: string, path: string, body?: object): Promise<Json>;
  /** Calls it below the twin’s team. */
  team(method: string, path: string, body?: object): Promise<Json>;
  /** A caller with another key of the twin. */
  withKey(key: string): Caller;
  close(): Promise<void>;
};

export type Control = { twin(callerWith: (key: string) => Caller, wish?: TwinWish): Promise<Twin> };

export type ControlOptions = {
  /** Scheme, host and port of the emulator. */
  readonly origin: string;
  /** The world of the team that is checked. */
  readonly world: string;
  readonly token?: string | undefined;
};

const post = 'POST';

/** The emulator’s control plane; undefined where there is none. */
export const findControl = async ({ origin, world, token }: ControlOptions): Promise<Control | undefined> => {
  const call = async (method: string, path: string, body?: object): Promise<Json> => {
    const response = await fetch(`${origin}/_emulator${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new NotTried(`the control plane answered ${response.status} to ${method} ${path}`);
    return (parseJson(text) ?? {}) as Json;
  };

  const health = await call('GET', '/health').catch(() => ({}) as Json);
  if (health.status !== 'ok') return undefined;
  const teams = await call('GET', `/worlds/${world}/teams`);
  const [{ profile, quirks } = {} as Json] = (Array.isArray(teams) ? teams : teams.teams) as Json[];

  return {
    async twin(callerWith, { rateLimit = 'off' } = {}) {
      const verifiedDomain = 'verified.example';
      const made = await call(post, '/worlds', {
        profile,
        quirks,
        rateLimit,
        verifiedDomains: [verifiedDomain],
      });
      const team = made.team as { readonly id: string; readonly key: string };
      const below = (root: string) => (method: string, path: string, body?: object) => call(method, root + path, body);
      return {
        ...callerWith(team.key),
        key: team.key,
        verifiedDomain,
        world: below(`/worlds/${made.id}`),
        team: below(`/worlds/${made.id}/teams/${team.id}`),
        withKey: callerWith,
        close: async () => {
          await call('DELETE', `/worlds/${made.id}`);
        },
      };
    },
  };
};
