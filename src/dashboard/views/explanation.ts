import { html, nothing, type TemplateResult } from 'lit-html';
import type { JournalEntry } from '../../../schemas/control.ts';
import { statusBadge } from '../parts.ts';
import { annotatedBody } from './annotated-body.ts';

type Answer = { readonly status: number; readonly body?: unknown };

type Reading = Answer & { readonly quirk?: string; readonly value?: string; readonly reading?: string };

const toText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body ?? null));

const answerView = (
  name: string,
  title: string,
  answer: Answer,
): TemplateResult => html`<div class="reading"><h4>${title} ${statusBadge(answer.status)}</h4>
  ${answer.body === undefined || answer.body === null || answer.body === '' ? html`<p class="muted">No body.</p>` : annotatedBody(name, toText(answer.body))}</div>`;

/** The readings in an explanation, wherever it lists them. */
const readingsOf = (explained: unknown): Reading[] => {
  const lists = Object.values(explained as Record<string, unknown>)
    .filter(Array.isArray)
    .flat() as Reading[];
  return lists.filter((each) => typeof each === 'object' && each !== null && typeof each.status === 'number');
};

/** Both answers side by side: as the team reads the behaviours now, and under each other reading. */
export const explanation = (entry: JournalEntry, explained: unknown): TemplateResult => {
  const now = explained as Answer;
  const others = readingsOf(explained);
  const name = `explained ${entry.sequence}`;
  return html`<section class="readings" aria-label="The same request under other readings">
    <p class="hint">The same request, sent now: nothing was changed.</p>
    <div class="side-by-side">${typeof now.status === 'number' ? answerView(`${name} now`, 'As switched now', now) : nothing}
      ${others.map((other, index) => answerView(`${name} ${index}`, `${other.quirk ?? 'Other reading'}: ${other.value ?? other.reading ?? ''}`, other))}</div>
    ${others.length === 0 ? html`<p class="muted">Every other reading gives the same answer.</p>` : nothing}
  </section>`;
};
