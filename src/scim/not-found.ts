import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Store } from '../store/store.ts';
import type { Registry } from '../worlds/registry.ts';
import { answerError } from './answer.ts';
import { Call } from './call.ts';
import { addExplainHeaders } from './explain-headers.ts';
import { recordCall } from './journal.ts';
import { sentKey } from './key.ts';
import { notRouted } from './write/errors.ts';

export const answerNotRouted = (reply: FastifyReply): FastifyReply => answerError(reply, notRouted);

/**
 * Answers what is not routed, before any key is looked at (quirk unrouted-before-key); the key decides no more than which world's journal the
 * call goes to.
 */
export const scimNotFound =
  (store: Store, worlds: Registry) =>
  (request: FastifyRequest, reply: FastifyReply): void => {
    const call = new Call(null);
    const { text, form } = sentKey(request.headers);
    const holder = text === '' ? undefined : store.keys.holder(text);
    call.world = holder ? worlds.byPk(holder.team.world) : worlds.default;
    call.team = holder?.team;
    call.keyForm = form;
    call.refuse('unrouted', `${request.method} ${request.url.split('?', 1)[0]?.slice(0, 200)} is not routed`);
    request.call = call;
    recordCall(request, notRouted.status, notRouted.body);
    addExplainHeaders(request, reply, call);
    answerNotRouted(reply);
  };
