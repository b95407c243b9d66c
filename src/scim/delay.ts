import type { FastifyInstance } from 'fastify';
import { guarded } from '../background.ts';

/** Calls `done` after milliseconds of real time. */
export type Delay = (milliseconds: number, done: () => void) => void;

/** Creates a delay that ends early when the server stops. */
export const createDelay = (app: FastifyInstance): Delay => {
  const waiting = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const finish of waiting) finish();
  });
  return (milliseconds, done) => {
    const finish = guarded('a delayed answer', () => {
      clearTimeout(timer);
      waiting.delete(finish);
      done();
    });
    const timer = setTimeout(finish, milliseconds);
    waiting.add(finish);
  };
};
