import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { Masking } from '../masking/masking.ts';
import type { Store } from '../store/store.ts';
import type { Registry } from '../worlds/registry.ts';
import type { Rehearse } from './rehearsal.ts';
import type { Policy } from './safety.ts';

/** What every control route works with. */
export type ControlContext = Policy & {
  readonly store: Store;
  readonly worlds: Registry;
  /** Masks secrets in whatever leaves. */
  readonly masking: Masking;
  /** Answers a request in a copy of a world. */
  readonly rehearse: Rehearse;
  readonly logger: FastifyBaseLogger | undefined;
  /** Aborted when the server stops: pending long polls are answered then. */
  readonly stopping: AbortSignal;
};

/** The Fastify instance that control routes are registered on. */
export type ControlApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
