import type { rateLimits } from '../../quirks/rate-limits.ts';
import { texts } from '../../quirks/texts.ts';
import { type Expected, resolve } from '../answer-pattern.ts';
import type { Check } from '../check.ts';
import { absent, like, matching } from '../pattern.ts';
import { limited, limitOf } from '../rate-limit.ts';
import { unknownId, where } from '../scim-request.ts';
import { list, noSuchGroup, noSuchUser, scimError, unauthorized, unrouted } from '../wire.ts';

const digits = like(/^\d+$/, 'digits');
const epoch = (from: number, to: number) =>
  matching(`epoch seconds from ${from} to ${to}`, (value) => Number(value) >= from && Number(value) <= to);

const withHeaders =
  (expected: Expected, headers: NonNullable<ReturnType<typeof resolve>['headers']>): Expected =>
  (profile) => ({ ...resolve(expected, profile), headers });

export const rateLimitsChecks = {
  'rate-limits': {
    needs: ['control'],
    async run({ expect, expectSeen, isolatedTeam }) {
      const documented = await isolatedTeam({ rateLimit: 'postman' });
      await documented.world('PUT', '/clock', { frozen: true });
      expectSeen('the limit of reads', limitOf(await documented.get('/Users')), '300, 299 left');
      expectSeen('of reads, after a write', limitOf(await documented.post('/Users', {})), '180, 179 left');
      expectSeen('of reads, on another endpoint', limitOf(await documented.get('/ResourceTypes')), '300, 298 left');

      const { world, get, post } = await isolatedTeam({ rateLimit: '2/1' });
      await world('PUT', '/clock', { frozen: true });
      expect(await get('/Users'), list([]));
      expect(await get(`/Users/${unknownId}`), noSuchUser);
      expect(await get('/Users', { patient: false }), limited);
      expect(await get('/ServiceProviderConfig', { patient: false }), limited);
      expect(await post('/Users', {}), scimError(400, texts.body, 'invalidSyntax'));
      expect(await post('/Users', {}, { patient: false }), limited);
    },
  },

  'rate-limit-delete': {
    needs: ['control'],
    where: { 'groups-endpoint': 'routed' },
    async run({ expect, isolatedTeam }) {
      const { world, remove, post } = await isolatedTeam({ rateLimit: '1/1' });
      await world('PUT', '/clock', { frozen: true });
      expect(await remove(`/Groups/${unknownId}`), noSuchGroup);
      expect(await remove(`/Groups/${unknownId}`, { patient: false }), limited);
      expect(await post('/Users', {}, { patient: false }), limited);
    },
  },

  'rate-limit-window': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { world, get } = await isolatedTeam({ rateLimit: '1/1' });
      await world('PUT', '/clock', { now: '2026-01-05T10:00:30.000Z', frozen: true });
      expect(await get('/Users'), list([]));
      for (const seconds of [0, 31, 28]) {
        await world('POST', '/clock/advance', { seconds });
        expect(await get('/Users', { patient: false }), limited);
      }
      await world('POST', '/clock/advance', { seconds: 1 });
      expect(await get('/Users', { patient: false }), list([]));
    },
  },

  'rate-limit-headers': {
    async run({ get, expect, unusedEmail, may, isolatedTeam }) {
      if (!may('control', 'their exact values')) {
        const now = Math.floor(Date.now() / 1000);
        const headers = {
          RateLimit: like(/^limit=300, remaining=\d+, reset=\d+$/, 'limit=300, remaining=…, reset=…'),
          'RateLimit-Policy': '300;w=60',
          'RateLimit-Limit': '300',
          'RateLimit-Remaining': digits,
          'RateLimit-Reset': epoch(now - 60, now + 120),
          'X-RateLimit-Limit': '300',
          'X-RateLimit-Remaining': digits,
          'X-RateLimit-Reset': epoch(now - 60, now + 120),
          RetryAfter: absent,
          'Retry-After': absent,
        };
        expect(await get(`/Users${where('userName', unusedEmail)}`), withHeaders(list([]), headers));
        return;
      }
      const { world, get: ask } = await isolatedTeam({ rateLimit: '1/1' });
      const now = '2026-01-05T10:00:00.000Z';
      await world('PUT', '/clock', { now, frozen: true });
      const reset = String(Date.parse(now) / 1000 + 60);
      const common = {
        RateLimit: 'limit=1, remaining=0, reset=60',
        'RateLimit-Policy': '1;w=60',
        'RateLimit-Limit': '1',
        'RateLimit-Remaining': '0',
        'RateLimit-Reset': reset,
        'X-RateLimit-Limit': '1',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': reset,
      };
      const calm = { ...common, RetryAfter: absent, 'X-RateLimit-RetryAfter': absent, 'Retry-After': absent };
      expect(await ask('/Users'), withHeaders(list([]), calm));
      const over = { ...common, RetryAfter: '60', 'X-RateLimit-RetryAfter': '60', 'Retry-After': '60' };
      expect(await ask('/Users', { patient: false }), withHeaders(limited, over));
      const none = { RateLimit: absent, 'RateLimit-Limit': absent, 'X-RateLimit-Limit': absent };
      expect(await ask('/Schemas', { patient: false }), withHeaders(unrouted, none));
      expect(await ask('/Users', { keyForm: 'none' }), withHeaders(unauthorized, none));
    },
  },

  'rate-limit-body': {
    needs: ['control'],
    async run({ expect, isolatedTeam }) {
      const { world, get } = await isolatedTeam({ rateLimit: '1/1' });
      await world('PUT', '/clock', { frozen: true });
      expect(await get('/Users'), list([]));
      expect(await get('/Users', { patient: false }), limited);
    },
  },
} satisfies Record<keyof typeof rateLimits, Check>;
