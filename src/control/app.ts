import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { version } from '../version.ts';
import type { ControlContext } from './mount.ts';

export const buildControl = (_context: ControlContext): FastifyInstance => {
  const app = fastify();
  app.get('/_emulator/health', () => ({ status: 'ok', version }));
  return app;
};
