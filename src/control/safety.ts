import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpError } from './http-error.ts';

/** The callers that the control plane serves. */
export type Policy = {
  /** The bearer token that callers must send; undefined where none is required. */
  readonly token: string | undefined;
  /** Names, besides those that are always served, under which the control plane is served without a token. */
  readonly allowedHosts: readonly string[];
};

/**
 * Names that nobody's DNS can point at this machine, and Postman's own, which testers point here. A name without a dot
 * and one below .local, .internal, .test or .home.arpa is not among them, because a hostile network can serve them.
 */
const isTrustedHost = (name: string): boolean =>
  isIP(name) !== 0 ||
  name === 'localhost' ||
  name.endsWith('.localhost') ||
  /^(api\.getpostman|api\.postman|api\.eu\.postman)\.com$/.test(name);

const hostName = (host: string): string =>
  (host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d+$/, '')).toLowerCase();

const sameToken = (sent: string, token: string): boolean => {
  const [one, other] = [Buffer.from(sent), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
};

const refuseHost = (host: string): HttpError =>
  new HttpError(
    403,
    host === ''
      ? 'Host: expected the name of this server, got none.'
      : `Host: expected an address, localhost or a name of --allowed-host, got ${host.slice(0, 200)}.`,
  );

/**
 * The reason to refuse a caller, undefined for one that is served. Without a token the Host is looked at on every
 * address and for every method, because a page that rebinds its name sends no other header that tells.
 * @param open - True for the files of the page, which hold no data: a link may lead there, and no token is required.
 */
export const refusal = (
  request: FastifyRequest,
  { token, allowedHosts }: Policy,
  open: boolean,
): HttpError | undefined => {
  const { origin, host = '', authorization = '', 'sec-fetch-site': site, 'sec-fetch-dest': dest } = request.headers;
  const name = hostName(host);
  if (token === undefined && !isTrustedHost(name) && !allowedHosts.some((allowed) => allowed.toLowerCase() === name)) {
    return refuseHost(host);
  }
  if (origin !== undefined && origin !== `${request.protocol}://${host}`) {
    return new HttpError(403, 'The control plane refuses requests from another origin.');
  }
  // A link in a chat or on a page leads to the page, which holds no data and cannot be framed.
  const followed = open && request.headers['sec-fetch-mode'] === 'navigate' && dest === 'document';
  if ((site === 'cross-site' || site === 'same-site') && !followed) {
    return new HttpError(403, 'The control plane refuses requests from another site.');
  }
  if (token !== undefined && !open && !sameToken(authorization.replace(/^bearer /i, ''), token)) {
    return new HttpError(401, 'Authorization: expected Bearer and the control token.');
  }
  return undefined;
};

/** Keeps web pages, and callers without the token where there is one, from the control plane. */
export const guard = (app: FastifyInstance, policy: Policy): void => {
  app.addHook('onRequest', (request, _reply, done) => {
    const { open = false } = request.routeOptions.config as { open?: boolean };
    done(refusal(request, policy, open));
  });
};
