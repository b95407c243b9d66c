import type { IncomingHttpHeaders } from 'node:http';
import type { KeyForm } from '../worlds/journal-entry.ts';

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
