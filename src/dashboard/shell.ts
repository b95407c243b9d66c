import { html, nothing, type TemplateResult } from 'lit-html';
import type { Invite, Team, World } from '../../schemas/control.ts';
import type { Report } from '../../schemas/report.ts';
import { goTo, toLink, type View } from './address.ts';
import { dialogs } from './dialogs.ts';
import { emptyState } from './parts.ts';
import { teamId, teamPath, worldOf, worldPath } from './paths.ts';
import { resource } from './resources.ts';
import { current, keep, update } from './store.ts';
import { behavioursView } from './views/behaviours.ts';
import { groupsView, peopleView } from './views/people.ts';
import { requestsView } from './views/requests.ts';
import { settingsView } from './views/settings.ts';
import { startView } from './views/start.ts';
import { verdictView } from './views/verdict.ts';
import { worldView } from './views/world.ts';
import { worldsView } from './views/worlds.ts';

const views: Readonly<Record<View, () => TemplateResult>> = {
  home: requestsView,
  start: startView,
  requests: requestsView,
  verdict: verdictView,
  people: peopleView,
  groups: groupsView,
  settings: settingsView,
  world: worldView,
  behaviours: behavioursView,
  worlds: worldsView,
};

export const titles: Readonly<Record<View, string>> = {
  home: 'Requests',
  start: 'Start',
  requests: 'Requests',
  verdict: 'Verdict',
  people: 'People',
  groups: 'Groups',
  settings: 'Team settings',
  world: 'World',
  behaviours: 'Behaviours',
  worlds: 'All worlds',
};

const verdictNote = (): TemplateResult | typeof nothing => {
  if (current().rows.length === 0 || current().replaying) return nothing;
  const report = resource<Report>(`${worldPath()}/report`).value;
  if (report === undefined) return nothing;
  const passed = report.verdict.outcome === 'passed';
  return html`<span class="note ${passed ? 'good' : 'bad'}">${passed ? 'passed' : 'failed'}</span>`;
};

const invitesNote = (): TemplateResult | typeof nothing => {
  if (worldOf().value === undefined) return nothing;
  const waiting = resource<Invite[]>(`${teamPath()}/invites`).value?.length ?? 0;
  return waiting === 0 ? nothing : html`<span class="note warn">${waiting} invited</span>`;
};

const notes: Partial<Record<View, () => TemplateResult | typeof nothing>> = {
  requests: () => html`<span class="note">${current().rows.length.toLocaleString('en')}</span>`,
  verdict: verdictNote,
  people: invitesNote,
};

const navigation = (): TemplateResult => {
  const { world, view } = current().address;
  const shown = view === 'home' ? (current().rows.length === 0 ? 'start' : 'requests') : view;
  return html`<nav aria-label="Views"><ul>${(['start', 'requests', 'verdict', 'people', 'groups', 'settings', 'world', 'behaviours', 'worlds'] as const).map((name) => html`<li><a href=${toLink(world, name)} aria-current=${name === shown ? 'page' : nothing}>${titles[name]}${notes[name]?.() ?? nothing}</a></li>`)}</ul></nav>`;
};

const picker = (): TemplateResult => {
  const { world, view } = current().address;
  const worlds = resource<World[]>('/worlds').value ?? [];
  const ids = worlds.slice(0, 500).map(({ id }) => id);
  const all = ids.includes(world) ? ids : [world, ...ids];
  return html`<label class="picker"><span>World</span><select @change=${(event: Event) => goTo(toLink((event.target as HTMLSelectElement).value, view === 'worlds' ? 'home' : view))}>${all.map((id) => html`<option value=${id} ?selected=${id === world}>${id}</option>`)}</select></label>`;
};

/** Chooses among several teams; most worlds have one. */
const teamPicker = (): TemplateResult | typeof nothing => {
  const { world } = current().address;
  const teams = resource<Team[]>(`${worldPath()}/teams`).value ?? [];
  if (teams.length < 2) return nothing;
  return html`<label class="picker"><span>Team</span><select @change=${(event: Event) => keep(`team ${world}`, (event.target as HTMLSelectElement).value)}>${teams.slice(0, 500).map(({ id }) => html`<option value=${id} ?selected=${id === teamId()}>${id}</option>`)}</select></label>`;
};

const connectionTexts = {
  connecting: 'connecting',
  live: 'live',
  lost: 'no connection',
  deleted: 'no world',
  locked: 'locked',
};

const lostBanner = (): TemplateResult | typeof nothing => {
  const { connection, lostAt } = current();
  if (connection !== 'lost') return nothing;
  return html`<p class="banner" role="alert"><strong>The emulator does not answer.</strong> ${lostAt ? `This is what was known at ${lostAt} UTC. ` : ''}The page goes on by itself as soon as it is back.</p>`;
};

const content = (): TemplateResult => {
  const { connection, address } = current();
  if (connection === 'deleted' && address.view !== 'worlds') {
    return emptyState(
      'This world does not exist',
      html`There is no world <code>${address.world}</code>: it was deleted, it expired, or it was never made.`,
      html`<a class="button primary" href="#/worlds">All worlds</a>`,
    );
  }
  return views[address.view]();
};

/** The whole page, from the state. */
export const shell = (): TemplateResult => {
  const { connection } = current();
  return html`<a class="skip" href="#main" @click=${(event: Event) => {
    event.preventDefault();
    document.querySelector<HTMLElement>('#main')?.focus();
  }}>Skip to the content</a>
  <div class="frame">
    <header class="side"><a class="brand" href=${toLink(current().address.world, 'home')}><img src="/_emulator/ui/dashboard/icon.svg" alt="" width="22" height="22"><span>SCIM emulator</span></a>
      ${picker()}${teamPicker()}${navigation()}
      <div class="foot"><span class="state ${connection}"><span class="dot" aria-hidden="true"></span>${connectionTexts[connection]}</span><button class="quiet" aria-label="Keys of this page" @click=${() => update({ dialog: 'keys' })}>? Keys</button></div></header>
    <main id="main" tabindex="-1">${lostBanner()}${content()}</main>
  </div>${dialogs()}`;
};
