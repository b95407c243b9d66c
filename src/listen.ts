import type { App } from './app.ts';
import { ListenError } from './errors.ts';

type Address = { readonly host: string; readonly port: number };

const reasonOf = (code: string | undefined, { host, port }: Address): string | undefined => {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} on ${host} is taken; port 0 selects a free one`,
    EACCES: `port ${port} on ${host} needs rights that this user does not have`,
    EADDRNOTAVAIL: `this machine has no address ${host}`,
    ENOTFOUND: `the host ${host} does not exist`,
  };
  return reasons[code ?? ''];
};

/**
 * Makes a server listen.
 * @returns its URL.
 * @throws {ListenError} where the address cannot be used; the server is closed then.
 */
export const listen = async (app: App, address: Address): Promise<string> => {
  try {
    return await app.http.listen({ ...address, listenTextResolver: () => 'accepting connections' });
  } catch (error) {
    await app.close();
    const reason = reasonOf((error as NodeJS.ErrnoException).code, address);
    throw reason === undefined ? error : new ListenError(reason, { cause: error });
  }
};
