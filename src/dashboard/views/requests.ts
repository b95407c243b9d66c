import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { RequestSummary } from '../../../schemas/journal-stream.ts';
import { goTo, replaceAddress, toLink } from '../address.ts';
import { filteredRows, filterNames, inWords } from '../filters.ts';
import { clockTime, count, fullTime, milliseconds, visible } from '../format.ts';
import { badge, emptyPart, emptyState, statusBadge } from '../parts.ts';
import { current, redraw, update } from '../store.ts';
import { requestView } from './request.ts';
import { startView } from './start.ts';

/** Height of a row in pixels, as the style has it. */
const rowHeight = 32;

/** Rows beyond the edges of what is seen. */
const margin = 12;

const operations = [
  ['getScimUserResources', 'List users'],
  ['createScimUser', 'Create a user'],
  ['getScimUserResource', 'Get a user'],
  ['updateScimUser', 'Replace a user (PUT)'],
  ['updateScimUserState', 'Patch a user'],
  ['getScimGroupResources', 'List groups'],
  ['createScimGroup', 'Create a group'],
  ['getScimGroupResource', 'Get a group'],
  ['scimUpdateGroup', 'Patch a group'],
  ['deleteScimGroup', 'Delete a group'],
  ['getScimResourceTypes', 'Resource types'],
  ['getScimServiceProviderConfig', 'Service provider config'],
  ['unrouted', 'Not routed'],
] as const;

const statuses = ['2xx', '4xx', '5xx', '201', '400', '401', '403', '404', '409', '429', '500'];

const linkTo = (item: string | undefined, change: Record<string, string> = {}): string => {
  const { world, query } = current().address;
  return toLink(world, 'requests', item, { ...query, ...change });
};

const setFilter = (name: string, value: string): void => {
  replaceAddress(linkTo(current().address.item, { [name]: value }));
};

const select = (name: string, label: string, choices: readonly (readonly [string, string])[]): TemplateResult => {
  const chosen = current().address.query[name] ?? '';
  return html`<label class="field"><span>${label}</span><select
    .value=${live(chosen)} @change=${(event: Event) => setFilter(name, (event.target as HTMLSelectElement).value)}>
    <option value="">Any</option>
    ${choices.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
  </select></label>`;
};

const input = (
  name: string,
  label: string,
  hint: string,
): TemplateResult => html`<label class="field"><span>${label}</span><input
  type="search" id=${`filter-${name}`} placeholder=${hint} .value=${live(current().address.query[name] ?? '')}
  @input=${(event: Event) => setFilter(name, (event.target as HTMLInputElement).value)}></label>`;

const toggle = (name: string, label: string): TemplateResult => html`<label class="toggle"><input
  type="checkbox" .checked=${live(current().address.query[name] === '1')}
  @change=${(event: Event) => setFilter(name, (event.target as HTMLInputElement).checked ? '1' : '')}>${label}</label>`;

const filterBar = (): TemplateResult => {
  const { query } = current().address;
  const active = filterNames.some((name) => query[name]);
  return html`<search class="filters" aria-label="Filter the requests">
    ${input('q', 'Text', 'Path, quirk, attribute…')}
    ${input('who', 'Person or group', 'Address, name or id')}
    ${select('op', 'Operation', operations)}
    ${select(
      'status',
      'Status',
      statuses.map((status) => [status, status] as const),
    )}
    ${toggle('problems', 'Problems only')}
    ${toggle('unchanged', 'Changed nothing')}
    ${
      active
        ? html`<button class="quiet" @click=${() => replaceAddress(toLink(current().address.world, 'requests', current().address.item))}>Clear filters</button>`
        : nothing
    }
  </search>`;
};

const marks = (row: RequestSummary): TemplateResult[] => {
  const found: TemplateResult[] = [];
  if (row.fault) found.push(badge('fault', `fault: ${row.fault}`));
  if (row.limited) found.push(badge('warn', 'rate limit'));
  if (row.noEffect) found.push(badge('warn', 'no effect', 'The request succeeded and changed nothing'));
  if (row.ignored.length > 0)
    found.push(badge('ignored', `ignored ${row.ignored.length}`, visible(row.ignored.join(', '), 300)));
  if (row.inferred) found.push(badge('inferred', 'inferred', 'An inferred decision changed the outcome'));
  return found;
};

const tableRow = (row: RequestSummary, index: number): TemplateResult => {
  const item = String(row.sequence);
  const selected = current().address.item === item;
  return html`<tr aria-rowindex=${index + 2} class=${selected ? 'selected' : ''} data-sequence=${item}
    @click=${(event: MouseEvent) => {
      if (!(event.target as Element).closest('a')) goTo(linkTo(item));
    }}>
    <td class="number">${row.sequence}</td>
    <td class="time" title=${fullTime(row.time)}>${clockTime(row.time)}</td>
    <td class="words"><a href=${linkTo(item)} aria-current=${selected ? 'true' : nothing}><span class="method ${row.method.toLowerCase()}">${visible(row.method, 10)}</span> <bdi>${visible(inWords(row), 160)}</bdi></a></td>
    <td>${statusBadge(row.status)}</td>
    <td class="number duration">${milliseconds(row.milliseconds)}</td>
    <td class="marks">${marks(row)}</td>
  </tr>`;
};

let scrollTop = 0;
let viewport = 800;

/** The element that scrolls the rows; drawn again when other rows come into sight. */
const onScroll = (event: Event): void => {
  const element = event.target as HTMLElement;
  viewport = element.clientHeight;
  const away = element.scrollTop > rowHeight / 2;
  const { heldFrom, paused, rows } = current();
  if (away && heldFrom === undefined) update({ heldFrom: rows.at(-1)?.sequence ?? 0 });
  if (!away && heldFrom !== undefined && !paused) update({ heldFrom: undefined });
  if (Math.abs(element.scrollTop - scrollTop) >= rowHeight) {
    scrollTop = element.scrollTop;
    redraw();
  }
};

const showNew = (): void => {
  update({ heldFrom: undefined, paused: false });
  scrollTop = 0;
  document.querySelector('.rows')?.scrollTo({ top: 0 });
};

const pause = (): void => {
  const { paused, rows } = current();
  if (paused) showNew();
  else update({ paused: true, heldFrom: rows.at(-1)?.sequence ?? 0 });
};

/** How many rows of those found are shown: all but the ones that are held back. */
const shownCount = (found: readonly RequestSummary[]): number => {
  const { heldFrom } = current();
  if (heldFrom === undefined) return found.length;
  let shown = found.length;
  while (shown > 0 && (found[shown - 1] as RequestSummary).sequence > heldFrom) shown -= 1;
  return shown;
};

const spacer = (rows: number): TemplateResult | typeof nothing =>
  rows > 0
    ? html`<tr aria-hidden="true" class="spacer"><td colspan="6" height=${rows * rowHeight}></td></tr>`
    : nothing;

const table = (found: readonly RequestSummary[], shown: number): TemplateResult => {
  const first = Math.max(0, Math.min(Math.floor(scrollTop / rowHeight) - margin, shown - 1));
  const last = Math.min(shown, first + Math.ceil(viewport / rowHeight) + 2 * margin);
  const seen: (readonly [RequestSummary, number])[] = [];
  for (let index = first; index < last; index += 1) seen.push([found[shown - 1 - index] as RequestSummary, index]);
  return html`<div class="rows" tabindex="0" role="region" aria-label="Requests, the newest first" @scroll=${onScroll}>
    <table aria-rowcount=${shown + 1}>
      <thead><tr aria-rowindex="1"><th scope="col" class="number">No.</th><th scope="col">Time</th><th scope="col">Request</th><th scope="col">Status</th><th scope="col" class="number">Took</th><th scope="col">Marks</th></tr></thead>
      <tbody>${spacer(first)}${repeat(
        seen,
        ([row]) => row.sequence,
        ([row, index]) => tableRow(row, index),
      )}${spacer(shown - last)}</tbody>
    </table>
  </div>`;
};

/** The requests around the selected one, for j and k. */
export const neighbour = (step: 1 | -1): string | undefined => {
  const found = filteredRows();
  const { item } = current().address;
  const at = found.findIndex((row) => String(row.sequence) === item);
  const next = at < 0 ? found.at(-1) : found[at - step];
  return next && linkTo(String(next.sequence));
};

export const requestsView = (): TemplateResult => {
  const { rows, address, paused, missed } = current();
  if (rows.length === 0 && address.item === undefined) {
    if (address.view === 'home') return startView();
    return emptyState(
      'No requests yet',
      'Requests appear here as they arrive.',
      html`<a class="button" href=${toLink(address.world, 'start')}>How to connect a client</a>`,
    );
  }
  const found = filteredRows();
  const shown = shownCount(found);
  const held = found.length - shown;
  return html`<div class="split ${address.item === undefined ? '' : 'open'}">
    <section class="list" aria-labelledby="requests-title">
      <header class="bar"><h1 id="requests-title">Requests</h1>
        <span class="muted">${found.length === rows.length ? count(rows.length, 'request') : `${found.length.toLocaleString('en')} of ${count(rows.length, 'request')}`}${missed > 0 ? `, ${missed} missed` : ''}</span>
        <span role="status" class="held">${held > 0 ? html`<button class="primary" @click=${showNew}>${held.toLocaleString('en')} new</button>` : nothing}</span>
        <button aria-pressed=${paused} @click=${pause}>${paused ? 'Resume' : 'Pause'}</button>
      </header>
      ${filterBar()}
      ${shown === 0 ? emptyPart('No request matches', 'Other filters show more.') : table(found, shown)}
    </section>
    ${address.item === undefined ? nothing : requestView(address.item)}
  </div>`;
};
