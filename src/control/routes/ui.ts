import { Type } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ControlApp } from '../context.ts';
import { answerNotFound } from '../http-error.ts';
import { contentSecurityPolicy, readUiFiles, type UiFile } from '../ui-files.ts';

const headers = {
  'cache-control': 'no-cache',
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  vary: 'Accept-Encoding',
  'x-content-type-options': 'nosniff',
};

const send = (request: FastifyRequest, reply: FastifyReply, file: UiFile): FastifyReply => {
  reply.headers(headers).header('etag', file.etag);
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const compress = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (compress) reply.header('content-encoding', 'gzip');
  return reply.type(file.type).send(compress ? file.compressed : file.body);
};

/** The page, and its files. They hold no data, so they need no token; what they ask for does. */
export const uiRoutes = (app: ControlApp): void => {
  let files: ReadonlyMap<string, UiFile> | undefined;
  const answer = (request: FastifyRequest, reply: FastifyReply, name: string): FastifyReply => {
    files ??= readUiFiles();
    const file = files.get(name);
    return file ? send(request, reply, file) : answerNotFound(request, reply);
  };
  const hidden = { schema: { hide: true, params: Type.Object({ '*': Type.Optional(Type.String()) }) } };
  const options = { ...hidden, config: { open: true } };
  app.get('/ui', options, (request, reply) => answer(request, reply, ''));
  app.get('/ui/*', options, (request, reply) => answer(request, reply, request.params['*'] ?? ''));
};
