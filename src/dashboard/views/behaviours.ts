import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Quirklist, Team } from '../../../schemas/control.ts';
import { replaceAddress, toLink } from '../address.ts';
import { act, send } from '../api.ts';
import { badge, withValue } from '../parts.ts';
import { teamOf, teamPath } from '../paths.ts';
import { resource } from '../resources.ts';
import { current } from '../store.ts';

type Quirk = Quirklist['quirks'][number];

/** How many requests of this run each behaviour had a hand in. */
const countActs = (): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const { quirks } of current().rows) for (const id of quirks) sums.set(id, (sums.get(id) ?? 0) + 1);
  return sums;
};

const reading = (quirk: Quirk, team: Team, profiles: Quirklist['profiles']): TemplateResult | typeof nothing => {
  const values = Object.entries(quirk.values ?? {});
  if (values.length === 0) return nothing;
  const chosen = team.quirks[quirk.id] ?? profiles[team.profile]?.[quirk.id] ?? '';
  const choose = (value: string): void => {
    const { [quirk.id]: _, ...others } = team.quirks;
    const quirks = profiles[team.profile]?.[quirk.id] === value ? others : { ...others, [quirk.id]: value };
    void act(`switch ${quirk.id}`, () => send('PATCH', teamPath(), { quirks }), `${quirk.id} is ${value} from now on.`);
  };
  return html`<fieldset class="readings-choice"><legend>Reading ${team.quirks[quirk.id] ? badge('warn', 'switched') : nothing}</legend>${values.map(([value, meaning]) => html`<label class="toggle"><input type="radio" name=${`reading-${quirk.id}`} .checked=${live(value === chosen)} @change=${() => choose(value)}><span><code>${value}</code> ${meaning}</span></label>`)}</fieldset>`;
};

const card = (
  quirk: Quirk,
  acts: number,
  team: Team,
  profiles: Quirklist['profiles'],
): TemplateResult => html`<li class="card"><div class="bar"><h2><code>${quirk.id}</code></h2>${badge(quirk.confidence, quirk.confidence)}<span class="muted">${quirk.area}</span>
  ${acts > 0 ? html`<a class="seen" href=${toLink(current().address.world, 'requests', undefined, { q: quirk.id })}>in ${acts} of these requests</a>` : nothing}</div>
  <p>${quirk.description}</p><p class="muted">${quirk.evidence}</p>${reading(quirk, team, profiles)}</li>`;

const list = ({ quirks, profiles }: Quirklist, team: Team): TemplateResult => {
  const { query, world } = current().address;
  const acts = countActs();
  const wanted = (query.q ?? '').toLowerCase();
  const found = quirks.filter(
    (quirk) =>
      `${quirk.id} ${quirk.area} ${quirk.description} ${quirk.evidence}`.toLowerCase().includes(wanted) &&
      (!query.confidence || quirk.confidence === query.confidence) &&
      (!query.seen || acts.has(quirk.id)) &&
      (!query.switched || quirk.values !== undefined),
  );
  const set = (name: string, value: string): void =>
    replaceAddress(toLink(world, 'behaviours', undefined, { ...query, [name]: value }));
  const check = (name: string, label: string) =>
    html`<label class="toggle"><input type="checkbox" .checked=${live(query[name] === '1')} @change=${(event: Event) => set(name, (event.target as HTMLInputElement).checked ? '1' : '')}>${label}</label>`;
  return html`<header class="bar"><h1>Behaviours</h1><span class="muted">${found.length} of ${quirks.length}</span></header>
    <search class="filters" aria-label="Filter the behaviours"><label class="field"><span>Text</span><input type="search" id="filter-q" .value=${live(query.q ?? '')} @input=${(event: Event) => set('q', (event.target as HTMLInputElement).value)}></label>
      <label class="field"><span>Evidence</span><select .value=${live(query.confidence ?? '')} @change=${(event: Event) => set('confidence', (event.target as HTMLSelectElement).value)}>${['', 'documented', 'observed', 'inferred'].map((value) => html`<option value=${value} ?selected=${value === (query.confidence ?? '')}>${value || 'Any'}</option>`)}</select></label>
      ${check('seen', 'Acted in this run')}${check('switched', 'Has readings')}</search>
    ${
      found.length === 0
        ? html`<p class="muted">No behaviour matches.</p>`
        : html`<ul class="cards">${repeat(
            found,
            ({ id }) => id,
            (quirk) => card(quirk, acts.get(quirk.id) ?? 0, team, profiles),
          )}</ul>`
    }`;
};

export const behavioursView = (): TemplateResult =>
  html`<div class="view">${withValue(resource<Quirklist>('/quirks'), (quirks) => withValue(teamOf(), (team) => list(quirks, team)))}</div>`;
