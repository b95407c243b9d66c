import { type Static, Type } from '@sinclair/typebox';
import { GoalDifference } from './goal.ts';
import { AuditEntry } from './world-document.ts';

const Count = Type.Integer({ minimum: 0 });
const Instant = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

export const Severity = Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('note')], {
  description:
    'error: the request fails at Postman. warning: the request succeeds with another effect than its client expects. note: information.',
});
export type Severity = Static<typeof Severity>;

const Confidence = Type.Union([Type.Literal('documented'), Type.Literal('observed'), Type.Literal('inferred')]);

export const Example = Type.Object({
  sequence: Type.Integer({ description: "The request's number in the journal." }),
  call: Type.String({ description: 'Method and path, shortened.' }),
  note: Type.String(),
});
export type Example = Static<typeof Example>;

export const Finding = Type.Object({
  id: Type.String(),
  severity: Severity,
  title: Type.String(),
  summary: Type.String({ description: 'The occurrence in this run.' }),
  explanation: Type.String({ description: 'The consequence in production.' }),
  remedy: Type.String({ description: 'The remedy.' }),
  evidence: Type.Array(
    Type.Object({ quirk: Type.String(), confidence: Confidence, description: Type.String(), evidence: Type.String() }),
  ),
  count: Count,
  examples: Type.Array(Example),
});
export type Finding = Static<typeof Finding>;

export const OutcomeSum = Type.Object({
  operation: Type.String(),
  path: Type.String({ description: "The attribute's path, or `?name` for a query parameter; [] is any index." }),
  outcomes: Type.Object({
    stored: Count,
    ignored: Count,
    coerced: Count,
    rejected: Count,
    'read-only': Count,
  }),
  quirks: Type.Array(Type.Object({ quirk: Type.String(), confidence: Confidence, count: Count })),
});
export type OutcomeSum = Static<typeof OutcomeSum>;

export const OperationSum = Type.Object({
  operation: Type.String({ description: 'The operationId; `not routed` for a request without a route.' }),
  calls: Count,
  succeeded: Count,
  refused: Type.Integer({ minimum: 0, description: 'Answered 4xx.' }),
  failed: Type.Integer({ minimum: 0, description: 'Answered 5xx, or without an answer.' }),
  withoutEffect: Type.Integer({ minimum: 0, description: 'Writes that succeeded and changed nothing.' }),
});
export type OperationSum = Static<typeof OperationSum>;

export const InferredOutcome = Type.Object({
  quirk: Type.String(),
  description: Type.String(),
  count: Count,
  accepted: Type.Boolean(),
  sequences: Type.Array(Type.Integer(), { description: 'The first requests that it decided.' }),
});
export type InferredOutcome = Static<typeof InferredOutcome>;

export const Verdict = Type.Object({
  outcome: Type.Union([Type.Literal('passed'), Type.Literal('failed')]),
  failOn: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('note'), Type.Literal('never')]),
  failOnInferred: Type.Boolean(),
  reasons: Type.Array(Type.String(), { description: 'The causes of a failure; empty where the run passed.' }),
});
export type Verdict = Static<typeof Verdict>;

export const Retries = Type.Object(
  { idempotent: Count, blind: Count, duplicated: Count, gaveUp: Count },
  {
    description:
      'The actions of the client after a write whose outcome it could not know (5xx, or an incomplete answer).',
  },
);
export type Retries = Static<typeof Retries>;

/** What a run of requests tells: the wire form of a report. */
export const Report = Type.Object(
  {
    version: Type.Literal(1),
    world: Type.String(),
    requests: Count,
    missed: Type.Integer({ minimum: 0, description: 'Requests that had left the journal before they were read.' }),
    from: Instant,
    to: Instant,
    verdict: Verdict,
    findings: Type.Array(Finding, { description: 'The most severe first.' }),
    goal: Type.Union([GoalDifference, Type.Null()], { description: 'null where no goal was declared.' }),
    retries: Retries,
    inferred: Type.Array(InferredOutcome, { description: 'Inferred decisions that changed an outcome.' }),
    outcomes: Type.Array(OutcomeSum),
    moreOutcomes: Type.Integer({
      minimum: 0,
      description: 'Number of outcomes of further paths, which are not listed.',
    }),
    operations: Type.Array(OperationSum),
    audit: Type.Optional(Type.Array(AuditEntry, { description: 'The last 1,000 events of the audit trail.' })),
  },
  { $id: 'Report', additionalProperties: false },
);
export type Report = Static<typeof Report>;
