import type { FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { KeyHolder } from '../domain/api-key.ts';
import { looksReal, openTeam, refuseDeleted } from '../domain/api-key.ts';
import type { OperationId } from '../domain/operation.ts';
import { operations } from '../domain/operation.ts';
import type { Store } from '../store/store.ts';
import type { Registry } from '../worlds/registry.ts';
import { json } from './answer.ts';
import type { Admitted } from './caller.ts';
import { callerOf, traceOf } from './caller.ts';
import type { Delay } from './delay.ts';
import { applyFault, faultAnswer } from './faults.ts';
import type { SentKey } from './key.ts';
import { sentKey } from './key.ts';
import { whenFirstInLine } from './pipelining.ts';
import { tooManyRequests } from './rate-limit.ts';
import type { Query } from './read/list-query.ts';
import type { RequestBody } from './request-body.ts';
import { isRouted, type ProfileFor } from './routing.ts';
import type { Send } from './send.ts';
import { resetConnection } from './send.ts';
import { RequestTrace } from './trace.ts';

export type ScimRoute = {
  Params: { readonly id: string };
  Querystring: Query;
  Body: RequestBody | null | undefined;
};

export type ScimRequest = FastifyRequest<ScimRoute>;

/** The work of an operation, which is the last of the checks: body, resource, rule. Returns the text that is sent. */
export type Work = (request: ScimRequest, admitted: Admitted, trace: RequestTrace) => string;

type Service = {
  readonly store: Store;
  readonly worlds: Registry;
  readonly delay: Delay;
  readonly send: Send;
  readonly profileFor: ProfileFor;
  readonly notFound: (request: FastifyRequest, reply: FastifyReply) => void;
};

/** An operation as a route of Fastify. */
type AdmittedRoute = {
  readonly method: HTTPMethods | HTTPMethods[];
  readonly url: string;
  readonly config: { readonly operation: OperationId };
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void;
  readonly handler: (request: ScimRequest, reply: FastifyReply) => void;
};

export type Admit = (operation: OperationId, status: number, work: Work) => AdmittedRoute;

/** Creates `admit`, which puts the checks before an operation's work. */
export const createAdmit = ({ store, worlds, delay, send, profileFor, notFound }: Service): Admit => {
  const warnOf = createWarnings();

  const holderOf = ({ text }: SentKey): KeyHolder | undefined =>
    text === '' ? undefined : (store.keys.holder(text) ?? worlds.getOrCreateForKey(text));

  /** Looks the key up again, because time has passed: its world may be reset, its team deleted, the key moved or revoked. */
  const readmit = (request: ScimRequest): Admitted => {
    const { keyForm, rateLimit, world: left } = callerOf(request) as Admitted;
    const holder = store.keys.holder(sentKey(request.headers).text);
    const world = holder === undefined ? left : worlds.byPk(holder.team.world);
    const { team, key } = openTeam(holder, keyForm === 'x-api-key', world.clock.now());
    refuseDeleted(team);
    const admitted = { world, profile: team.profile, keyForm, team, key, rateLimit };
    request.caller = admitted;
    return admitted;
  };

  /**
   * Checks a request in the documented order (quirk check-order): route, key, team, rate limit, fault, body, resource,
   * rule. The router of Fastify finds the route. Fastify reads the body between the two halves, because the answer to
   * a refused request does not wait for a body.
   */
  const admit: Admit = (operation, status, work) => ({
    method: operations[operation].method === 'GET' ? ['GET', 'HEAD'] : operations[operation].method,
    url: operations[operation].path,
    config: { operation },

    onRequest: (request, reply, readBody) =>
      whenFirstInLine(request, reply, readBody, () => {
        const sent = sentKey(request.headers);
        const holder = holderOf(sent);
        const profile = profileFor(holder);

        // Route: what the key's team does not have is unrouted, whether the key is accepted or not.
        if (!isRouted(operation, request.method, profile)) return notFound(request, reply);

        const trace = new RequestTrace(operation);
        request.trace = trace;
        const world = holder === undefined ? worlds.default : worlds.byPk(holder.team.world);
        const { form: keyForm } = sent;
        request.caller = { world, profile, keyForm, team: undefined, key: undefined, rateLimit: undefined };
        warnOf(sent, request);
        if (keyForm === 'x-api-key' && holder !== undefined) trace.quirk('x-api-key');

        // Key.
        const now = world.clock.now();
        const { team, key } = openTeam(holder, keyForm === 'x-api-key', now);

        // Every request with a valid key counts against the limit, those of a deleted team too (quirk rate-limit-delete).
        const kind = request.method === 'GET' || request.method === 'HEAD' ? 'reads' : 'writes';
        const rateLimit = world.rateLimits.take(team, kind, now);
        request.caller = { world, profile, keyForm, team, key, rateLimit };

        // Team, for discovery too (quirk discovery-checks-team).
        refuseDeleted(team);

        // Rate limit.
        if (rateLimit.refused) {
          trace.limited = true;
          trace.refuse('rate-limits', `the team has used its ${rateLimit.limit} ${kind} of this minute`);
          send(request, reply, tooManyRequests(rateLimit, rateLimit.reset));
        } else readBody();
      }),

    handler: (request, reply) => {
      const trace = traceOf(request);
      // The key again, where a body may have taken time to arrive.
      const admitted = request.method === 'GET' ? (callerOf(request) as Admitted) : readmit(request);

      // Body, resource, rule.
      const answer = (by: Admitted): void =>
        send(request, reply, { status, body: work(request, by, trace), contentType: json });

      // Fault.
      const fault = applyFault(request, admitted.world, trace, 'before');
      if (fault === undefined) return answer(admitted);
      const { effect } = fault;
      if (effect.kind === 'delay') {
        // The key again, after the delay.
        return delay(effect.milliseconds, () => {
          try {
            answer(readmit(request));
          } catch (error) {
            reply.send(error);
          }
        });
      }
      const replaced = faultAnswer(effect, operation, admitted.rateLimit);
      if (replaced === undefined) resetConnection(request, reply);
      else send(request, reply, replaced);
    },
  });
  return admit;
};

/** Warns of keys that look real, and once of a key in the header that Postman's definition does not name. */
const createWarnings = () => {
  let warnedOfHeader = false;
  return ({ text, form }: SentKey, request: FastifyRequest): void => {
    if (looksReal(text)) {
      request.log.warn('a client sent what looks like a real Postman key: use an emulated one, and revoke that one');
    }
    if (form !== 'x-api-key' || warnedOfHeader) return;
    warnedOfHeader = true;
    request.log.warn("a client sends its key in x-api-key; Postman's definition says Authorization");
  };
};
