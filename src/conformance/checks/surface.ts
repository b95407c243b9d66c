import type { surface } from '../../quirks/surface.ts';
import { texts } from '../../quirks/texts.ts';
import { type AnswerPattern, type Expected, reading, resolve } from '../answer-pattern.ts';
import type { Check } from '../check.ts';
import { anyText, anything, optional } from '../pattern.ts';
import { limited } from '../rate-limit.ts';
import { filtered, unknownId, unreadable, where } from '../scim-request.ts';
import {
  created,
  filterRefused,
  invalidSyntax,
  list,
  noSuchGroup,
  noSuchUser,
  ok,
  scimError,
  unauthorized,
  unrouted,
  user,
} from '../wire.ts';

const mebibyte = 1024 * 1024;

const bodyOf = (length: number): string => {
  const body = { name: { givenName: 'Kit', familyName: 'Nobody' }, title: '' };
  return JSON.stringify({ ...body, title: 'x'.repeat(length - JSON.stringify(body).length) });
};

export const surfaceChecks = {
  unrouted: {
    async run({ get, put, post, remove, expect, may }) {
      for (const path of ['/Schemas', '/Bulk', '/Me', '/.search', '/Users/x/y', '']) expect(await get(path), unrouted);
      if (!may('write', 'methods that are not routed')) return;
      expect(await put('/Users', {}), unrouted);
      expect(await put(`/Groups/${unknownId}`, {}), unrouted);
      expect(await post('/Bulk', {}), unrouted);
      expect(await remove('/Users'), unrouted);
    },
  },

  'unrouted-before-key': {
    async run({ get, expect }) {
      expect(await get('/Schemas', { keyForm: 'none' }), unrouted);
      expect(await get('/Schemas', { key: 'no-such-key' }), unrouted);
    },
  },

  'trailing-slash': {
    async run({ get, expect, unusedEmail }) {
      expect(await get(`/Users/${where('userName', unusedEmail)}`), list([]));
      expect(await get('//Users?count=1'), unrouted);
    },
  },

  routing: {
    async run({ get, head, options, expect, may, unusedEmail }) {
      const found = reading('routing', { exact: unrouted, express: list([]) });
      expect(await get(`/users${where('userName', unusedEmail)}`), found);
      expect(await get(`/GROUPS${where('displayName', unusedEmail)}`), found);
      if (!may('write', 'methods other than GET')) return;
      const { body: _, ...withoutBody } = unrouted;
      const answered: AnswerPattern = { status: 200, type: 'application/json' };
      const type = 'text/html';
      for (const [path, methods] of [
        ['/Users', 'GET,HEAD,POST'],
        ['/Groups', 'GET,HEAD,POST'],
        ['/ServiceProviderConfig', 'GET,HEAD'],
      ] as const) {
        expect(await head(path), reading('routing', { exact: withoutBody, express: answered }));
        const express = { status: 200, type, headers: { Allow: methods } };
        expect(await options(path), reading('routing', { exact: unrouted, express }));
      }
    },
  },

  'groups-endpoint': {
    async run({ get, expect, unusedEmail, may, post, remove, groupName }) {
      expect(await get(`/Groups${where('displayName', unusedEmail)}`), list([]));
      expect(await get(`/Groups/${unknownId}`), noSuchGroup);
      if (!may('write', 'POST and DELETE')) return;
      expect(await post('/Groups', { displayName: groupName() }), created(anything));
      expect(await remove(`/Groups/${unknownId}`), noSuchGroup);
    },
  },

  'response-charset': {
    async run({ get, expect, unusedEmail }) {
      for (const [answer, expected] of [
        [await get(`/Users${where('userName', unusedEmail)}`), list([])],
        [await get(`/Users/${unknownId}`), noSuchUser],
        [await get('/Schemas'), unrouted],
        [await get('/ResourceTypes'), ok(anything)],
      ] as const) {
        const charset =
          (type: string): Expected =>
          (profile) => ({
            ...resolve(expected, profile),
            headers: { 'Content-Type': type },
          });
        expect(
          answer,
          reading('response-charset', {
            'utf-8': charset('application/json; charset=utf-8'),
            none: charset('application/json'),
          }),
        );
      }
    },
  },

  'check-order': {
    async run({ get, post, put, expect, may, isolatedTeam }) {
      const wrong = { key: 'no-such-key' };
      expect(await get(`/Users${filtered('nonesuch')}`, wrong), unauthorized);
      expect(await get(`/Users/${unknownId}`, wrong), unauthorized);
      if (may('write', 'key before body, body before resource')) {
        expect(await post('/Users', unreadable, wrong), unauthorized);
        expect(await put(`/Users/${unknownId}`, unreadable), invalidSyntax);
      }
      if (may('control', 'team, rate limit, fault, and then the rest')) {
        const other = await isolatedTeam({ rateLimit: '1/1' });
        await other.world('PUT', '/clock', { frozen: true });
        expect(await other.get(`/Users${filtered('nonesuch')}`), filterRefused);
        expect(await other.get(`/Users${filtered('nonesuch')}`, { patient: false }), limited);
        await other.team('DELETE', '');
        expect(await other.get('/Users', { patient: false }), scimError(400, texts.teamDeleted));

        const faulty = await isolatedTeam();
        const operations = ['createScimUser', 'getScimUserResource', 'getScimGroupResources'];
        await faulty.world('POST', '/faults', { operations, effect: { kind: 'error', status: 500 } });
        expect(await faulty.post('/Users', unreadable), scimError(500, texts.fault));
        expect(await faulty.get(`/Users/${unknownId}`), scimError(500, texts.faultUser));
        expect(await faulty.get(`/Groups${filtered('nonesuch')}`), scimError(500, texts.faultGroups));
        expect(await faulty.get('/Users', { key: 'no-such-key' }), unauthorized);
      }
    },
  },

  'scim-json-accepted': {
    shape: ['content-type'],
    async run({ get, put, person, expect, may, unusedEmail }) {
      const accept = { accept: 'application/scim+json' };
      expect(await get(`/Users${where('userName', unusedEmail)}`, { headers: accept }), list([]));
      if (!may('write', 'a body of type application/scim+json')) return;
      const member = await person();
      const { givenName, familyName } = member;
      for (const type of ['application/scim+json', 'application/scim+json; charset=utf-8']) {
        const answer = await put(
          `/Users/${member.id}`,
          { userName: member.userName, name: { givenName, familyName } },
          { headers: { ...accept, 'content-type': type } },
        );
        expect(answer, ok(user(member)));
      }
    },
  },

  /** The id is unknown, because a server that stores everything would otherwise store a mebibyte. */
  'body-limit': {
    needs: ['write'],
    async run({ put, expect }) {
      expect(await put(`/Users/${unknownId}`, bodyOf(mebibyte)), noSuchUser);
      expect(await put(`/Users/${unknownId}`, bodyOf(mebibyte + 1)), invalidSyntax);
    },
  },

  'text-limit': {
    needs: ['write'],
    async run({ put, person, expect }) {
      const member = await person();
      const names = (length: number) => ({ givenName: 'n'.repeat(length), familyName: 'Kit' });
      const rename = (length: number) => put(`/Users/${member.id}`, { userName: member.userName, name: names(length) });
      expect(await rename(1024), ok(user({ ...member, ...names(1024) })));
      expect(await rename(1025), invalidSyntax);
    },
  },

  'header-limit': {
    async run({ get, expect }) {
      const answer = await get('/Users?count=1', { headers: { 'x-padding': 'x'.repeat(17 * 1024) } });
      expect(answer, scimError(431, anyText, optional(anyText)));
    },
  },
} satisfies Record<keyof typeof surface, Check>;
