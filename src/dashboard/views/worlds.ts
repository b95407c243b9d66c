import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { World } from '../../../schemas/control.ts';
import type { Report } from '../../../schemas/report.ts';
import { toLink } from '../address.ts';
import { send } from '../api.ts';
import { count, until } from '../format.ts';
import { badge, submit, withValue } from '../parts.ts';
import { resource } from '../resources.ts';
import { current, keep } from '../store.ts';

/** Worlds whose verdict is asked for; a report reads the whole journal of its world. */
const judged = 25;

const verdictOf = ({ id, requests }: World, index: number): TemplateResult => {
  if (requests === 0) return html`<span class="muted">nothing arrived</span>`;
  if (index >= judged && current().local[`judge ${id}`] === undefined)
    return html`<button class="quiet" aria-label=${`Verdict of ${id}`} @click=${() => keep(`judge ${id}`, 'yes')}>Ask</button>`;
  const { value } = resource<Report>(`/worlds/${encodeURIComponent(id)}/report`);
  return value
    ? html`<a href=${toLink(id, 'verdict')}>${value.verdict.outcome === 'passed' ? badge('good', 'passed') : badge('bad', 'failed')}</a>`
    : html`<span class="muted">…</span>`;
};

const row = (world: World, index: number): TemplateResult =>
  html`<tr><th scope="row"><a href=${toLink(world.id, 'home')}><bdi>${world.id}</bdi></a></th><td class="number">${world.requests}</td><td>${verdictOf(world, index)}</td><td>${world.team?.profile ?? ''}</td><td>${world.expires ? until(world.expires) : html`<span class="muted">never</span>`}</td></tr>`;

export const worldsView = (): TemplateResult => html`<div class="view"><header class="bar"><h1>All worlds</h1></header>
  <p class="lead">A world is a Postman of its own. A key leads to its world, so that several runs do not meet.</p>
  ${withValue(resource<World[]>('/worlds'), (worlds) => html`<p class="muted">${count(worlds.length, 'world')}</p><div class="scroll" tabindex="0" role="region" aria-label="Worlds"><table><thead><tr><th scope="col">World</th><th scope="col" class="number">Requests</th><th scope="col">Verdict</th><th scope="col">Profile</th><th scope="col">Expires</th></tr></thead><tbody>${repeat(worlds.slice(0, 1000), ({ id }) => id, row)}</tbody></table></div>`)}
  <form class="inline" @submit=${submit(
    'world',
    ({ id, minutes }) =>
      send('POST', '/worlds', { ...(id && { id }), ...(minutes && { timeToLiveSeconds: Number(minutes) * 60 }) }),
    ({ id }) => `Created ${id ?? 'a world'}.`,
  )}><label class="field"><span>Name (optional)</span><input name="id" pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}" autocomplete="off"></label><label class="field"><span>Minutes to live (optional)</span><input name="minutes" inputmode="numeric" pattern="[0-9]*" autocomplete="off"></label><button>Create a world</button></form></div>`;
