import { html, nothing, type TemplateResult } from 'lit-html';
import type { JournalEntry } from '../../../schemas/control.ts';
import { count, visible } from '../format.ts';
import { current, keep } from '../store.ts';

type Outcome = JournalEntry['outcomes'][number];

/** Lines and characters that are shown before the reader asks for more. */
const fewLines = 300;
const fewCharacters = 20_000;

/** One line of a body as it is shown: how deep, its text, and the path of its attribute. */
type Line = { readonly depth: number; readonly key: string; readonly text: string; readonly path: string };

const toLines = (value: unknown, most: number): Line[] => {
  const lines: Line[] = [];
  const add = (depth: number, key: string, text: string, path: string): void => {
    if (lines.length < most) lines.push({ depth, key, text, path });
  };
  const walk = (inner: unknown, key: string, path: string, depth: number, comma: string): void => {
    if (lines.length >= most || depth > 500) return;
    if (typeof inner !== 'object' || inner === null) {
      add(depth, key, `${JSON.stringify(inner)}${comma}`, path);
      return;
    }
    const isArray = Array.isArray(inner);
    const entries = Object.entries(inner);
    const [open, close] = isArray ? '[]' : '{}';
    if (entries.length === 0) {
      add(depth, key, `${open}${close}${comma}`, path);
      return;
    }
    add(depth, key, open as string, path);
    for (const [index, [name, child]] of entries.entries()) {
      const childPath = isArray ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
      walk(child, isArray ? '' : JSON.stringify(name), childPath, depth + 1, index < entries.length - 1 ? ',' : '');
    }
    add(depth, '', `${close}${comma}`, path === '' ? '' : `${path}.`);
  };
  walk(value, '', '', 0, '');
  return lines;
};

/** The names under which the outcome of a path may be noted: operations of a PATCH note the attribute alone. */
const namesOf = ({ path, text }: Line): string[] => {
  const within = path.replace(/^Operations\[\d+\]\.value\.?/i, '');
  const named = /^Operations\[\d+\]\.path$/i.test(path) ? text.replace(/[",]/g, '') : '';
  return [path, within, named].filter((name) => name !== '');
};

const attributeOf = (path: string): string => path.replace(/[.[].*$/, '');

const outcomeOf = (line: Line, outcomes: ReadonlyMap<string, Outcome>): { outcome?: Outcome; inherited?: Outcome } => {
  for (const name of namesOf(line)) {
    const outcome = outcomes.get(name);
    if (outcome) return { outcome };
  }
  for (const name of namesOf(line)) {
    const inherited = outcomes.get(attributeOf(name));
    if (inherited && name !== attributeOf(name)) return { inherited };
  }
  return {};
};

export const outcomeLabel = ({ outcome, quirk }: Outcome): TemplateResult =>
  html`<span class="outcome ${outcome}">${outcome === 'read-only' ? 'read only' : outcome}</span>${quirk ? html` <span class="because">${quirk}</span>` : nothing}`;

const lineView = (line: Line, outcomes: ReadonlyMap<string, Outcome>): TemplateResult => {
  const { outcome, inherited } = outcomeOf(line, outcomes);
  const kind = (outcome ?? inherited)?.outcome ?? '';
  const text = visible(line.text, 2_000);
  return html`<div class="line ${kind}"><code>${'  '.repeat(line.depth)}${line.key ? html`<span class="name">${visible(line.key, 200)}</span>: ` : nothing}<bdi>${text}</bdi></code>${outcome ? html`<span class="note">${outcomeLabel(outcome)}</span>` : nothing}</div>`;
};

/** A body with the outcome of each attribute beside its line. */
export const annotatedBody = (name: string, body: string, noted: readonly Outcome[] = []): TemplateResult => {
  const whole = current().local[name] === 'whole';
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    const shown = visible(body, whole ? 1_000_000 : fewCharacters);
    return html`<p class="hint">The body is not valid JSON.</p><pre class="body"><bdi>${shown}</bdi></pre>`;
  }
  const outcomes = new Map(noted.map((outcome) => [outcome.path, outcome]));
  const lines = toLines(value, whole ? 20_000 : fewLines);
  const shown = new Set(lines.flatMap(namesOf));
  const absent = noted.filter(({ path }) => !path.startsWith('?') && !shown.has(path));
  return html`<div class="body">${lines.map((line) => lineView(line, outcomes))}</div>
    ${lines.length >= fewLines && !whole ? html`<button class="quiet" @click=${() => keep(name, 'whole')}>Show all of ${count(body.length, 'character')}</button>` : nothing}
    ${absent.length > 0 ? html`<ul class="absent">${absent.slice(0, 50).map((outcome) => html`<li><code>${visible(outcome.path, 200)}</code> ${outcomeLabel(outcome)}</li>`)}</ul>` : nothing}`;
};
