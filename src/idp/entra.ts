import { randomUUID } from 'node:crypto';
import { type Connection, firstOf, idOf, patchOf, RefusedError } from './connection.ts';
import type { Driver } from './driver.ts';
import { linkedIds, type Person, pushedOf } from './state.ts';

const source = "Microsoft's tutorial on developing a SCIM endpoint";

/** Encodes a filter as Entra does, with plus signs for spaces. */
const filterOf = (attribute: string, value: string): string =>
  `filter=${new URLSearchParams([['', `${attribute} eq "${value}"`]]).toString().slice(1)}`;

const replace = (path: string, value: unknown) => patchOf({ op: 'Replace', path, value });

const link = async (connection: Connection, person: Person): Promise<void> => {
  const { email, givenName, familyName } = person;
  const found = firstOf(await connection('GET', `/Users?${filterOf('userName', email)}`));
  if (found !== undefined) {
    const name = (found.name ?? {}) as { givenName?: string; familyName?: string };
    person.id = idOf(found);
    person.pushed = {
      givenName: name.givenName ?? '',
      familyName: name.familyName ?? '',
      active: found.active === true,
    };
    return;
  }
  const created = await connection('POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: email,
    active: true,
    meta: { resourceType: 'User' },
    name: { familyName, givenName },
  });
  person.id = idOf(created);
  person.pushed = pushedOf(person, true);
};

/** Microsoft Entra ID with the mapping that Postman's guide gives. */
export const entra: Driver = {
  name: 'entra',
  headers: {
    'user-agent': 'Microsoft.AzureAD.Provisioning/1.0',
    'content-type': 'application/scim+json; charset=utf-8',
    accept: 'application/scim+json',
  },
  cycleMinutes: 40,
  attempts: 3,
  traits: [
    { summary: 'works in cycles of about 40 minutes', source, confidence: 'documented' },
    { summary: 'sends one PATCH for each attribute, with capitalised op', source, confidence: 'inferred' },
    { summary: 'sends booleans as strings', source, confidence: 'documented' },
    { summary: 'maps no externalId', source: "Postman's guide for Entra ID", confidence: 'documented' },
    { summary: 'asks for groups without members', source, confidence: 'documented' },
    { summary: 'takes a failed object up again in the next cycle', source, confidence: 'documented' },
    { summary: '404 of a linked resource drops the link', source: 'none public', confidence: 'inferred' },
    { summary: '429 is retried twice after the pause asked for', source: 'none public', confidence: 'inferred' },
  ],
  async test(connection) {
    await connection('GET', `/Users?${filterOf('userName', randomUUID())}`);
  },
  async person(connection, person) {
    if (person.id === undefined) {
      if (!person.assigned) return;
      await link(connection, person);
    }
    const path = `/Users/${person.id}`;
    const { pushed } = person;
    if (pushed === undefined) return;
    if (person.assigned) {
      for (const attribute of ['givenName', 'familyName'] as const) {
        if (pushed[attribute] === person[attribute]) continue;
        await connection('PATCH', path, replace(`name.${attribute}`, person[attribute]));
        pushed[attribute] = person[attribute];
      }
    }
    if (pushed.active === person.assigned) return;
    await connection('PATCH', path, replace('active', person.assigned ? 'True' : 'False'));
    pushed.active = person.assigned;
  },
  async group(connection, group, state) {
    if (!group.linked) {
      if (group.id === undefined) return;
      await connection('DELETE', `/Groups/${group.id}`).catch((error: unknown) => {
        if (!(error instanceof RefusedError && error.status === 404)) throw error;
      });
      delete group.id;
      delete group.pushed;
      return;
    }
    if (group.id === undefined || group.pushed === undefined) {
      const query = `excludedAttributes=members&${filterOf('displayName', group.name)}`;
      const found = firstOf(await connection('GET', `/Groups?${query}`));
      const body = {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        displayName: group.name,
        members: [],
        meta: { resourceType: 'Group' },
      };
      group.id = idOf(found ?? (await connection('POST', '/Groups', body)));
      group.pushed = { name: group.name, members: [] };
    }
    const { pushed } = group;
    const path = `/Groups/${group.id}`;
    if (pushed.name !== group.name) {
      await connection('PATCH', path, replace('displayName', group.name));
      pushed.name = group.name;
    }
    const members = linkedIds(group, state);
    const change = (op: string, id: string) =>
      connection('PATCH', path, patchOf({ op, path: 'members', value: [{ value: id }] }));
    for (const id of members.filter((one) => !pushed.members.includes(one))) {
      await change('Add', id);
      pushed.members.push(id);
    }
    for (const id of pushed.members.filter((one) => !members.includes(one))) {
      await change('Remove', id);
      pushed.members = pushed.members.filter((one) => one !== id);
    }
  },
};
