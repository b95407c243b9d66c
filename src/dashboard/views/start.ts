import { html, nothing, type TemplateResult } from 'lit-html';
import { toLink } from '../address.ts';
import { act } from '../api.ts';
import { copyButton, withValue } from '../parts.ts';
import { worldOf } from '../paths.ts';
import { current } from '../store.ts';

const field = (label: string, value: string): TemplateResult =>
  html`<div class="copyable"><span class="label">${label}</span><code>${value}</code>${copyButton(value, label)}</div>`;

/** The page plays a client for once: what it sends is a request as any other. */
const sendFirst = (baseUrl: string, key: string): Promise<boolean> =>
  act(
    'first',
    async () => {
      const path = new URL(baseUrl).pathname;
      const answer = await fetch(`${path}/Users`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/scim+json' },
        body: JSON.stringify({
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          userName: 'taylor.lee@example.com',
          name: { givenName: 'Taylor', familyName: 'Lee' },
          emails: [{ value: 'taylor.lee@example.com', primary: true }],
          title: 'Engineer',
          active: true,
        }),
      });
      if (answer.status === 0) throw new Error('The emulator does not answer.');
    },
    'Sent POST /Users. Postman ignores some of it: open the request to see which part.',
  );

const guides = (baseUrl: string, key: string): TemplateResult => html`
  <details open><summary>Okta</summary><table class="plain"><tbody>
    <tr><th scope="row">SCIM 2.0 base URL</th><td><code>${baseUrl}</code></td></tr>
    <tr><th scope="row">Unique identifier field</th><td><code>userName</code></td></tr>
    <tr><th scope="row">Authentication mode</th><td>HTTP Header, <code>Bearer</code> and the key</td></tr>
    <tr><th scope="row">API token</th><td><code>${key}</code></td></tr></tbody></table></details>
  <details><summary>Microsoft Entra</summary><table class="plain"><tbody>
    <tr><th scope="row">Tenant URL</th><td><code>${baseUrl}/</code></td></tr>
    <tr><th scope="row">Secret token</th><td><code>${key}</code></td></tr></tbody></table></details>
  <details><summary>OneLogin</summary><table class="plain"><tbody>
    <tr><th scope="row">SCIM base URL</th><td><code>${baseUrl}</code></td></tr>
    <tr><th scope="row">SCIM bearer token</th><td><code>${key}</code></td></tr></tbody></table></details>
  <p class="hint">Identity providers in the cloud reach this machine through a tunnel only; start the emulator with a control token then.</p>`;

export const startView = (): TemplateResult =>
  withValue(worldOf(), ({ team }) => {
    if (!team) return html`<div class="empty"><h2>This world has no team</h2></div>`;
    const { baseUrl } = team;
    const key = team.key ?? '';
    const curl = `curl -H 'Authorization: Bearer ${key}' ${baseUrl}/Users`;
    const { rows, address, busy } = current();
    return html`<div class="start">
      <h1>${rows.length === 0 ? 'Nothing has arrived yet' : 'Connect a client'}</h1>
      <p class="lead">Point an identity provider or a connector at this address. Every request shows here at once, with what Postman makes of it.</p>
      <section aria-labelledby="connect-title"><h2 id="connect-title">Connect</h2>
        ${field('Base URL', baseUrl)}
        ${key === '' ? html`<p class="callout warn">No key works. <a href=${toLink(address.world, 'settings')}>Generate one</a> in the team settings.</p>` : field('API key', key)}
        ${field('curl', curl)}</section>
      ${
        rows.length > 0
          ? nothing
          : html`<section aria-labelledby="try-title"><h2 id="try-title">Try it without a client</h2>
        <p>This sends one POST /Users as a connector would, and creates Taylor Lee.</p>
        <button class="primary" ?disabled=${busy.has('first') || key === ''} @click=${() => sendFirst(baseUrl, key)}>Send the first request</button></section>`
      }
      <section aria-labelledby="fields-title"><h2 id="fields-title">Where it goes</h2>${guides(baseUrl, key)}</section>
    </div>`;
  });
