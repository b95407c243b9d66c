import { html, nothing, type TemplateResult } from 'lit-html';
import { type ApiError, act } from './api.ts';
import { invalidate, type Resource } from './resources.ts';
import { current, notify } from './store.ts';

export type Part = TemplateResult | typeof nothing | string;

/** A view that has nothing to show, and the next step. */
/** A part of a view that has nothing to show. */
export const emptyPart = (title: string, text: Part): TemplateResult =>
  html`<div class="empty"><h2>${title}</h2><p>${text}</p></div>`;

export const emptyState = (title: string, text: Part, action: Part = nothing): TemplateResult =>
  html`<div class="empty"><h1>${title}</h1><p>${text}</p>${action}</div>`;

const failedState = (error: ApiError): TemplateResult => {
  if (error.status === 0) {
    return emptyState('The emulator does not answer', 'Start it again: the page goes on by itself.');
  }
  if (error.status === 401) return emptyState('A control token is needed', 'The emulator shows nothing without it.');
  return html`<div class="empty failed"><h1>This could not be loaded</h1><p>${error.message}</p>
    <button @click=${invalidate}>Try again</button></div>`;
};

/** Shows a value as soon as it is there, and what is wrong where it is not. */
export const withValue = <T>(found: Resource<T>, show: (value: T) => TemplateResult): TemplateResult => {
  if (found.state === 'ready') return show(found.value);
  if (found.state === 'failed') return failedState(found.error);
  return html`<div class="loading" role="status"><span class="visually-hidden">Loading</span></div>`;
};

/** A button that does something through the control API; its name is unique on the page. */
export const actionButton = (
  name: string,
  label: string,
  work: () => Promise<unknown>,
  { done = '', kind = '', describe = '' }: { done?: string; kind?: string; describe?: string } = {},
): TemplateResult => html`<button
  type="button" class=${kind} ?disabled=${current().busy.has(name)} aria-label=${describe || label}
  @click=${() => act(name, work, done)}>${label}</button>`;

export const copyButton = (text: string, what: string, label = 'Copy'): TemplateResult => html`<button
  type="button" class="quiet" aria-label=${label === 'Copy' ? `Copy ${what}` : label}
  @click=${async () => {
    try {
      await navigator.clipboard.writeText(text);
      notify('done', `Copied ${what}.`);
    } catch {
      notify('failed', 'The browser does not let this page copy. Select the text instead.');
    }
  }}>${label}</button>`;

/** The fields of a form by their names; empty ones are left out. */
export const fieldsOf = (event: SubmitEvent): Record<string, string> => {
  event.preventDefault();
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(event.target as HTMLFormElement)) {
    if (typeof value === 'string' && value.trim() !== '') fields[name] = value.trim();
  }
  return fields;
};

/** Sends a form; its fields are emptied where that succeeded. */
export const submit =
  (
    name: string,
    work: (fields: Record<string, string>) => Promise<unknown>,
    done: (fields: Record<string, string>) => string,
    empty = true,
  ) =>
  async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const fields = fieldsOf(event);
    if ((await act(name, () => work(fields), done(fields))) && empty) form.reset();
  };

export const download = (name: string, type: string, text: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

export const badge = (kind: string, text: string, title = ''): TemplateResult =>
  html`<span class="badge ${kind}" title=${title || nothing}>${text}</span>`;

export const statusBadge = (status: number): TemplateResult => {
  const kind = status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good';
  return badge(kind, status === 0 ? 'cut' : String(status), status === 0 ? 'The connection was cut' : '');
};

/** A sentence of the emulator in which code stands between backticks. */
export const withCode = (text: string): (TemplateResult | string)[] =>
  text.split('`').map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece));
