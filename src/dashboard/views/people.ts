import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Account, Group, Invite, Member } from '../../../schemas/control.ts';
import { replaceAddress, toLink } from '../address.ts';
import { act, send } from '../api.ts';
import { count, fullTime, visible } from '../format.ts';
import { actionButton, badge, emptyPart, emptyState, submit, withValue } from '../parts.ts';
import { teamPath, worldPath } from '../paths.ts';
import { resource } from '../resources.ts';
import { ask, current } from '../store.ts';
import { historyView } from './history.ts';

export const roles = ['admin', 'super admin', 'billing', 'user manager', 'community manager', 'developer', 'guest'];

const part = encodeURIComponent;

const memberPath = ({ id }: Member): string => `${teamPath()}/members/${part(id)}`;

const fullName = ({ givenName, familyName, email }: Member): string =>
  visible(`${givenName} ${familyName}`.trim() || email, 80);

const remove = (member: Member): void =>
  ask({
    title: `Remove ${fullName(member)} from the team?`,
    text: `An admin removes ${member.email} behind the identity provider's back. The groups are lost; SCIM still lists the person with active false.`,
    action: 'Remove',
    run: () =>
      act(
        `remove ${member.id}`,
        () => send('DELETE', memberPath(member)),
        `SCIM now shows ${member.email} with active false.`,
      ),
  });

const roleSelect = (
  member: Member,
): TemplateResult => html`<select aria-label=${`Role of ${member.email}`} .value=${live(member.role)}
  @change=${(event: Event) => {
    const role = (event.target as HTMLSelectElement).value;
    void act(
      `role ${member.id}`,
      () => send('PATCH', memberPath(member), { role }),
      `${member.email} is ${role}. SCIM does not show roles.`,
    );
  }}>${roles.map((role) => html`<option ?selected=${role === member.role}>${role}</option>`)}</select>`;

const memberActions = (member: Member): TemplateResult => {
  const { email, id } = member;
  if (!member.active) {
    return html`${actionButton(`back ${id}`, 'Put back', () => send('PATCH', memberPath(member), { active: true }), { done: `SCIM now shows ${email} with active true. The groups do not come back.`, describe: `Put back ${email}` })}`;
  }
  const blocked = member.signIn === 'blocked';
  return html`${actionButton(`sign ${id}`, blocked ? 'Allow sign-in' : 'Block sign-in', () => send('PATCH', memberPath(member), { signIn: blocked ? 'allowed' : 'blocked' }), { done: `Sign-in of ${email} is ${blocked ? 'allowed' : 'blocked'}. SCIM shows no difference.`, describe: `${blocked ? 'Allow' : 'Block'} sign-in of ${email}` })}
    <button type="button" class="danger" aria-label=${`Remove ${email}`} @click=${() => remove(member)}>Remove</button>`;
};

const memberRow = (member: Member): TemplateResult => html`<tr>
  <th scope="row"><a href=${toLink(current().address.world, 'people', member.id)}><bdi>${fullName(member)}</bdi></a><br><span class="muted"><bdi>${visible(member.email, 120)}</bdi></span></th>
  <td>${member.active ? badge('good', 'active') : badge('plain', 'deactivated')} ${member.signIn === 'blocked' ? badge('warn', 'sign-in blocked') : nothing}</td>
  <td>${roleSelect(member)}</td>
  <td><bdi>${member.groups.length === 0 ? html`<span class="muted">none</span>` : visible(member.groups.join(', '), 120)}</bdi></td>
  <td><div class="actions">${memberActions(member)}</div></td></tr>`;

const invitesView = (invites: readonly Invite[]): TemplateResult => {
  if (invites.length === 0) return html`<p class="muted">No invite is pending.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of the invites"><table><thead><tr><th scope="col">Address</th><th scope="col">Sent by</th><th scope="col">Joins</th><th scope="col">Decide</th></tr></thead><tbody>${repeat(
    invites,
    ({ id }) => id,
    (invite) => {
      const path = `${teamPath()}/invites/${part(invite.id)}`;
      const end = (way: 'decline' | 'cancel', label: string) =>
        actionButton(`${way} ${invite.id}`, label, () => send('POST', `${path}/${way}`), {
          done: `The address ${invite.email} is free again: POST /Users can be tried anew.`,
          describe: `${label} the invite of ${invite.email}`,
        });
      return html`<tr><th scope="row"><bdi>${visible(invite.email, 120)}</bdi></th><td>${invite.sentBy === 'scim' ? 'SCIM' : 'an admin'}</td><td>${invite.groups.length === 0 ? html`<span class="muted">no group</span>` : visible(invite.groups.join(', '), 120)}</td>
      <td><div class="actions">${actionButton(`accept ${invite.id}`, 'Accept', () => send('POST', `${path}/accept`), { done: `SCIM now lists ${invite.email} with active true.`, kind: 'primary', describe: `Accept the invite of ${invite.email}` })}${end('decline', 'Decline')}${end('cancel', 'Cancel')}</div></td></tr>`;
    },
  )}</tbody></table></div>
  <p class="hint">Until it is accepted, a person with an invite is not a member: SCIM cannot withdraw the invite, and another POST answers 409.</p>`;
};

const nameFields = html`<label class="field"><span>First name</span><input name="givenName" autocomplete="off"></label><label class="field"><span>Last name</span><input name="familyName" autocomplete="off"></label>`;
const emailField = html`<label class="field"><span>Address</span><input name="email" type="email" required autocomplete="off"></label>`;

const forms = (): TemplateResult => html`<div class="forms">
  <form class="card" @submit=${submit(
    'invite',
    (fields) => send('POST', `${teamPath()}/invites`, fields),
    ({ email }) => `Invited ${email}. SCIM does not see it until it is accepted.`,
  )}><h3>Invite from the app</h3>${emailField}<button>Send invite</button></form>
  <form class="card" @submit=${submit(
    'add',
    (fields) => send('POST', `${teamPath()}/members`, fields),
    ({ email }) => `SCIM now lists ${email}, which it did not create.`,
  )}><h3>Add a member without SCIM</h3>${emailField}${nameFields}<button>Add member</button></form>
  <form class="card" @submit=${submit(
    'account',
    (fields) => send('POST', `${worldPath()}/accounts`, fields),
    ({ email }) => `POST /Users with ${email} now sends an invite, unless its domain is verified.`,
  )}><h3>Account elsewhere</h3><p class="hint">Someone has a Postman account already, outside the team.</p>${emailField}${nameFields}<button>Add account</button></form></div>`;

const accountsView = (accounts: readonly Account[], members: readonly Member[]): TemplateResult | typeof nothing => {
  const inside = new Set(members.map(({ email }) => email.toLowerCase()));
  const outside = accounts.filter(({ email }) => !inside.has(email.toLowerCase()));
  return outside.length === 0
    ? nothing
    : html`<details><summary>${count(outside.length, 'account')} outside the team</summary><ul>${outside.slice(0, 500).map(({ email }) => html`<li><bdi>${visible(email, 120)}</bdi></li>`)}</ul></details>`;
};

const most = 500;

const membersView = (members: readonly Member[], invites: readonly Invite[]): TemplateResult => {
  const { query, world } = current().address;
  const active = members.filter((member) => member.active).length;
  const wanted = (query.q ?? '').toLowerCase();
  const found = members.filter(
    (member) =>
      `${member.email} ${member.givenName} ${member.familyName} ${member.groups.join(' ')}`
        .toLowerCase()
        .includes(wanted) &&
      (query.state !== 'active' || member.active) &&
      (query.state !== 'deactivated' || !member.active) &&
      (query.state !== 'alone' || member.groups.length === 0),
  );
  const setQuery = (name: string, value: string): void =>
    replaceAddress(toLink(world, 'people', undefined, { ...query, [name]: value }));
  return html`<header class="bar"><h1>People</h1></header>
    <dl class="figures"><div><dt>Licences used</dt><dd>${active}</dd></div><div><dt>Deactivated</dt><dd>${members.length - active}</dd></div><div><dt>Pending invites</dt><dd>${invites.length}</dd></div><div><dt>Active in no group</dt><dd>${members.filter((member) => member.active && member.groups.length === 0).length}</dd></div></dl>
    <section aria-labelledby="invites-title"><h2 id="invites-title">Pending invites</h2>${invitesView(invites)}</section>
    <section aria-labelledby="members-title"><h2 id="members-title">Members</h2>
      <search class="filters" aria-label="Filter the members"><label class="field"><span>Name, address or group</span><input type="search" id="filter-q" .value=${live(query.q ?? '')} @input=${(event: Event) => setQuery('q', (event.target as HTMLInputElement).value)}></label>
        <label class="field"><span>State</span><select .value=${live(query.state ?? '')} @change=${(event: Event) => setQuery('state', (event.target as HTMLSelectElement).value)}>${[
          ['', 'All'],
          ['active', 'Active'],
          ['deactivated', 'Deactivated'],
          ['alone', 'In no group'],
        ].map(
          ([value, text]) =>
            html`<option value=${value as string} ?selected=${value === (query.state ?? '')}>${text}</option>`,
        )}</select></label></search>
      ${members.length === 0 ? emptyPart('Nobody is in the team yet', 'SCIM adds people, and so do the forms below.') : found.length === 0 ? html`<p class="muted">Nobody matches.</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label="Table of the members"><table><thead><tr><th scope="col">Person</th><th scope="col">State</th><th scope="col">Role</th><th scope="col">Groups</th><th scope="col">As an admin</th></tr></thead><tbody>${repeat(found.slice(0, most), ({ id }) => id, memberRow)}</tbody></table></div>`}
      ${found.length > most ? html`<p class="hint">The first ${most} of ${found.length}. The filter finds the others.</p>` : nothing}</section>
    <section aria-labelledby="forms-title"><h2 id="forms-title">As Postman's own pages do</h2>${forms()}${withValue(resource<Account[]>(`${worldPath()}/accounts`), (accounts) => html`${accountsView(accounts, members)}`)}</section>`;
};

const personView = (id: string): TemplateResult =>
  withValue(
    resource<Member>(`${teamPath()}/members/${part(id)}`),
    (member) => html`
    <header class="bar"><h1><bdi>${fullName(member)}</bdi></h1><a class="button quiet" href=${toLink(current().address.world, 'people')}>All people</a></header>
    <p>${member.active ? badge('good', 'active') : badge('plain', 'deactivated')} SCIM answers <code>GET /Users/${visible(member.id, 60)}</code> with <code>"active": ${member.active}</code>.</p>
    <table class="plain"><tbody><tr><th scope="row">Address</th><td><bdi>${visible(member.email, 254)}</bdi></td></tr><tr><th scope="row">Role</th><td>${roleSelect(member)}</td></tr><tr><th scope="row">Sign-in</th><td>${member.signIn}</td></tr><tr><th scope="row">Groups</th><td><bdi>${visible(member.groups.join(', ') || 'none', 500)}</bdi></td></tr><tr><th scope="row">externalId</th><td><bdi>${visible(member.externalId ?? 'never set', 200)}</bdi></td></tr><tr><th scope="row">Created</th><td>${fullTime(member.created)}</td></tr><tr><th scope="row">Last modified</th><td>${fullTime(member.lastModified)}</td></tr></tbody></table>
    <div class="actions">${memberActions(member)}<a class="button" href=${toLink(current().address.world, 'requests', undefined, { who: member.id })}>Requests by id</a><a class="button" href=${toLink(current().address.world, 'requests', undefined, { who: member.email })}>Requests by address</a></div>
    ${historyView(member)}`,
  );

export const peopleView = (): TemplateResult => {
  const { item } = current().address;
  if (item !== undefined) return html`<div class="view">${personView(item)}</div>`;
  return html`<div class="view">${withValue(resource<Member[]>(`${teamPath()}/members`), (members) => withValue(resource<Invite[]>(`${teamPath()}/invites`), (invites) => membersView(members, invites)))}</div>`;
};

export const groupsView = (): TemplateResult =>
  html`<div class="view"><header class="bar"><h1>Groups</h1></header>${withValue(
    resource<Group[]>(`${teamPath()}/groups`),
    (groups) =>
      groups.length === 0
        ? emptyState('There is no group yet', 'Groups come by SCIM alone: POST /Groups makes one.')
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Groups"><table><thead><tr><th scope="col">Group</th><th scope="col" class="number">Members</th><th scope="col">Who</th><th scope="col">Last modified</th></tr></thead><tbody>${repeat(
            groups.slice(0, most),
            ({ id }) => id,
            (group) =>
              html`<tr><th scope="row"><bdi>${visible(group.displayName, 120)}</bdi></th><td class="number">${group.members.length}</td><td><bdi>${visible(group.members.slice(0, 12).join(', '), 400)}</bdi>${group.members.length > 12 ? ` and ${group.members.length - 12} more` : ''}</td><td>${fullTime(group.lastModified)}</td></tr>`,
          )}</tbody></table></div>`,
  )}</div>`;
