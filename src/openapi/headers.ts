import type { Reference } from './document.ts';

type Header = readonly [name: string, description: string, example: string];

const allowance: readonly Header[] = [
  [
    'RateLimit',
    'The limit, what remains of it, and the seconds until it is full again',
    'limit=300, remaining=299, reset=60',
  ],
  ['RateLimit-Policy', 'Requests for each window, and the length of the window in seconds', '300;w=60'],
  ['RateLimit-Limit', 'Requests a minute', '300'],
  ['X-RateLimit-Limit', 'Requests a minute', '300'],
  ['RateLimit-Remaining', 'Requests that remain', '299'],
  ['X-RateLimit-Remaining', 'Requests that remain', '299'],
  ['RateLimit-Reset', 'When the window closes, in epoch seconds', '1614592260'],
  ['X-RateLimit-Reset', 'When the window closes, in epoch seconds', '1614592260'],
];

const retry: readonly Header[] = [
  ['RetryAfter', 'Seconds to wait: without a hyphen, as documented', '60'],
  ['X-RateLimit-RetryAfter', 'Seconds to wait', '60'],
  ['Retry-After', 'Seconds to wait: the header that clients read', '60'],
];

const refer = (headers: readonly Header[]): Record<string, Reference> =>
  Object.fromEntries(headers.map(([name]) => [name, { $ref: `#/components/headers/${name}` }]));

/** What every call that counts against the limit gets (quirk rate-limit-headers). */
export const allowanceHeaders = refer(allowance);

export const retryHeaders = refer(retry);

export const headerComponents = Object.fromEntries(
  [...allowance, ...retry].map(([name, description, example]) => [
    name,
    { description, schema: { type: 'string' }, example },
  ]),
);
