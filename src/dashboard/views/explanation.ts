import { html, nothing, type TemplateResult } from 'lit-html';
import type { Explanation, JournalEntry } from '../../../schemas/control.ts';
import { badge, statusBadge } from '../parts.ts';
import { annotatedBody } from './annotated-body.ts';

type Answer = { readonly status: number; readonly body: string };

const answerView = (name: string, title: string, { status, body }: Answer): TemplateResult =>
  html`<div class="reading"><h4>${title} ${statusBadge(status)}</h4>${body === '' ? html`<p class="muted">No body.</p>` : annotatedBody(name, body)}</div>`;

/** Both answers side by side: as the team reads the behaviours now, and under each other reading. */
export const explanation = (entry: JournalEntry, explained: Explanation): TemplateResult => {
  const others = explained.readings.filter(({ differs }) => differs);
  const same = explained.readings.filter(({ differs }) => !differs);
  const name = `explained ${entry.sequence}`;
  return html`<section class="readings" aria-label="The same request under other readings">
    <p class="hint">The same request, tried on the world as it is now: nothing was changed.</p>
    <div class="side-by-side">${answerView(`${name} now`, 'As switched now', explained)}
      ${others.map((other, index) => answerView(`${name} ${index}`, `${other.quirk} = ${other.value}`, other))}</div>
    ${same.length > 0 ? html`<p>The same answer under ${same.map(({ quirk, value }) => html`${badge('plain', `${quirk} = ${value}`)} `)}</p>` : nothing}
  </section>`;
};
