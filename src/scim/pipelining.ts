import type { FastifyReply } from 'fastify';

/**
 * Calls `next` once all earlier responses on the connection are sent, because Node hands over all requests that arrive in one piece, and
 * their answers would wait in memory. An error goes to `fail`.
 */
export const whenFirstInLine = ({ raw }: FastifyReply, fail: (error: Error) => void, next: () => void): void => {
  if (raw.socket !== null) {
    next();
    return;
  }
  raw.once('socket', () => {
    try {
      next();
    } catch (error) {
      fail(error as Error);
    }
  });
};
