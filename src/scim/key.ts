import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { looksReal, openTeam, refuseDeleted } from '../domain/api-key.ts';
import type { Store } from '../store/store.ts';
import type { KeyForm } from '../worlds/journal-entry.ts';
import type { Registry } from '../worlds/registry.ts';
import { callOf } from './answer.ts';

export type SentKey = { readonly text: string; readonly form: KeyForm };

const noKey: SentKey = { text: '', form: 'none' };

/** The key of a request: in Authorization, bare or after Bearer, else in x-api-key (quirk authorization-forms). */
export const sentKey = (headers: IncomingHttpHeaders): SentKey => {
  const { authorization, 'x-api-key': apiKey } = headers;
  if (authorization) {
    return /^bearer /i.test(authorization)
      ? { text: authorization.slice(7).trim(), form: 'bearer' }
      : { text: authorization.trim(), form: 'bare' };
  }
  return typeof apiKey === 'string' && apiKey !== '' ? { text: apiKey.trim(), form: 'x-api-key' } : noKey;
};

/** Opens the team whose key was sent, or refuses the call. */
export const requireKey = (app: FastifyInstance, store: Store, worlds: Registry): void => {
  let warnedOfHeader = false;
  app.addHook('onRequest', (request, _reply, done) => {
    const call = callOf(request);
    const { text, form } = sentKey(request.headers);
    call.keyForm = form;
    if (looksReal(text)) {
      request.log.warn('a client sent what looks like a real Postman key: use an emulated one, and revoke that one');
    }
    let holder = text === '' ? undefined : store.keys.holder(text);
    if (holder === undefined && text !== '') holder = worlds.getOrCreateForKey(text);
    const world = holder ? worlds.byPk(holder.team.world) : worlds.default;
    call.world = world;
    if (form === 'x-api-key' && holder) {
      call.quirk('x-api-key');
      if (!warnedOfHeader)
        request.log.warn("a client sends its key in x-api-key; Postman's definition says Authorization");
      warnedOfHeader = true;
    }
    call.team = openTeam(holder, form === 'x-api-key', world.clock.now());
    done();
  });
};

/** A body, or a fault's delay, takes time in which the key's world can be reset, or its team deleted: looks again. */
export const recheckKey = (app: FastifyInstance, store: Store): void => {
  app.addHook('preHandler', (request, _reply, done) => {
    const call = callOf(request);
    if (request.method === 'GET' && call.fault === undefined) return done();
    const { text, form } = sentKey(request.headers);
    const holder = store.keys.holder(text);
    const now = call.world?.clock.now() ?? 0;
    call.team = openTeam(holder, form === 'x-api-key', now);
    refuseDeleted(call.team);
    done();
  });
};

/** Discovery's too (quirk discovery-checks-team). A deleted team's calls still count against its limit, as all do whose key was taken. */
export const requireTeam = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, _reply, done) => {
    const { team } = callOf(request);
    if (team) refuseDeleted(team);
    done();
  });
};
