import { html, nothing, type TemplateResult } from 'lit-html';
import type { Report } from '../../../schemas/report.ts';
import { toLink } from '../address.ts';
import { request } from '../api.ts';
import { count, visible } from '../format.ts';
import { actionButton, badge, download, emptyState, withCode, withValue } from '../parts.ts';
import { takesValue, worldPath } from '../paths.ts';
import { resource } from '../resources.ts';
import { current } from '../store.ts';

type Finding = Report['findings'][number];

const numberLink = (sequence: number): TemplateResult =>
  html`<a href=${toLink(current().address.world, 'requests', String(sequence))}>No. ${sequence}</a>`;

const findingView = (finding: Finding): TemplateResult => html`<li class="card finding ${finding.severity}">
  <div class="bar"><h3>${finding.title}</h3>${badge(finding.severity, finding.severity)}<span class="muted">${count(finding.count, 'time')}</span></div>
  <p><bdi>${withCode(visible(finding.summary, 600))}</bdi></p>
  <p class="muted">${withCode(finding.explanation)}</p>
  <p class="remedy"><strong>To do:</strong> ${withCode(finding.remedy)}</p>
  ${finding.examples.length > 0 ? html`<ul class="examples">${finding.examples.map((example) => html`<li>${numberLink(example.sequence)} <code><bdi>${visible(example.call, 200)}</bdi></code> <span class="muted"><bdi>${visible(example.note, 200)}</bdi></span></li>`)}</ul>` : nothing}
  ${finding.evidence.length > 0 ? html`<details><summary>Evidence</summary><ul>${finding.evidence.map((each) => html`<li>${badge(each.confidence, each.confidence)} ${each.description} <span class="muted">${each.evidence}</span></li>`)}</ul></details>` : nothing}
</li>`;

const goalView = ({ goal }: Report): TemplateResult | typeof nothing => {
  if (goal === null) return nothing;
  const lines = [
    ...goal.missing.users.map(
      ({ userName, invited }) => `${userName} is missing${invited ? ': an invite is pending' : ''}`,
    ),
    ...goal.missing.groups.map((name) => `The group ${name} is missing`),
    ...goal.unexpected.users.map((name) => `${name} should not be active`),
    ...goal.unexpected.groups.map((name) => `The group ${name} should not be there`),
    ...goal.attributes.map(
      (each) =>
        `${each.name}: ${each.attribute} is ${JSON.stringify(each.actual)}, not ${JSON.stringify(each.expected)}`,
    ),
    ...goal.membership.map(
      (each) => `${each.group} lacks ${each.missing.length} and has ${each.unexpected.length} too many`,
    ),
  ];
  return html`<section><h2>Goal</h2>${goal.met ? html`<p>${badge('good', 'met')} The directory is as declared.</p>` : html`<ul>${lines.slice(0, 200).map((line) => html`<li><bdi>${visible(line, 300)}</bdi></li>`)}</ul>`}</section>`;
};

const inferredView = ({ inferred }: Report): TemplateResult | typeof nothing =>
  inferred.length === 0
    ? nothing
    : html`<section><h2>What rests on inference</h2><p class="muted">Nothing public decides these. Postman may answer otherwise.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Inferred decisions"><table><thead><tr><th scope="col">Behaviour</th><th scope="col">Decision</th><th scope="col" class="number">Requests</th><th scope="col">First</th></tr></thead><tbody>
      ${inferred.map((each) => html`<tr><th scope="row"><a href=${toLink(current().address.world, 'behaviours', undefined, { q: each.quirk })}>${each.quirk}</a></th><td>${each.description}</td><td class="number">${each.count}</td><td>${each.sequences.slice(0, 1).map(numberLink)}</td></tr>`)}
      </tbody></table></div></section>`;

const outcomesView = ({ outcomes }: Report): TemplateResult | typeof nothing =>
  outcomes.length === 0
    ? nothing
    : html`<section><h2>Attributes</h2><div class="scroll" tabindex="0" role="region" aria-label="Outcomes of attributes"><table><thead><tr><th scope="col">Operation</th><th scope="col">Attribute</th>${['Stored', 'Ignored', 'Coerced', 'Rejected', 'Read only'].map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead><tbody>
      ${outcomes.map(({ operation, path, outcomes: sums }) => html`<tr><td>${operation}</td><th scope="row"><code><bdi>${visible(path, 120)}</bdi></code></th>${(['stored', 'ignored', 'coerced', 'rejected', 'read-only'] as const).map((name) => html`<td class="number ${sums[name] > 0 ? `outcome ${name}` : 'muted'}">${sums[name]}</td>`)}</tr>`)}
      </tbody></table></div></section>`;

const formats = [
  ['Markdown', 'markdown', 'report.md', 'text/markdown'],
  ['JUnit', 'junit', 'report.xml', 'application/xml'],
  ['JSON', 'json', 'report.json', 'application/json'],
] as const;

const downloads = (): TemplateResult => html`<div class="actions downloads"><span class="muted">Download</span>
  ${formats.map(([label, format, file, type]) => (takesValue('report', format) ? actionButton(`report ${format}`, label, async () => download(file, type, await request('GET', `${worldPath()}/report?format=${format}`)), { describe: `Download the report as ${label}` }) : nothing))}
  ${actionButton('report har', 'HAR', async () => download(`${current().address.world}.har`, 'application/json', await request('GET', `${worldPath()}/journal?format=har`)), { describe: 'Download the requests as HAR' })}</div>`;

const reportView = (report: Report): TemplateResult => {
  if (report.requests === 0)
    return emptyState(
      'No verdict yet',
      'A verdict needs requests. Point a client at the emulator first.',
      html`<a class="button" href=${toLink(current().address.world, 'start')}>How to connect a client</a>`,
    );
  const passed = report.verdict.outcome === 'passed';
  return html`<header class="bar"><h1>Verdict</h1>${downloads()}</header>
    <div class="verdict ${passed ? 'good' : 'bad'}"><h2>${passed ? 'Passed' : 'Failed'}</h2>
      <p>${passed ? 'This run would work with Postman.' : 'This run would not do at Postman what the client expects.'} ${count(report.requests, 'request')}${report.missed > 0 ? `, of which ${report.missed} had left the journal` : ''}.</p>
      ${report.verdict.reasons.length > 0 ? html`<ul>${report.verdict.reasons.map((reason) => html`<li><bdi>${visible(reason, 400)}</bdi></li>`)}</ul>` : nothing}</div>
    <section><h2>Findings</h2>${report.findings.length === 0 ? html`<p class="muted">None.</p>` : html`<ul class="cards">${report.findings.map(findingView)}</ul>`}</section>
    ${goalView(report)}${inferredView(report)}${outcomesView(report)}`;
};

export const verdictView = (): TemplateResult =>
  html`<div class="view">${withValue(resource<Report>(`${worldPath()}/report`), reportView)}</div>`;
