import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { guarded } from '../background.ts';

/** The number of requests that may wait for their turn on one connection; more close it, because each waits in memory. */
const maxWaiting = 1_000;

const waiting = new WeakMap<Socket, number>();

/**
 * Calls `next` once all earlier responses on the connection are sent, because Node hands over all requests that arrive in
 * one piece, and their answers would wait in memory. An error goes to `fail`.
 */
export const whenFirstInLine = (
  request: FastifyRequest,
  { raw }: FastifyReply,
  fail: (error: Error) => void,
  next: () => void,
): void => {
  if (raw.socket !== null) {
    next();
    return;
  }
  const { socket } = request.raw;
  const count = (waiting.get(socket) ?? 0) + 1;
  waiting.set(socket, count);
  if (count > maxWaiting) {
    socket.destroy();
    return;
  }
  const takeTurn = guarded(
    'a pipelined request',
    () => {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      next();
    },
    (error) => fail(error as Error),
  );
  raw.once('socket', takeTurn);
};
