import { html, nothing, type TemplateResult } from 'lit-html';
import type { AuditPage, Member } from '../../../schemas/control.ts';
import { fullTime, visible } from '../format.ts';
import { withValue } from '../parts.ts';
import { hasPath, worldPath } from '../paths.ts';
import { resource } from '../resources.ts';

const actors = { 'scim-key': 'SCIM', admin: 'an admin', person: 'the person', time: 'time' } as const;

/** What happened to a person, from the audit trail. */
export const historyView = ({ email }: Member): TemplateResult | typeof nothing => {
  if (!hasPath('audit')) return nothing;
  const path = `${worldPath()}/audit?subject=person&limit=200&name=${encodeURIComponent(email)}`;
  return html`<section aria-labelledby="history-title"><h2 id="history-title">History</h2>${withValue(
    resource<AuditPage>(path),
    ({ entries }) =>
      entries.length === 0
        ? html`<p class="muted">Nothing is on record.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Table of the history"><table><thead><tr><th scope="col">Time</th><th scope="col">Event</th><th scope="col">Detail</th><th scope="col">By</th></tr></thead><tbody>${entries
            .toReversed()
            .map(
              ({ time, event, actor, key, detail }) =>
                html`<tr><td>${fullTime(time)}</td><th scope="row">${visible(event, 80)}</th><td><bdi>${visible(detail ?? '', 200)}</bdi></td><td>${actors[actor]} ${key ?? ''}</td></tr>`,
            )}</tbody></table></div>`,
  )}</section>`;
};
