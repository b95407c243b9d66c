// Fastify with its router and body parser, every answer ready, nothing else registered.
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { created, readAnswers } from './answers.ts';

const { port, headers, byUrl, patched } = readAnswers();
const app = Fastify();

const replay = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const body = byUrl.get(request.url);
  return reply
    .code(body === undefined ? 404 : 200)
    .headers(headers)
    .send(body ?? '{}');
};

app.get('/scim/v2/Users', replay);
app.get('/scim/v2/Users/:userId', replay);
app.post('/scim/v2/Users', (request, reply) =>
  reply
    .code(201)
    .headers(headers)
    .send(created(request.body as Record<string, unknown>)),
);
app.patch('/scim/v2/Groups/:groupId', (_request, reply) => reply.headers(headers).send(patched));

await app.listen({ port, host: '127.0.0.1' });
process.once('SIGTERM', () => process.exit(0));
