import { html, nothing, type TemplateResult } from 'lit-html';
import type { Member } from '../../../schemas/control.ts';
import { fullTime, visible } from '../format.ts';
import { withValue } from '../parts.ts';
import { hasPath, worldPath } from '../paths.ts';
import { resource } from '../resources.ts';

type Event = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value === null || value === undefined ? '' : JSON.stringify(value);
};

const eventsOf = (trail: unknown): Event[] => {
  if (Array.isArray(trail)) return trail as Event[];
  return Object.values(trail as object).find(Array.isArray) ?? [];
};

/** What happened to a person, from the audit trail; nothing where the emulator keeps none. */
export const historyView = ({ id, email }: Member): TemplateResult | typeof nothing => {
  if (!hasPath('audit')) return nothing;
  return html`<section aria-labelledby="history-title"><h2 id="history-title">History</h2>${withValue(
    resource<unknown>(`${worldPath()}/audit`),
    (trail) => {
      const found = eventsOf(trail).filter((event) => {
        const all = JSON.stringify(event).toLowerCase();
        return all.includes(id) || all.includes(email.toLowerCase());
      });
      if (found.length === 0) return html`<p class="muted">Nothing is on record.</p>`;
      const columns = [...new Set(found.flatMap(Object.keys))].filter((name) => name !== 'time');
      return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of the history"><table><thead><tr><th scope="col">Time</th>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${found.slice(-200).map((event) => html`<tr><td>${fullTime(text(event.time))}</td>${columns.map((name) => html`<td><bdi>${visible(text(event[name]), 200)}</bdi></td>`)}</tr>`)}</tbody></table></div>`;
    },
  )}</section>`;
};
