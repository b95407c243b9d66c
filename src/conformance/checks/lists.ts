import type { lists } from '../../quirks/lists.ts';
import { texts } from '../../quirks/texts.ts';
import { reading } from '../answer-pattern.ts';
import type { Check } from '../check.ts';
import { resourcesIn, toPerson } from '../made.ts';
import { anyNumber, anything, each } from '../pattern.ts';
import { activeIs, filtered, where } from '../scim-request.ts';
import { created, filterRefused, group as groupOf, list, type Person, scimError, user } from '../wire.ts';

const people = Array.from({ length: 103 }, (_, index) => ({
  email: `kit${index}@verified.example`,
  givenName: 'Kit',
  familyName: `Person ${index}`,
}));

const refusedForUsers = [
  'externalId eq "1"',
  'displayName eq "x"',
  'emails.value eq "a@b.example"',
  'emails[type eq "work"]',
  'id eq "1"',
  'userName ne "a@b.example"',
  'userName co "a"',
  'userName sw "a"',
  'userName pr',
  'userName eq "a@b.example" and userName eq "a@b.example"',
  'not (userName eq "a@b.example")',
  'userName eq',
  'userName eq "a@b.example',
  'userName',
];

const refusedForGroups = [
  'externalId eq "1"',
  'id eq "1"',
  'userName eq "a@b.example"',
  'members.value eq "1"',
  'members[value eq "1"]',
  'displayName ne "x"',
  'displayName co "x"',
  'displayName pr',
  'displayName eq "x" or displayName eq "x"',
  'displayName eq',
  'displayName eq "x',
];

const otherCase = (text: string): string => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase());

const atMost = (count: number) => each(anything, (length) => length <= count, `at most ${count}`);

const refusing = (path: string, filters: readonly string[]): Check => ({
  async run({ get, expect }) {
    for (const filter of filters) expect(await get(`${path}${filtered(filter)}&count=1`), filterRefused);
  },
});

export const listsChecks = {
  'items-per-page': {
    shape: ['ListResponse'],
    async run({ get, expect, unusedEmail }) {
      for (const query of [`/Users${where('userName', unusedEmail)}`, `/Groups${where('displayName', unusedEmail)}`]) {
        expect(await get(`${query}&count=2`), list([], { count: 2 }));
        expect(await get(`${query}&startIndex=3`), list([], { startIndex: 3 }));
      }
    },
  },

  'count-cap': {
    async run({ get, expect, unusedEmail, may, isolatedTeam }) {
      const query = `/Users${where('userName', unusedEmail)}`;
      for (const asked of ['', '&count=100', '&count=101', '&count=5000']) expect(await get(query + asked), list([]));
      if (!may('control', 'more than a hundred users')) return;
      const large = await isolatedTeam({ members: people });
      const hundred = each(user({}), (length) => length === 100, '100');
      for (const asked of ['', '?count=100', '?count=101', '?count=5000']) {
        expect(await large.get(`/Users${asked}`), list(hundred, { total: 103, returned: 100 }));
      }
      const rest = each(user({}), (length) => length === 3, '3');
      expect(await large.get('/Users?startIndex=101'), list(rest, { total: 103, returned: 3, startIndex: 101 }));
    },
  },

  'page-numbers': {
    async run({ get, expect, unusedEmail }) {
      const query = `/Users${where('userName', unusedEmail)}`;
      for (const [sent, startIndex] of [
        ['2.0', 2],
        ['2.9', 2],
        ['1e1', 10],
        ['%202%20', 2],
      ] as const) {
        expect(await get(`${query}&startIndex=${sent}`), list([], { startIndex }));
      }
      for (const sent of ['1.0', '0.5', '1e2']) {
        expect(
          await get(`/Users?count=${sent}`),
          list(atMost(Number.parseInt(sent, 10) === 0 ? 0 : Number(sent)), {
            total: anyNumber,
            count: Math.trunc(Number(sent)),
          }),
        );
      }
    },
  },

  'count-bounds': {
    async run({ get, expect, unusedEmail, person, may }) {
      if (may('write', 'a member who is left out')) await person();
      for (const count of ['0', '-1', '-100']) {
        expect(await get(`/Users?count=${count}`), list([], { count: 0, total: anyNumber }));
        expect(await get(`/Groups?count=${count}`), list([], { count: 0, total: anyNumber }));
      }
      for (const count of ['abc', '']) {
        expect(await get(`/Users${where('userName', unusedEmail)}&count=${count}`), list([]));
      }
    },
  },

  'start-index-below-one': {
    async run({ get, expect, unusedEmail }) {
      const answered = reading('start-index-below-one', { one: list([]), refuse: scimError(400, texts.body) });
      for (const query of [`/Users${where('userName', unusedEmail)}`, `/Groups${where('displayName', unusedEmail)}`]) {
        for (const startIndex of ['0', '-5']) expect(await get(`${query}&startIndex=${startIndex}`), answered);
        expect(await get(`${query}&startIndex=abc`), list([]));
      }
    },
  },

  'list-order': {
    async run({ get, person, expect, may, isolatedTeam, skip }) {
      if (may('control', 'the order of creation')) {
        const { get, post } = await isolatedTeam();
        const people = ['zoe', 'abe', 'mia'].map((name) => ({
          userName: `${name}@verified.example`,
          name: { givenName: name, familyName: 'Kit' },
        }));
        for (const person of people) await post('/Users', person);
        const all = people.map(({ userName, name }) => user({ userName, ...name }));
        expect(await get('/Users'), list(all, { total: 3 }));
        for (const [index, one] of all.entries()) {
          const page = list([one], { total: 3, count: 1, startIndex: index + 1 });
          expect(await get(`/Users?count=1&startIndex=${index + 1}`), page);
        }
      }
      if (may('write', 'members who are there for certain')) for (const _ of [1, 2]) await person();
      const both = await get('/Users?count=2');
      const people = resourcesIn(both.json)
        .map(toPerson)
        .filter((person): person is Person => person !== undefined);
      const total = Number((both.json as { totalResults?: unknown })?.totalResults);
      if (people.length < 2) return skip('there are not two users to put in order');
      for (const [index, person] of people.entries()) {
        const page = list([user(person)], { total, count: 1, startIndex: index + 1 });
        expect(await get(`/Users?count=1&startIndex=${index + 1}`), page);
      }
    },
  },

  'filter-attributes': {
    async run({ get, expect, unusedEmail, person, group, may }) {
      expect(await get(`/Users${where('userName', unusedEmail)}`), list([]));
      expect(await get(`/Groups${where('displayName', unusedEmail)}`), list([]));
      if (!may('write', 'filters that find something')) return;
      const member = await person();
      expect(await get(`/Users${where('userName', member.userName)}`), list([user(member)]));
      const made = await group();
      expect(await get(`/Groups${where('displayName', made.displayName)}`), list([groupOf(made)]));
    },
  },

  'filter-refused-users': refusing('/Users', refusedForUsers),

  'filter-refused-groups': refusing('/Groups', refusedForGroups),

  'filter-active': {
    async run({ get, patch, person, expect, may }) {
      const certain = may('write', 'somebody active and somebody deactivated, to be found');
      if (certain) {
        const [gone] = [await person(), await person()];
        await patch(`/Users/${gone.id}`, activeIs(false));
      }
      const fits = (length: number): boolean => length === 1 || (length === 0 && !certain);
      for (const active of [true, false]) {
        for (const value of [`"${active}"`, `${active}`]) {
          const one = each(user({ active }), fits, certain ? '1' : 'at most one');
          const answer = await get(`/Users${filtered(`active eq ${value}`)}&count=1`);
          const accept = list(one, { total: anyNumber, count: 1 });
          expect(answer, reading('filter-active', { refuse: filterRefused, accept }));
        }
      }
    },
  },

  'filter-case': {
    async run({ get, existingUser, group, expect, may }) {
      const somebody = await existingUser();
      expect(await get(`/Users${where('userName', somebody.userName)}`), list([user(somebody)]));
      expect(await get(`/Users${where('userName', otherCase(somebody.userName))}`), list([]));
      if (!may('write', 'groups')) return;
      const { displayName } = await group();
      expect(await get(`/Groups${where('displayName', otherCase(displayName))}`), list([]));
    },
  },

  'filter-keyword-case': {
    async run({ get, expect, unusedEmail }) {
      expect(await get(`/Users${filtered(`USERNAME EQ "${unusedEmail}"`)}`), list([]));
      expect(await get(`/Users${filtered(`username Eq "${unusedEmail}"`)}`), list([]));
      expect(await get(`/Groups${filtered(`DisplayName EQ "${unusedEmail}"`)}`), list([]));
    },
  },

  'filter-single-quotes': {
    async run({ get, existingUser, expect, unusedEmail }) {
      expect(await get(`/Users${filtered(`userName eq '${unusedEmail}'`)}`), list([]));
      expect(await get(`/Groups${filtered(`displayName eq '${unusedEmail}'`)}`), list([]));
      const somebody = await existingUser();
      expect(await get(`/Users${filtered(`userName eq '${somebody.userName}'`)}`), list([user(somebody)]));
    },
  },

  'raw-plus': {
    needs: ['write'],
    people: 1,
    async run({ get, post, newUser, expect }) {
      const { userName, name } = newUser('+plus');
      expect(await post('/Users', { userName, name }), created(user({ userName, ...name })));
      const encoded = where('userName', userName);
      expect(await get(`/Users${encoded}`), list([user({ userName, ...name })]));
      expect(await get(`/Users${encoded.replace('%2B', '+')}`), list([]));
    },
  },

  'unknown-parameters': {
    async run({ get, expect, unusedEmail }) {
      const more = '&excludedAttributes=members&attributes=userName&sortBy=userName&sortOrder=descending&nonesuch=1';
      expect(await get(`/Users${where('userName', unusedEmail)}${more}`), list([]));
      expect(await get(`/Groups${where('displayName', unusedEmail)}${more}`), list([]));
    },
  },
} satisfies Record<keyof typeof lists, Check>;
