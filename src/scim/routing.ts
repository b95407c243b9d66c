import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { KeyHolder } from '../domain/api-key.ts';
import { type OperationId, operations } from '../domain/operation.ts';
import { type Profile, profiles } from '../quirks/profiles.ts';
import type { Store } from '../store/store.ts';
import type { Registry } from '../worlds/registry.ts';
import { sentKey } from './key.ts';

/** The profile that decides whether a request is routed: of the key's team, else of the default world's first team. */
export type ProfileFor = (holder: KeyHolder | undefined) => Profile;

export const createProfileFor =
  (store: Store, worlds: Registry): ProfileFor =>
  (holder) =>
    holder?.team.profile ?? store.teams.all(worlds.default.pk)[0]?.profile ?? profiles.classic;

/** Whether a profile routes a request that the router has found a route for (quirks routing and groups-endpoint). */
export const isRouted = (operation: OperationId, method: string, profile: Profile): boolean => {
  if (method === 'HEAD' && profile.routing === 'exact') return false;
  return profile['groups-endpoint'] === 'routed' || !operations[operation].path.startsWith('/Groups');
};

const base = '/scim/v2';
const resources = [...new Set(Object.values(operations).map(({ path }) => path.split('/:id')[0] ?? path))];

/** The path as the definition spells it; undefined where letter case is not the only difference. */
const spelt = (path: string): string | undefined => {
  const lower = path.toLowerCase();
  for (const resource of resources) {
    const prefix = base + resource;
    if (!lower.startsWith(prefix.toLowerCase())) continue;
    const rest = path.slice(prefix.length);
    if (rest === '' || rest.startsWith('/') || rest.startsWith('?')) return prefix + rest;
  }
  return undefined;
};

const isSpelt = (url: string): boolean =>
  url.startsWith(`${base}/`) && resources.some((path) => url.startsWith(path, base.length));

/** Whether only `routing=express` routes an unrouted request. */
export const isRoutedByExpress = (method: string, url: string): boolean =>
  spelt(url) !== undefined && (!isSpelt(url) || method === 'HEAD' || method === 'OPTIONS');

/** Rewrites a URL in other letter case to the spelling of the definition, where the profile does not regard letter case. */
export const createRewriteUrl =
  (holderOf: (headers: IncomingHttpHeaders) => Profile) =>
  (request: Pick<IncomingMessage, 'url' | 'headers'>): string => {
    const { url = '/' } = request;
    if (isSpelt(url)) return url;
    const path = spelt(url);
    return path !== undefined && holderOf(request.headers).routing === 'express' ? path : url;
  };

/** The methods that a path has under `routing=express`, as OPTIONS lists them. */
export const methodsOf = (path: string): string => {
  const methods = Object.values(operations).flatMap((operation) => (operation.path === path ? [operation.method] : []));
  return methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(',');
};

export const profileOfKey =
  (store: Store, profileFor: ProfileFor) =>
  (headers: IncomingHttpHeaders): Profile => {
    const { text } = sentKey(headers);
    return profileFor(text === '' ? undefined : store.keys.holder(text));
  };

export const scimPaths: readonly string[] = [...new Set(Object.values(operations).map(({ path }) => path))];

/** The body as it is sent: as bytes without a charset, because Fastify adds one to the type of a string. */
export const payloadUnder = (profile: Profile, body: string): string | Buffer =>
  profile['response-charset'] === 'none' ? Buffer.from(body) : body;

/** The content type that a profile sends (quirk response-charset). */
export const contentTypeUnder = (profile: Profile, contentType: string): string =>
  profile['response-charset'] === 'none' ? contentType.replace('; charset=utf-8', '') : contentType;
