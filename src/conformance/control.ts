import { randomUUID } from 'node:crypto';
import type { Caller } from './caller.ts';
import { SkippedError } from './client.ts';
import type { Transport } from './exchange.ts';
import { parseJson, sendByFetch } from './exchange.ts';

/** What is to be different about an isolated team's team. */
export type TeamOptions = { readonly rateLimit?: string; readonly members?: readonly object[] };

type Json = Readonly<Record<string, unknown>>;

/** A throwaway world, its team with the same profile, quirks and verified domains as the team that is checked. */
export type IsolatedTeam = Caller & {
  /** A domain the team has verified. */
  readonly verifiedDomain: string;
  /** Calls the control plane below the isolated team's world. */
  world(method: string, path: string, body?: object): Promise<Json>;
  /** Calls it below the isolated team's team. */
  team(method: string, path: string, body?: object): Promise<Json>;
  /** A caller with another key of the isolated team. */
  withKey(key: string): Caller;
  close(): Promise<void>;
};

export type Control = {
  isolatedTeam(callerWith: (key: string) => Caller, options?: TeamOptions): Promise<IsolatedTeam>;
};

export type ControlOptions = {
  /** Scheme, host and port of the emulator. */
  readonly origin: string;
  /** The key of the team that is checked. It is looked for among the emulator's, not sent. */
  readonly key: string;
  readonly token?: string | undefined;
  readonly transport?: Transport | undefined;
};

type Call = (method: string, path: string, body?: object) => Promise<unknown>;

const createCall =
  ({ origin, token, transport = sendByFetch }: ControlOptions): Call =>
  async (method, path, body) => {
    const { status, text } = await transport({
      method,
      url: `${origin}/_emulator${path}`,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (status < 200 || status > 299)
      throw new SkippedError(`the control plane answered ${status} to ${method} ${path}`);
    return parseJson(text) ?? {};
  };

const isEmulator = (call: Call): Promise<boolean> =>
  call('GET', '/health').then(
    (health) => (health as Json).status === 'ok',
    () => false,
  );

const findTeam = async (call: Call, key: string): Promise<Json | undefined> => {
  for (const world of (await call('GET', '/worlds')) as Json[]) {
    for (const team of (await call('GET', `/worlds/${world.id}/teams`)) as Json[]) {
      const keys = (await call('GET', `/worlds/${world.id}/teams/${team.id}/keys`)) as Json[];
      if (keys.some((other) => other.key === key)) return team;
    }
  }
  return undefined;
};

const verifiedDomain = 'verified.example';

/** The control plane of the emulator that has this key; undefined where there is none. */
export const findControl = async (options: ControlOptions): Promise<Control | undefined> => {
  const call = createCall(options);
  if (!(await isEmulator(call))) return undefined;
  const team = await findTeam(call, options.key);
  if (team === undefined) return undefined;
  const { profile, quirks } = team;

  return {
    async isolatedTeam(callerWith, { rateLimit = 'off', members = [] } = {}) {
      const own = `kit-${randomUUID()}`;
      const isolatedTeam = {
        profile,
        quirks,
        rateLimit,
        verifiedDomains: [verifiedDomain],
        members,
        keys: [{ key: own }],
      };
      const world = (await call('POST', '/worlds', {
        timeToLiveSeconds: 600,
        document: { version: 1, teams: [isolatedTeam] },
      })) as { readonly id: string; readonly team: { readonly id: string } };
      const below = (root: string) => async (method: string, path: string, body?: object) =>
        (await call(method, root + path, body)) as Json;
      return {
        ...callerWith(own),
        verifiedDomain,
        world: below(`/worlds/${world.id}`),
        team: below(`/worlds/${world.id}/teams/${world.team.id}`),
        withKey: callerWith,
        close: async () => {
          await call('DELETE', `/worlds/${world.id}`);
        },
      };
    },
  };
};
