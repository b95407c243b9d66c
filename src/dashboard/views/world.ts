import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Quirklist, Snapshot, Team, World } from '../../../schemas/control.ts';
import { goTo, toLink } from '../address.ts';
import { act, request, send } from '../api.ts';
import { count, fullTime, until, visible } from '../format.ts';
import { actionButton, badge, download, submit, withValue } from '../parts.ts';
import { teamOf, teamPath, worldOf, worldPath } from '../paths.ts';
import { forgetResources, resource } from '../resources.ts';
import { ask, current, notify } from '../store.ts';
import { faultsSection } from './faults.ts';

const clockSection = ({ clock }: World): TemplateResult => {
  const set = (label: string, name: string, method: string, path: string, body?: unknown, done = '') =>
    actionButton(`clock ${name}`, label, () => send(method, `${worldPath()}/clock${path}`, body), { done });
  return html`<section aria-labelledby="clock-title"><h2 id="clock-title">Clock</h2>
    <p class="big">${fullTime(clock.now)} ${badge(clock.mode === 'real' ? 'plain' : 'warn', clock.mode)}</p>
    <div class="actions">${clock.mode === 'frozen' ? set('Let it run', 'run', 'PUT', '', { frozen: false }, 'The clock runs.') : set('Freeze', 'freeze', 'PUT', '', { frozen: true }, 'The clock stands still.')}
      ${set('+ 1 minute', 'minute', 'POST', '/advance', { seconds: 60 }, 'One minute on: the next rate-limit window is open.')}${set('+ 1 hour', 'hour', 'POST', '/advance', { seconds: 3600 }, 'One hour on.')}${set('+ 1 day', 'day', 'POST', '/advance', { seconds: 86_400 }, 'One day on.')}
      ${clock.mode === 'real' ? nothing : set('Back to real time', 'real', 'DELETE', '', undefined, 'The clock shows real time.')}</div></section>`;
};

/** The requests of the last minute of the world's clock, by kind. */
const used = (now: string): { reads: number; writes: number } => {
  const since = Date.parse(now) - 60_000;
  const sums = { reads: 0, writes: 0 };
  const { rows } = current();
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row === undefined || Date.parse(row.time) < since) break;
    if (row.team !== null && !row.limited) sums[row.method === 'GET' ? 'reads' : 'writes'] += 1;
  }
  return sums;
};

const limitSection = (team: Team, world: World): TemplateResult => {
  const text = team.rateLimit === 'postman' || team.rateLimit === 'off' ? '300/180' : team.rateLimit;
  const [reads = 300, writes = 180] = text.split('/').map(Number);
  const sums = used(world.clock.now);
  const meter = (label: string, value: number, limit: number) =>
    html`<div class="meter"><label for=${`meter-${label}`}>${label}</label><meter id=${`meter-${label}`} min="0" max=${limit} high=${limit * 0.8} optimum="0" .value=${Math.min(value, limit)}></meter><span class="number">${value} of ${limit}</span></div>`;
  return html`<section aria-labelledby="limit-title"><h2 id="limit-title">Rate limit</h2>
    <p>${team.rateLimit === 'off' ? html`${badge('plain', 'off')} Nothing is refused.` : html`${badge('good', team.rateLimit)} Over it, requests answer 429.`} <span class="muted">Requests of the last minute:</span></p>
    ${meter('Reads', sums.reads, reads)}${meter('Writes', sums.writes, writes)}
    <form class="inline" @submit=${submit(
      'limit',
      (fields) => send('PATCH', teamPath(), { rateLimit: fields.limit }),
      ({ limit }) => `The rate limit is ${limit}.`,
    )}><label class="field"><span>off, postman, or reads/writes a minute</span><input name="limit" required pattern="off|postman|[1-9][0-9]*/[1-9][0-9]*" placeholder="postman" autocomplete="off"></label><button>Change</button></form></section>`;
};

const profileSection = (team: Team): TemplateResult =>
  withValue(
    resource<Quirklist>('/quirks'),
    ({ profiles }) => html`<section aria-labelledby="profile-title"><h2 id="profile-title">Profile</h2>
  <p>Which edition of Postman answers.</p><label class="field"><span>Profile</span><select id="profile" .value=${live(team.profile)} @change=${(
    event: Event,
  ) => {
    const profile = (event.target as HTMLSelectElement).value;
    void act('profile', () => send('PATCH', teamPath(), { profile }), `The team answers as ${profile}.`);
  }}>${Object.keys(profiles).map((name) => html`<option ?selected=${name === team.profile}>${name}</option>`)}</select></label>
  <p>${Object.keys(team.quirks).length === 0 ? 'No behaviour is switched on top of it.' : html`${count(Object.keys(team.quirks).length, 'behaviour')} switched: ${Object.entries(team.quirks).map(([id, value]) => html`<code>${id}=${value}</code> `)}`} <a href=${toLink(current().address.world, 'behaviours', undefined, { switched: '1' })}>Switches</a></p></section>`,
  );

const snapshotsSection =
  (): TemplateResult => html`<section aria-labelledby="snapshots-title"><h2 id="snapshots-title">Snapshots</h2>
  ${withValue(resource<Snapshot[]>(`${worldPath()}/snapshots`), (snapshots) => (snapshots.length === 0 ? html`<p class="muted">No snapshot is kept.</p>` : html`<ul class="rows-list">${snapshots.map(({ name, created }) => html`<li><strong><bdi>${name}</bdi></strong> <span class="muted">${fullTime(created)}</span> <span class="actions"><button type="button" aria-label=${`Restore ${name}`} @click=${() => ask({ title: `Restore ${name}?`, text: 'People, groups, keys and settings become what they were. What happened since is lost.', action: 'Restore', run: () => act(`restore ${name}`, () => send('POST', `${worldPath()}/snapshots/${encodeURIComponent(name)}/restore`), `The world is as it was at ${name}.`) })}>Restore</button>${actionButton(`forget ${name}`, 'Delete', () => send('DELETE', `${worldPath()}/snapshots/${encodeURIComponent(name)}`), { describe: `Delete ${name}` })}</span></li>`)}</ul>`))}
  <form class="inline" @submit=${submit(
    'snapshot',
    ({ name = '' }) => send('PUT', `${worldPath()}/snapshots/${encodeURIComponent(name)}`),
    ({ name }) => `Kept as ${name}.`,
  )}><label class="field"><span>Name</span><input name="name" required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}" placeholder="before" autocomplete="off"></label><button>Keep a snapshot</button></form></section>`;

const importFile = async (event: Event): Promise<void> => {
  const input = event.target as HTMLInputElement;
  const [file] = input.files ?? [];
  if (!file) return;
  const text = await file.text();
  input.value = '';
  try {
    const document: unknown = JSON.parse(text);
    ask({
      title: `Import ${visible(file.name, 80)}?`,
      text: 'The document replaces everything in this world.',
      action: 'Import',
      run: () =>
        act('import', () => send('PUT', `${worldPath()}/document`, document), 'The world is as the document says.'),
    });
  } catch {
    notify('failed', `${visible(file.name, 80)} is not valid JSON.`);
  }
};

const documentSection = (
  world: World,
): TemplateResult => html`<section aria-labelledby="document-title"><h2 id="document-title">Document and reset</h2>
  <div class="actions">${actionButton('export', 'Export the world', async () => download(`${world.id}.json`, 'application/json', await request('GET', `${worldPath()}/document`)))}
    <label class="button">Import a document<input class="visually-hidden" type="file" accept="application/json,.json" @change=${importFile}></label>
    <button type="button" class="danger" @click=${() => ask({ title: `Reset ${world.id}?`, text: 'The world becomes what it was when it was created. People, groups, requests and faults since then are lost.', action: 'Reset', run: () => act('reset', () => send('POST', `${worldPath()}/reset`), 'The world is as it was created.') })}>Reset the world</button>
    ${
      world.id === 'default'
        ? nothing
        : html`<button type="button" class="danger" @click=${() =>
            ask({
              title: `Delete ${world.id}?`,
              text: 'The world and everything in it are lost.',
              action: 'Delete',
              run: () =>
                act(
                  'delete',
                  async () => {
                    await send('DELETE', worldPath());
                    forgetResources();
                    goTo(toLink('default', 'worlds'));
                  },
                  `Deleted ${world.id}.`,
                ),
            })}>Delete the world</button>`
    }</div></section>`;

export const worldView = (): TemplateResult =>
  html`<div class="view">${withValue(
    worldOf(),
    (
      world,
    ) => html`<header class="bar"><h1>World <bdi>${world.id}</bdi></h1>${world.expires ? badge('warn', `expires ${until(world.expires)}`) : nothing}<span class="muted">${world.journalLimit === null ? 'keeps as many requests as fit' : `keeps the last ${count(world.journalLimit, 'request')}`}</span></header>
  <div class="columns">${clockSection(world)}${withValue(teamOf(), (team) => html`${limitSection(team, world)}${profileSection(team)}`)}${snapshotsSection()}</div>${faultsSection()}${documentSection(world)}`,
  )}</div>`;
