// Fastify with its router and body parser, nothing else registered: every answer ready, or, with a third argument, as
// objects that it turns into JSON, the way a handler is mostly written.
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { created, readAnswers } from './answers.ts';

const { port, headers, byUrl, patched } = readAnswers();
const app = Fastify();
const ready = process.argv[4] === undefined;
const answers = new Map<string, unknown>([...byUrl].map(([url, body]) => [url, ready ? body : JSON.parse(body)]));
const patch = ready ? patched : JSON.parse(patched);

const replay = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const body = answers.get(request.url);
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
app.patch('/scim/v2/Groups/:groupId', (_request, reply) => reply.headers(headers).send(patch));

await app.listen({ port, host: '127.0.0.1' });
process.once('SIGTERM', () => process.exit(0));
