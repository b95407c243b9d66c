import type { App } from './app.ts';
import { guarded } from './background.ts';
import type { StreamTransport, Transport } from './control/client/transport.ts';
import { ControlChannel } from './control/client/transport.ts';

const injected =
  (app: App, url: string): Transport =>
  async ({ method, url: path, headers, body }) => {
    const answer = await app.http.inject({
      method: method as 'GET',
      url: path,
      headers: { ...headers, host: new URL(url).host },
      ...(body !== undefined && { payload: body }),
    });
    return { status: answer.statusCode, body: answer.body };
  };

const injectedStream =
  (app: App, url: string): StreamTransport =>
  async ({ url: path, headers, signal }) => {
    const answer = await app.http.inject({
      url: path,
      headers: { ...headers, host: new URL(url).host },
      payloadAsStream: true,
    });
    const body = answer.stream();
    body.setEncoding('utf8');
    const close = guarded('the end of a stream', () => body.destroy());
    if (signal.aborted) close();
    else signal.addEventListener('abort', close, { once: true });
    return { status: answer.statusCode, body };
  };

/** A channel to the control plane of a server in this process, without a socket. */
export const channelTo = (app: App, url: string, token: string | undefined): ControlChannel =>
  new ControlChannel(injected(app, url), token, injectedStream(app, url));
