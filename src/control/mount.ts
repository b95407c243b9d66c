import type { FastifyInstance } from 'fastify';
import { after } from '../background.ts';
import { version } from '../version.ts';
import type { ControlContext } from './context.ts';
import { HttpError, sendProblem } from './http-error.ts';
import { refusal } from './safety.ts';
import { uiPath } from './ui-path.ts';

/** How long after the start the control plane is loaded, where nobody has asked for it. */
const idleMs = 1_000;

/**
 * The control plane is an application of its own, loaded when it is first asked for: SCIM starts without it, and
 * neither of the two can leak into the other.
 */
export const mountControl = (
  http: FastifyInstance,
  settings: Omit<ControlContext, 'stopping'>,
  load: () => Promise<Pick<typeof import('./app.ts'), 'buildControl'>> = () => import('./app.ts'),
): void => {
  const stopping = new AbortController();
  const context = { ...settings, stopping: stopping.signal };
  let control: Promise<FastifyInstance> | undefined;
  const open = async (): Promise<FastifyInstance> => {
    const { buildControl } = await load();
    return buildControl(context);
  };
  /** Opens it once; a failure is forgotten, so that the next call tries again. */
  const opened = (): Promise<FastifyInstance> => {
    control ??= open().catch((error: unknown) => {
      control = undefined;
      throw error;
    });
    return control;
  };
  http.register(
    async (scope) => {
      scope.addHook('onRequest', async (request, reply) => {
        let app: FastifyInstance;
        try {
          app = await opened();
        } catch (error) {
          context.logger?.error({ err: error }, 'the control plane could not be loaded');
          const unloaded = new HttpError(
            503,
            'The control plane could not be loaded; the log contains the cause. Send the request again.',
          );
          return sendProblem(reply, refusal(request, context, false) ?? unloaded);
        }
        reply.hijack();
        app.routing(request.raw, reply.raw);
        return undefined;
      });
      scope.all('/', () => {});
      scope.all('/*', () => {});
    },
    { prefix: '/_emulator' },
  );
  // A person with a browser is led to the page; for every other client there is nothing at this path.
  http.get('/', (request, reply) =>
    /\btext\/html\b/.test(request.headers.accept ?? '')
      ? reply.header('vary', 'Accept').redirect(uiPath)
      : reply.callNotFound(),
  );
  // What images and CI ask again and again answers without the rest.
  http.get('/_emulator/health', { exposeHeadRoute: true }, () => ({ status: 'ok', version }));
  // Loaded in idle time, while there are descriptors and the files are those of this version.
  http.addHook('onListen', async () => {
    after(
      idleMs,
      'loading the control plane',
      () => (stopping.signal.aborted ? undefined : opened()),
      (error) => context.logger?.error({ err: error }, 'the control plane could not be loaded'),
    );
  });
  http.addHook('preClose', async () => stopping.abort());
  http.addHook('onClose', async () => {
    const app = await control?.catch(() => undefined);
    await app?.close();
  });
};
