import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Profile } from '../quirks/profiles.ts';
import type { Store } from '../store/store.ts';
import type { Registry } from '../worlds/registry.ts';
import { addExplainHeaders } from './explain-headers.ts';
import { recordCall } from './journal.ts';
import { sentKey } from './key.ts';
import { contentTypeUnder, isRoutedByExpress, type ProfileFor, payloadUnder } from './routing.ts';
import { RequestTrace } from './trace.ts';
import { notRouted } from './write/errors.ts';

export const answerNotRouted = (reply: FastifyReply, profile: Profile): FastifyReply =>
  reply
    .code(notRouted.status)
    .header('content-type', contentTypeUnder(profile, notRouted.contentType))
    .send(payloadUnder(profile, notRouted.body));

/**
 * Answers a request that is not routed, before any key is looked at (quirk unrouted-before-key): the key decides only
 * whose journal keeps the request.
 */
export const scimNotFound =
  (store: Store, worlds: Registry, profileFor: ProfileFor) =>
  (request: FastifyRequest, reply: FastifyReply): void => {
    const trace = new RequestTrace(null);
    trace.refuse('unrouted', `${request.method} ${request.url.split('?', 1)[0]?.slice(0, 200)} is not routed`);
    const { text, form } = sentKey(request.headers);
    const holder = text === '' ? undefined : store.keys.holder(text);
    const profile = profileFor(holder);
    if (/^\/scim\/v2\/groups/i.test(request.url) && profile['groups-endpoint'] === 'unrouted')
      trace.quirk('groups-endpoint');
    if (isRoutedByExpress(request.method, request.url)) trace.quirk('routing');
    const caller = {
      profile,
      world: holder ? worlds.byPk(holder.team.world) : worlds.default,
      keyForm: form,
      team: holder?.team,
      key: holder?.key,
      rateLimit: undefined,
    };
    recordCall(request, caller, trace, notRouted.status, notRouted.body);
    addExplainHeaders(request, reply, trace);
    answerNotRouted(reply, profile);
  };
