import type { FastifyRequest } from 'fastify';
import { addressKey } from '../domain/address.ts';
import type { Directory } from '../domain/directory.ts';
import type { Member } from '../domain/member.ts';
import type { Team } from '../domain/team.ts';
import type { Trace } from '../domain/trace.ts';
import type { World } from '../worlds/world.ts';
import type { ControlContext } from './context.ts';
import { HttpError, notFound } from './http-error.ts';

/** What people and pages do is not a client's doing: nothing of it is journalled. */
const untraced: Trace = { quirk() {}, outcome() {}, changed() {} };

export const worldOf = ({ worlds }: ControlContext, id: string): World => {
  const world = worlds.byId(id);
  if (world === undefined) throw notFound(`world ${id}`);
  return world;
};

export const teamOf = ({ store }: ControlContext, world: World, id: string): Team => {
  const team = store.teams.byId(world.pk, id);
  if (team === undefined) throw notFound(`team ${id} in world ${world.id}`);
  return team;
};

/** A team that still exists, for what can only be done to one. */
export const activeTeamOf = (context: ControlContext, world: World, id: string): Team => {
  const team = teamOf(context, world, id);
  if (team.deleted) throw new HttpError(409, `Team ${id} was deleted.`);
  return team;
};

/** A team's directory for a change in Postman's app, by an admin or by the person. */
export const directoryOf = (world: World, team: Team, actor: 'admin' | 'person' = 'admin'): Directory =>
  world.directory(team, untraced, { actor });

/** A person of the team, by id or address. */
const personOf = (directory: Directory, text: string): Member | undefined => {
  const { members, team } = directory;
  return text.includes('@') ? members.byAddress(team.pk, addressKey(text)) : members.byId(team.pk, text);
};

export const memberOf = (directory: Directory, text: string): Member => {
  const member = personOf(directory, text);
  if (member === undefined || member.state === 'invited') throw notFound(`member ${text}`);
  return member;
};

export const inviteOf = (directory: Directory, text: string): Member => {
  const invite = personOf(directory, text);
  if (invite?.state !== 'invited') throw notFound(`pending invite ${text}`);
  return invite;
};

/** Up to and with /scim/v2, under the address the request came to. */
export const baseUrlOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}/scim/v2`;
