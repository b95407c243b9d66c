import type { Emulator } from '../../src/index.ts';
import type { Target } from './run.ts';
import type { WireRequest } from './scim.ts';

export const overSocket = async ({ method, url, headers, body }: WireRequest, origin: string) => {
  const response = await fetch(origin + url, { method, headers, body: body ?? null });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
};

export const injected = (emulator: () => Emulator): Target => ({
  origin: () => 'http://localhost:80',
  send: async ({ method, url, headers, body }) => {
    const payload = body === undefined ? {} : { payload: body };
    const answer = await emulator().inject({ method: method as 'GET', url, headers: { ...headers }, ...payload });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  },
});
