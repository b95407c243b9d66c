import { createHash } from 'node:crypto';
import { type Connection, firstOf, idOf, patchOf, RefusedError } from './connection.ts';
import type { Driver } from './driver.ts';
import { linkedIds, type Person, pushedOf } from './state.ts';

const guideSource = "Okta's guide to SCIM 2.0 protocol";

const lookUp = (email: string): string =>
  `/Users?filter=${encodeURIComponent(`userName eq "${email}"`)}&startIndex=1&count=100`;

const bodyOf = ({ email, givenName, familyName }: Person) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: email,
  name: { givenName, familyName },
  emails: [{ primary: true, value: email, type: 'work' }],
  displayName: `${givenName} ${familyName}`,
  locale: 'en-US',
  externalId: `00u${createHash('sha256').update(email).digest('hex').slice(0, 17)}`,
  groups: [],
  active: true,
});

const setActive = (connection: Connection, id: string, active: boolean) =>
  connection('PATCH', `/Users/${id}`, patchOf({ op: 'replace', value: { active } }));

const assign = async (connection: Connection, person: Person): Promise<void> => {
  if (person.id === undefined || person.pushed?.active === false) {
    const found = firstOf(await connection('GET', lookUp(person.email)));
    if (found === undefined) {
      person.id = idOf(await connection('POST', '/Users', bodyOf(person)));
      person.pushed = pushedOf(person, true);
      return;
    }
    const { givenName = '', familyName = '' } = (found.name ?? {}) as { givenName?: string; familyName?: string };
    person.id = idOf(found);
    person.pushed = { givenName, familyName, active: found.active === true };
    if (found.active !== true) await setActive(connection, person.id, true);
    person.pushed = { ...person.pushed, active: true };
  }
  const { id, pushed, givenName, familyName } = person;
  if (pushed?.givenName === givenName && pushed.familyName === familyName) return;
  await connection('PUT', `/Users/${id}`, { ...bodyOf(person), id, meta: {} });
  person.pushed = pushedOf(person, true);
};

/** Okta, with a Bearer key as its Postman app sends it, and groups as its SCIM 2.0 Test App pushes them. */
export const okta: Driver = {
  name: 'okta',
  headers: {
    'user-agent': 'Okta SCIM Client 1.0.0',
    'content-type': 'application/scim+json; charset=utf-8',
    accept: 'application/scim+json',
    'accept-charset': 'utf-8',
    'cache-control': 'no-cache',
    pragma: 'no-cache',
  },
  cycleMinutes: undefined,
  attempts: 3,
  traits: [
    { summary: 'acts at once on each change', source: guideSource, confidence: 'documented' },
    { summary: 'looks a person up by userName, then creates', source: guideSource, confidence: 'documented' },
    { summary: 'deactivates by PATCH without a path', source: guideSource, confidence: 'documented' },
    { summary: 'pushes a profile by PUT of the whole user', source: guideSource, confidence: 'documented' },
    { summary: '409 and 5xx end the task in error until a retry', source: 'none public', confidence: 'inferred' },
    { summary: '404 of a linked resource drops the link', source: 'none public', confidence: 'inferred' },
    { summary: '429 is retried twice after the pause asked for', source: 'none public', confidence: 'inferred' },
  ],
  async test(connection) {
    await connection('GET', '/Users?startIndex=1&count=2');
    await connection('GET', '/Groups?startIndex=1&count=100');
  },
  async person(connection, person) {
    if (person.assigned) return assign(connection, person);
    if (person.id === undefined || person.pushed?.active !== true) return;
    await setActive(connection, person.id, false);
    person.pushed = { ...person.pushed, active: false };
  },
  async group(connection, group, state) {
    const path = `/Groups/${group.id}`;
    if (!group.linked) {
      if (group.id === undefined) return;
      await connection('DELETE', path).catch((error: unknown) => {
        if (!(error instanceof RefusedError && error.status === 404)) throw error;
      });
      delete group.id;
      delete group.pushed;
      return;
    }
    const members = linkedIds(group, state);
    if (group.id === undefined || group.pushed === undefined) {
      const body = {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        displayName: group.name,
        members: members.map((value) => ({
          value,
          display: state.people.find(({ id }) => id === value)?.email,
        })),
      };
      group.id = idOf(await connection('POST', '/Groups', body));
      group.pushed = { name: group.name, members };
      return;
    }
    if (group.pushed.name !== group.name) {
      await connection('PATCH', path, patchOf({ op: 'replace', value: { id: group.id, displayName: group.name } }));
      group.pushed = { ...group.pushed, name: group.name };
    }
    const before = group.pushed.members;
    const added = members.filter((id) => !before.includes(id)).map((value) => ({ value }));
    const operations = [
      ...before
        .filter((id) => !members.includes(id))
        .map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` })),
      ...(added.length > 0 ? [{ op: 'add', path: 'members', value: added }] : []),
    ];
    if (operations.length === 0) return;
    await connection('PATCH', path, patchOf(...operations));
    group.pushed = { ...group.pushed, members };
  },
};
