import fc from 'fast-check';
import t, { test } from 'tap';
import { startEmulator } from '../../src/index.ts';
import { isLong } from '../effort.ts';
import { sequences } from './operations.ts';
import { createPlayer, type Target, type WireAnswer } from './run.ts';
import type { WireRequest } from './scim.ts';
import { injected } from './targets.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

type Fault = (request: WireRequest, send: Target['send']) => Promise<WireAnswer>;

const isScim = ({ url }: WireRequest): boolean => url.startsWith('/scim/v2');

/** Sends as it is, and bends what comes back. */
const bent =
  (bend: (body: string) => string): Fault =>
  async (request, send) => {
    const answer = await send(request);
    return isScim(request) ? { ...answer, body: bend(answer.body) } : answer;
  };

const bentJson = (bend: (body: Record<string, unknown>) => void): Fault =>
  bent((text) => {
    if (!text.startsWith('{')) return text;
    const body = JSON.parse(text) as Record<string, unknown>;
    bend(body);
    return JSON.stringify(body);
  });

/** Ways in which an emulator could be wrong; a model that lets one pass proves nothing. */
const faults: Record<string, Fault> = {
  'lists are in another order': bentJson((body) => {
    if (Array.isArray(body.Resources)) body.Resources.reverse();
  }),
  'itemsPerPage is 100': bentJson((body) => {
    if (Array.isArray(body.Resources)) body.itemsPerPage = 100;
  }),
  'externalId is lost': bentJson((body) => {
    delete body.externalId;
  }),
  'keys are in another order': bentJson((body) => {
    const { schemas } = body;
    delete body.schemas;
    body.schemas = schemas;
  }),
  'moments have milliseconds': bent((text) => text.replaceAll('.000Z', '.001Z')),
  'a status is off': async (request, send) => {
    const answer = await send(request);
    return isScim(request) && answer.status === 201 ? { ...answer, status: 200 } : answer;
  },
  'addresses are filtered without regard to case': (request, send) =>
    send({
      ...request,
      url: request.url.replace(/filter=[^&]*/, (filter) => filter.replace(/%22[^%]*%40/g, (a) => a.toLowerCase())),
    }),
  'half of a PATCH is applied': (request, send) => {
    if (!isScim(request) || request.method !== 'PATCH' || !request.url.includes('/Groups/')) return send(request);
    try {
      const body = JSON.parse(request.body ?? '') as { Operations: unknown[] };
      return send({ ...request, body: JSON.stringify({ ...body, Operations: body.Operations.slice(0, 1) }) });
    } catch {
      return send(request);
    }
  },
  'a DELETE is acknowledged and not done': async (request, send) =>
    isScim(request) && request.method === 'DELETE' && request.url.includes('/Groups/')
      ? send({ ...request, method: 'GET' }).then((answer) =>
          answer.status === 200 ? { status: 204, headers: {}, body: '' } : answer,
        )
      : send(request),
  'a key that was revoked still opens': (request, send) =>
    request.url.endsWith('/revoke') ? send({ method: 'GET', url: '/_emulator/health', headers: {} }) : send(request),
};

for (const [what, fault] of Object.entries(faults)) {
  test(`the model notices that ${what}`, async (t) => {
    const emulator = await startEmulator({ socket: false });
    t.teardown(() => emulator.close());
    const target = injected(() => emulator);
    const { play } = createPlayer({ ...target, send: (request) => fault(request, target.send) });
    const { failed } = await fc.check(fc.asyncProperty(sequences(), play), {
      seed: 1,
      numRuns: 200,
      endOnFailure: true,
    });
    t.ok(failed);
  });
}
