import type { FastifyInstance } from 'fastify';
import { version } from '../version.ts';
import type { ControlContext } from './context.ts';
import { uiPath } from './ui-path.ts';

/**
 * The control plane is an application of its own, loaded when it is first asked for: SCIM starts without it, and
 * neither of the two can leak into the other.
 */
export const mountControl = (http: FastifyInstance, settings: Omit<ControlContext, 'stopping'>): void => {
  const stopping = new AbortController();
  const context = { ...settings, stopping: stopping.signal };
  let control: Promise<FastifyInstance> | undefined;
  const open = async (): Promise<FastifyInstance> => {
    const { buildControl } = await import('./app.ts');
    return buildControl(context);
  };
  http.register(
    async (scope) => {
      scope.addHook('onRequest', async (request, reply) => {
        control ??= open();
        const app = await control;
        reply.hijack();
        app.routing(request.raw, reply.raw);
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
  http.addHook('preClose', async () => stopping.abort());
  http.addHook('onClose', async () => void (await (await control)?.close()));
};
