import { html, nothing, type TemplateResult } from 'lit-html';
import type { ApiKey, Team } from '../../../schemas/control.ts';
import { act, send } from '../api.ts';
import { fullTime, visible } from '../format.ts';
import { actionButton, badge, copyButton, submit, withValue } from '../parts.ts';
import { teamOf, teamPath } from '../paths.ts';
import { resource } from '../resources.ts';
import { ask } from '../store.ts';

const change = (change: Record<string, unknown>): Promise<unknown> => send('PATCH', teamPath(), change);

const keyActions = (key: ApiKey): TemplateResult | typeof nothing => {
  if (key.status !== 'ACTIVE') return nothing;
  const path = `${teamPath()}/keys/${encodeURIComponent(key.id)}`;
  return html`${actionButton(`grace ${key.id}`, 'Regenerate, keep the old one for an hour', () => send('POST', `${path}/regenerate`, { graceSeconds: 3600 }), { done: 'There is a new key. The old one works for another hour of the world.' })}
    <button type="button" @click=${() => ask({ title: `Regenerate ${visible(key.name, 60)}?`, text: 'The old key stops at once: every client that uses it gets 401.', action: 'Regenerate', run: () => act(`new ${key.id}`, () => send('POST', `${path}/regenerate`), 'There is a new key. The old one answers 401.') })}>Regenerate</button>
    <button type="button" class="danger" @click=${() => ask({ title: `Revoke ${visible(key.name, 60)}?`, text: 'Every client that uses it gets 401. This cannot be undone.', action: 'Revoke', run: () => act(`revoke ${key.id}`, () => send('POST', `${path}/revoke`), 'The key is revoked. It answers 401.') })}>Revoke</button>`;
};

const keysView = (keys: readonly ApiKey[]): TemplateResult => html`${
  keys.length === 0
    ? html`<p class="muted">There is no key.</p>`
    : html`<ul class="cards">${keys.map(
        (
          key,
        ) => html`<li class="card"><div class="bar"><h3><bdi>${visible(key.name, 120)}</bdi></h3>${badge(key.status === 'ACTIVE' ? 'good' : 'plain', key.status)}</div>
  <div class="copyable"><code>${key.key}</code>${copyButton(key.key, `the key ${key.name}`)}</div>
  <p class="muted">Made ${fullTime(key.created)}${key.createdBy ? ` by ${key.createdBy}` : ''}${key.expires ? `, ends ${fullTime(key.expires)}` : ''}.</p><div class="actions">${keyActions(key)}</div></li>`,
      )}</ul>`
}
  <form class="inline" @submit=${submit(
    'generate',
    (fields) => send('POST', `${teamPath()}/keys`, fields),
    () => 'The key was generated. Copy it now: Postman shows a key only once.',
  )}><label class="field"><span>Name of the key</span><input name="name" required autocomplete="off" placeholder="Okta"></label><label class="field"><span>Made by (address of an admin, optional)</span><input name="createdBy" type="email" autocomplete="off"></label><button class="primary">Generate SCIM API Key</button></form>`;

const settingsOf = (team: Team): TemplateResult => html`
  <header class="bar"><h1>Team settings</h1><span class="muted">${visible(team.name, 80)}</span></header>
  <p class="lead">In the order in which Postman's guide walks through them.</p>
  <section aria-labelledby="plan-title"><h2 id="plan-title">1. Plan and single sign-on</h2>
    <p>SCIM needs an Enterprise plan and SSO with exactly one method.</p>
    <form class="inline" @submit=${submit(
      'plan',
      ({ plan, methods, several }) =>
        change({ plan, ssoMethods: Number(methods), severalSsoMethods: several !== undefined }),
      ({ plan, methods }) => `The team has the plan ${plan} and SSO methods: ${methods}.`,
      false,
    )}><label class="field"><span>Plan</span><select name="plan">${['free', 'basic', 'professional', 'enterprise'].map((plan) => html`<option ?selected=${plan === team.plan}>${plan}</option>`)}</select></label>
      <label class="field"><span>SSO methods</span><input name="methods" type="number" min="0" max="100" required value=${team.ssoMethods}></label>
      <label class="toggle"><input name="several" type="checkbox" ?checked=${team.severalSsoMethods}>Postman agreed to several</label><button>Change</button></form></section>
  <section aria-labelledby="domains-title"><h2 id="domains-title">2. Verified domains</h2>
    <p>People of a verified domain join at once, even with an account elsewhere. Others get an invite.</p>
    ${team.verifiedDomains.length === 0 ? html`<p class="muted">No domain is verified.</p>` : html`<ul class="tags">${team.verifiedDomains.map((domain) => html`<li><code>${visible(domain, 120)}</code> ${actionButton(`domain ${domain}`, 'Remove', () => change({ verifiedDomains: team.verifiedDomains.filter((other) => other !== domain) }), { describe: `Remove ${domain}`, done: `${domain} is no longer verified.` })}</li>`)}</ul>`}
    <form class="inline" @submit=${submit(
      'domain',
      ({ domain }) => change({ verifiedDomains: [...team.verifiedDomains, domain] }),
      ({ domain }) => `${domain} is verified: its people join at once.`,
    )}><label class="field"><span>Domain</span><input name="domain" required placeholder="example.com" autocomplete="off"></label><button>Verify</button></form></section>
  <section aria-labelledby="scim-title"><h2 id="scim-title">3. SCIM provisioning</h2>
    <p>${team.scimEnabled ? html`${badge('good', 'on')} Clients reach <code>${team.baseUrl}</code>.` : html`${badge('plain', 'off')} Every SCIM request answers 401.`}</p>
    ${actionButton('scim', team.scimEnabled ? 'Turn SCIM provisioning off' : 'Turn SCIM provisioning on', () => change({ scimEnabled: !team.scimEnabled }), { done: team.scimEnabled ? 'SCIM is off: every request answers 401.' : 'SCIM is on.', kind: team.scimEnabled ? '' : 'primary' })}</section>
  <section aria-labelledby="keys-title"><h2 id="keys-title">4. SCIM API keys</h2>${withValue(resource<ApiKey[]>(`${teamPath()}/keys`), keysView)}</section>`;

export const settingsView = (): TemplateResult => html`<div class="view">${withValue(teamOf(), settingsOf)}</div>`;
