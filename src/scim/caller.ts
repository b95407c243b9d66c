import type { FastifyRequest } from 'fastify';
import type { ApiKey } from '../domain/api-key.ts';
import type { Directory } from '../domain/directory.ts';
import type { OperationId } from '../domain/operation.ts';
import type { Team } from '../domain/team.ts';
import type { Profile } from '../quirks/profiles.ts';
import type { KeyForm } from '../worlds/journal-entry.ts';
import type { RateLimitState } from '../worlds/rate-limit.ts';
import type { World } from '../worlds/world.ts';
import type { RequestTrace } from './trace.ts';

/** The sender of a request, as its key tells. */
export type Caller = {
  /** The default world where the key opens none. */
  readonly world: World;
  readonly keyForm: KeyForm;
  /** Of the key's team, or of the default world's first team where the key opens none. */
  readonly profile: Profile;
  /** Undefined where the key was refused. */
  readonly team: Team | undefined;
  /** Undefined where the key was refused. */
  readonly key: ApiKey | undefined;
  /** Undefined where the request does not count against a limit. */
  readonly rateLimit: RateLimitState | undefined;
};

/** The caller of a request whose key and team were accepted. */
export type Admitted = Caller & { readonly team: Team; readonly key: ApiKey; readonly rateLimit: RateLimitState };

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the key was looked up, and for requests outside SCIM. */
    caller: Caller | null;
    /** Null for requests outside SCIM. */
    trace: RequestTrace | null;
  }
  interface FastifyContextConfig {
    operation?: OperationId;
  }
}

/** The directory of the team that the key opens, for one request. */
export const directoryOf = ({ world, team, key }: Admitted, trace: RequestTrace): Directory =>
  world.directory(team, trace, { actor: 'scim-key', key });

/** The caller of a request on a SCIM route, where there always is one. */
export const callerOf = ({ caller }: FastifyRequest): Caller => {
  if (caller === null) throw new Error('the request did not pass admission');
  return caller;
};

export const traceOf = ({ trace }: FastifyRequest): RequestTrace => {
  if (trace === null) throw new Error('the request did not pass admission');
  return trace;
};
