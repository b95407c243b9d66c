import { html, nothing, type TemplateResult } from 'lit-html';
import { saveToken } from './api.ts';
import { follow } from './live.ts';
import { forgetResources } from './resources.ts';
import { current, dismiss, update } from './store.ts';

const close = (): void => update({ question: undefined, dialog: undefined });

const questionDialog = (): TemplateResult | typeof nothing => {
  const { question } = current();
  if (question === undefined) return nothing;
  const { title, text, action, run } = question;
  return html`<dialog aria-labelledby="question-title" @close=${close}><h2 id="question-title"><bdi>${title}</bdi></h2><p><bdi>${text}</bdi></p>
    <div class="actions end"><button type="button" @click=${close} autofocus>Cancel</button><button type="button" class="danger solid" @click=${() => {
      close();
      void run();
    }}>${action}</button></div></dialog>`;
};

const keys = [
  ['/', 'Search in this view'],
  ['j, k', 'Next and previous request'],
  ['Esc', 'Close the request'],
  ['p', 'Pause the requests, or go on'],
  ['g then r, v, p, g, t, w, b, a', 'Requests, verdict, people, groups, team settings, world, behaviours, all worlds'],
  ['?', 'This list'],
] as const;

const keysDialog =
  (): TemplateResult => html`<dialog aria-labelledby="keys-dialog-title" @close=${close}><h2 id="keys-dialog-title">Keys</h2>
  <table class="plain"><tbody>${keys.map(([key, does]) => html`<tr><th scope="row"><kbd>${key}</kbd></th><td>${does}</td></tr>`)}</tbody></table>
  <div class="actions end"><button type="button" @click=${close} autofocus>Close</button></div></dialog>`;

const useToken = (event: SubmitEvent): void => {
  event.preventDefault();
  const token = new FormData(event.target as HTMLFormElement).get('token');
  saveToken(String(token ?? '').trim());
  close();
  forgetResources();
  void follow(current().address.world);
};

const tokenDialog =
  (): TemplateResult => html`<dialog class="locked" aria-labelledby="token-title" @cancel=${(event: Event) => event.preventDefault()}><form @submit=${useToken}><h2 id="token-title">Control token</h2>
  <p>This emulator was started with <code>--control-token</code>. The token stays in this tab.</p>
  ${current().tokenProblem ? html`<p class="callout bad" role="alert">${current().tokenProblem}</p>` : nothing}
  <label class="field"><span>Token</span><input name="token" type="password" required autocomplete="off" autofocus></label>
  <div class="actions end"><button class="primary">Open</button></div></form></dialog>`;

export const dialogs = (): TemplateResult => {
  const { dialog, question, notices } = current();
  return html`${question ? questionDialog() : dialog === 'keys' ? keysDialog() : dialog === 'token' ? tokenDialog() : nothing}
    <div class="notices" role="status">${notices.map(({ id, kind, text }) => html`<div class="notice ${kind}"><span><bdi>${text}</bdi></span><button class="quiet" aria-label="Dismiss" @click=${() => dismiss(id)}>×</button></div>`)}</div>`;
};

/** Opens the dialog that was drawn as a modal one, which keeps the focus inside. */
export const openDialogs = (): void => {
  const dialog = document.querySelector('dialog');
  if (dialog && !dialog.open) dialog.showModal();
};
