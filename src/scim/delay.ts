import type { FastifyInstance } from 'fastify';

/** Calls `done` after milliseconds of real time. */
export type Delay = (milliseconds: number, done: () => void) => void;

/** Creates a delay that ends early when the server stops. */
export const createDelay = (app: FastifyInstance): Delay => {
  const waiting = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const finish of waiting) finish();
  });
  return (milliseconds, done) => {
    const finish = (): void => {
      clearTimeout(timer);
      waiting.delete(finish);
      done();
    };
    const timer = setTimeout(finish, milliseconds);
    waiting.add(finish);
  };
};
