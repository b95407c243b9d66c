import { html, nothing, type TemplateResult } from 'lit-html';
import type { Fault, NewFault } from '../../../schemas/control.ts';
import { send } from '../api.ts';
import { visible } from '../format.ts';
import { actionButton, badge, submit, withValue } from '../parts.ts';
import { worldPath } from '../paths.ts';
import { resource } from '../resources.ts';

const every = [
  'GET /Users',
  'POST /Users',
  'GET /Users/{userId}',
  'PUT /Users/{userId}',
  'PATCH /Users/{userId}',
  'GET /Groups',
  'POST /Groups',
  'GET /Groups/{groupId}',
  'PATCH /Groups/{groupId}',
  'DELETE /Groups/{groupId}',
];

const presets: readonly (readonly [label: string, fault: NewFault])[] = [
  [
    'The next POST answers 500 after the work was done',
    { operations: ['POST /Users', 'POST /Groups'], times: 1, when: 'after', effect: { kind: 'error', status: 500 } },
  ],
  [
    'Every third call answers 429',
    { operations: every, every: 3, effect: { kind: 'rate-limit', retryAfterSeconds: 5 } },
  ],
  ['Every call is slow by two seconds', { operations: every, effect: { kind: 'delay', milliseconds: 2000 } }],
  [
    'The next answer is cut after 20 bytes',
    { operations: every, times: 1, when: 'after', effect: { kind: 'truncate', bytes: 20 } },
  ],
  ['The next connection is reset', { operations: every, times: 1, effect: { kind: 'reset' } }],
  [
    'The next call meets a proxy: 502 in HTML',
    { operations: every, times: 1, effect: { kind: 'proxy-page', status: 502 } },
  ],
];

const add = (fault: NewFault): Promise<unknown> => send('POST', `${worldPath()}/faults`, fault);

const effectOf = (effect: Fault['effect']): string => {
  const { kind, ...rest } = effect;
  return [kind, ...Object.values(rest)].join(' ');
};

const howOften = ({ times, every: nth }: Fault): string =>
  times !== null ? `the next ${times}` : nth !== null ? `every ${nth}th` : 'all';

const operationsOf = ({ operations }: Fault): string =>
  operations.length > 4 ? `${operations.length} operations` : operations.join(', ');

const toEffect = ({ kind, number = '' }: Record<string, string>): NewFault['effect'] => {
  const value = Number(number);
  const effects: Record<string, unknown> = {
    error: { kind, status: value || 500 },
    'rate-limit': { kind, retryAfterSeconds: value || 5 },
    delay: { kind, milliseconds: value || 1000 },
    truncate: { kind, bytes: value || 20 },
    'proxy-page': { kind, status: value || 502 },
  };
  return (effects[kind ?? ''] ?? { kind }) as NewFault['effect'];
};

const toFault = (fields: Record<string, string>): NewFault => ({
  operations: fields.operation === 'all' ? every : [fields.operation ?? ''],
  when: fields.when as 'before' | 'after',
  ...(fields.often === 'times' && { times: Number(fields.count) || 1 }),
  ...(fields.often === 'every' && { every: Number(fields.count) || 1 }),
  effect: toEffect(fields),
});

const select = (name: string, label: string, choices: readonly (readonly [string, string])[]): TemplateResult =>
  html`<label class="field"><span>${label}</span><select name=${name}>${choices.map(([value, text]) => html`<option value=${value}>${text}</option>`)}</select></label>`;

const form = (): TemplateResult => html`<details><summary>Another fault</summary><form class="inline" @submit=${submit(
  'fault',
  (fields) => add(toFault(fields)),
  () => 'The fault is set.',
)}>
  ${select('operation', 'Operation', [['all', 'All'], ...every.map((each) => [each, each] as const)])}
  ${select('kind', 'Effect', [
    ['error', 'Error of Postman'],
    ['rate-limit', 'Rate limit (429)'],
    ['delay', 'Delay'],
    ['truncate', 'Cut the answer'],
    ['malformed-json', 'Malformed JSON'],
    ['proxy-page', 'Page of a proxy'],
    ['reset', 'Reset the connection'],
  ])}
  <label class="field"><span>Status, seconds, ms or bytes</span><input name="number" inputmode="numeric" pattern="[0-9]*" autocomplete="off"></label>
  ${select('when', 'When', [
    ['before', 'Instead of the work'],
    ['after', 'After the work was done'],
  ])}
  ${select('often', 'How often', [
    ['always', 'Always'],
    ['times', 'The next N'],
    ['every', 'Every Nth'],
  ])}
  <label class="field"><span>N</span><input name="count" inputmode="numeric" pattern="[0-9]*" autocomplete="off"></label><button>Set the fault</button></form></details>`;

export const faultsSection =
  (): TemplateResult => html`<section aria-labelledby="faults-title"><h2 id="faults-title">Faults</h2>
  <div class="actions">${presets.map(([label, fault], index) => actionButton(`preset ${index}`, label, () => add(fault), { done: 'The fault is set.' }))}</div>
  ${withValue(resource<Fault[]>(`${worldPath()}/faults`), (faults) => (faults.length === 0 ? html`<p class="muted">No fault is set.</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label="Faults that are set"><table><thead><tr><th scope="col">Operations</th><th scope="col">Effect</th><th scope="col">When</th><th scope="col">How often</th><th scope="col">Applied</th><th scope="col"><span class="visually-hidden">Remove</span></th></tr></thead><tbody>${faults.map((fault) => html`<tr><th scope="row">${visible(operationsOf(fault), 200)}</th><td>${badge('fault', effectOf(fault.effect))}</td><td>${fault.when === 'after' ? 'after the work' : 'instead of the work'}</td><td>${howOften(fault)}</td><td>${fault.applied} of ${fault.matched}</td><td>${actionButton(`unfault ${fault.id}`, 'Remove', () => send('DELETE', `${worldPath()}/faults/${fault.id}`), { describe: `Remove ${fault.id}` })}</td></tr>`)}</tbody></table></div>`))}
  ${form()}${nothing}</section>`;
