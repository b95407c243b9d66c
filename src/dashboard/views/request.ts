import { html, nothing, type TemplateResult } from 'lit-html';
import type { Explanation, JournalEntry, Quirklist } from '../../../schemas/control.ts';
import { toLink } from '../address.ts';
import { act, request, send } from '../api.ts';
import { capital, fullTime, milliseconds, shortId, visible } from '../format.ts';
import { actionButton, badge, copyButton, download, emptyPart, statusBadge, withValue } from '../parts.ts';
import { hasPath, worldPath } from '../paths.ts';
import { resource } from '../resources.ts';
import { current, keep } from '../store.ts';
import { annotatedBody, outcomeLabel } from './annotated-body.ts';
import { toCurl, toNodeTest } from './copy-as.ts';
import { explanation } from './explanation.ts';

type Quirk = Quirklist['quirks'][number];

/** What became of the attributes, in a sentence. */
const sumOf = ({ outcomes }: JournalEntry): string => {
  const names = (outcome: string): string[] =>
    outcomes.filter((each) => each.outcome === outcome).map(({ path }) => path);
  const parts = ['stored', 'ignored', 'coerced', 'rejected', 'read-only'].flatMap((outcome) => {
    const found = names(outcome);
    return found.length === 0 ? [] : [`${found.length} ${outcome === 'read-only' ? 'read only' : outcome}`];
  });
  return parts.length === 0 ? '' : `Attributes and parameters: ${parts.join(', ')}.`;
};

const detailOf = (entry: JournalEntry): string => {
  try {
    const { detail, error } = JSON.parse(entry.responseBody ?? '') as { detail?: string; error?: { message?: string } };
    return detail ?? error?.message ?? '';
  } catch {
    return '';
  }
};

const refusal = (entry: JournalEntry): TemplateResult | typeof nothing => {
  if (entry.fault) {
    return html`<p class="callout fault"><strong>A fault decided this answer</strong> (${entry.fault.effect}, ${entry.fault.when} the work).
      ${entry.fault.when === 'after' ? 'The change was committed, and the client got this answer instead.' : 'The work was not done.'}</p>`;
  }
  if (entry.limited)
    return html`<p class="callout warn"><strong>The rate limit refused this request.</strong> The client has to wait for the next window.</p>`;
  if (entry.status < 400) return nothing;
  const reason = entry.reason ?? detailOf(entry);
  return html`<p class="callout bad"><strong>Refused.</strong> ${reason === '' ? 'Postman answers so.' : html`<bdi>${visible(capital(reason), 500)}</bdi>`}</p>`;
};

const parameters = (entry: JournalEntry): TemplateResult | typeof nothing => {
  if (entry.query === '') return nothing;
  const noted = new Map(entry.outcomes.map((outcome) => [outcome.path, outcome]));
  const sent = [...new URLSearchParams(entry.query)].slice(0, 50);
  return html`<h3>Query</h3><table class="plain"><tbody>${sent.map(([name, value]) => {
    const outcome = noted.get(`?${name}`);
    return html`<tr><th scope="row"><code>${visible(name, 100)}</code></th><td><code><bdi>${visible(value, 500)}</bdi></code></td><td>${outcome ? outcomeLabel(outcome) : nothing}</td></tr>`;
  })}</tbody></table>`;
};

const headers = (
  entry: JournalEntry,
): TemplateResult => html`<details><summary>Headers</summary><table class="plain"><tbody>
  ${Object.entries(entry.headers).map(([name, value]) => html`<tr><th scope="row"><code>${visible(name, 100)}</code></th><td><code><bdi>${visible(value, 500)}</bdi></code></td></tr>`)}
  </tbody></table></details>`;

const changes = (entry: JournalEntry): TemplateResult => {
  if (entry.changes.length === 0) return html`<p class="muted">Nothing.</p>`;
  const { world } = current().address;
  return html`<ul class="changes">${entry.changes.slice(0, 100).map(({ resource: kind, id, change }) => {
    const link =
      kind === 'User'
        ? html`<a href=${toLink(world, 'people', id)}><code>${shortId(id)}</code></a>`
        : html`<code>${shortId(id)}</code>`;
    return html`<li>${kind} ${link} was ${change}.</li>`;
  })}</ul>`;
};

const quirkCard = (entry: JournalEntry, quirk: Quirk): TemplateResult => {
  const readings = Object.entries(quirk.values ?? {});
  return html`<li class="card"><div class="bar"><h4><a href=${toLink(current().address.world, 'behaviours', undefined, { q: quirk.id })}>${quirk.id}</a></h4>${badge(quirk.confidence, quirk.confidence)}</div>
    <p>${quirk.description}</p><p class="muted">${quirk.evidence}</p>
    ${
      readings.length > 1 && hasPath('explain')
        ? html`<button type="button" ?disabled=${current().busy.has('explain')} @click=${() => tryOther(entry)}>Try the other reading</button>`
        : nothing
    }</li>`;
};

const explained = new Map<string, Explanation>();

const explainKey = ({ sequence }: JournalEntry): string => `explain ${current().address.world} ${sequence}`;

/** Asks for the same request under the other readings; the world does not change. */
const tryOther = (entry: JournalEntry): Promise<boolean> =>
  act('explain', async () => {
    const { method, path, query, requestBody, headers: sent } = entry;
    const kept = Object.fromEntries(
      Object.entries(sent).filter(([name, value]) => name === 'content-type' && value !== '***'),
    );
    const answer = await send<Explanation>('POST', `${worldPath()}/explain`, {
      method,
      path: `${path}${query === '' ? '' : `?${query}`}`,
      ...(Object.keys(kept).length > 0 && { headers: kept }),
      ...(requestBody !== null && { body: requestBody }),
    });
    explained.set(explainKey(entry), answer);
    keep('explained', explainKey(entry));
  });

const why = (entry: JournalEntry): TemplateResult => {
  if (entry.quirks.length === 0) return html`<p class="muted">No behaviour of note had a hand in this answer.</p>`;
  return withValue(resource<Quirklist>('/quirks'), ({ quirks }) => {
    const known = new Map(quirks.map((quirk) => [quirk.id, quirk]));
    return html`<ul class="cards">${entry.quirks.map((id) => {
      const quirk = known.get(id);
      return quirk ? quirkCard(entry, quirk) : html`<li class="card"><h4>${id}</h4></li>`;
    })}</ul>`;
  });
};

const show = (entry: JournalEntry): TemplateResult => {
  const item = String(entry.sequence);
  const other = explained.get(explainKey(entry));
  return html`
    <p class="summary">${statusBadge(entry.status)} ${fullTime(entry.time)}, ${milliseconds(entry.milliseconds)}. ${sumOf(entry)}</p>
    ${refusal(entry)}
    <div class="actions">${copyButton(toCurl(entry), 'as curl', 'Copy as curl')}${copyButton(toNodeTest(entry), 'as a test', 'Copy as node:test')}
      ${actionButton('har', 'Download HAR', async () => download(`request-${item}.har`, 'application/json', await request('GET', `${worldPath()}/journal/entries/${item}?format=har`)), { kind: 'quiet' })}</div>
    <section aria-labelledby="sent-title"><h3 id="sent-title">Sent</h3>
      ${entry.requestBody === null ? html`<p class="muted">No body.</p>` : annotatedBody(`sent ${item}`, entry.requestBody, entry.outcomes)}
      ${parameters(entry)}${headers(entry)}</section>
    <section aria-labelledby="answer-title"><h3 id="answer-title">Answer</h3>
      ${entry.responseBody === null ? html`<p class="muted">No body.</p>` : annotatedBody(`answer ${item}`, entry.responseBody)}</section>
    <section aria-labelledby="changed-title"><h3 id="changed-title">Changed</h3>${changes(entry)}</section>
    <section aria-labelledby="why-title"><h3 id="why-title">Why</h3>${other === undefined ? nothing : explanation(entry, other)}${why(entry)}</section>`;
};

/** One request: what was sent, what became of it, and why. */
export const requestView = (item: string): TemplateResult => {
  const { world, query } = current().address;
  const close = toLink(world, 'requests', undefined, query);
  const number = /^\d{1,15}$/.test(item) ? item : '0';
  const found = resource<JournalEntry>(`${worldPath()}/journal/entries/${number}`);
  const { value } = found;
  return html`<article class="detail" aria-labelledby="request-title">
    <header class="bar"><h2 id="request-title" tabindex="-1">${value ? html`<span class="method ${value.method.toLowerCase()}">${visible(value.method, 10)}</span> <bdi>${visible(value.path.replace(/^.*\/scim\/v2/, ''), 200)}</bdi>` : `Request ${item}`}</h2>
      <span class="muted">No. ${item}</span><a class="button quiet" href=${close} aria-label="Close the request">Close</a></header>
    ${found.error?.status === 404 ? emptyPart('This request is not in the journal', 'The journal keeps the last requests only, and a reset clears it.') : withValue(found, show)}
  </article>`;
};
