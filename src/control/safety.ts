import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { HttpError } from './http-error.ts';

/** Names that no stranger's DNS can point at this machine, and Postman's own, which testers point here. */
const isTrustedHost = (name: string): boolean =>
  isIP(name) !== 0 ||
  !name.includes('.') ||
  /\.(localhost|local|internal|test|home\.arpa)$/.test(name) ||
  /^(api\.getpostman|api\.postman|api\.eu\.postman)\.com$/.test(name);

const hostName = (host: string): string =>
  host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d+$/, '').toLowerCase();

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);

const sameToken = (sent: string, token: string): boolean => {
  const [one, other] = [Buffer.from(sent), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/**
 * Keeps web pages from driving a developer's emulator: requests from another origin are refused, and on a loopback
 * address names that DNS could rebind. With a token, whoever does not send it is refused.
 */
export const guard = (app: FastifyInstance, token: string | undefined): void => {
  app.addHook('onRequest', (request, _reply, done) => {
    const { origin, host = '', authorization = '', 'sec-fetch-site': site, 'sec-fetch-dest': dest } = request.headers;
    // A container's published port looks like no loopback address from inside: there a page is told by its Origin.
    const reachable = isLoopback(request.raw.socket.localAddress) || (origin !== undefined && token === undefined);
    if (reachable && !isTrustedHost(hostName(host))) {
      throw new HttpError(403, `The control plane is not served under the name ${host}.`);
    }
    if (origin !== undefined && origin !== `${request.protocol}://${host}`) {
      throw new HttpError(403, 'The control plane refuses requests from another origin.');
    }
    // A link in a chat or on a page leads to the page, which holds no data and cannot be framed.
    const { open = false } = request.routeOptions.config as { open?: boolean };
    const followed = open && request.headers['sec-fetch-mode'] === 'navigate' && dest === 'document';
    if ((site === 'cross-site' || site === 'same-site') && !followed) {
      throw new HttpError(403, 'The control plane refuses requests from another site.');
    }
    if (token !== undefined && !open && !sameToken(authorization.replace(/^bearer /i, ''), token)) {
      throw new HttpError(401, 'Send the control token as Authorization: Bearer TOKEN.');
    }
    done();
  });
};
