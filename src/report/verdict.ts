import type { Finding, InferredOutcome, Report, Verdict } from '../../schemas/report.ts';
import { listed, several } from './wording.ts';

/** What makes a run fail. */
export type Policy = {
  /** The mildest severity that fails; `error` unless told otherwise. */
  readonly failOn?: Verdict['failOn'] | undefined;
  /** Pass a run in which no request arrived. */
  readonly allowEmpty?: boolean | undefined;
  /** Fail where an inferred decision that is not accepted changed an outcome. */
  readonly failOnInferred?: boolean | undefined;
  /** Quirks that may. */
  readonly accept?: readonly string[] | undefined;
};

const failing: Readonly<Record<Verdict['failOn'], readonly Finding['severity'][]>> = {
  never: [],
  error: ['error'],
  warning: ['error', 'warning'],
  note: ['error', 'warning', 'note'],
};

const verdictOn = (report: Omit<Report, 'verdict'>, policy: Policy): Verdict => {
  const { failOn = 'error', failOnInferred = false } = policy;
  const reasons: string[] = [];
  for (const severity of failing[failOn]) {
    const found = report.findings.filter((finding) => finding.severity === severity);
    if (found.length > 0)
      reasons.push(
        `${several(found.length, severity)}: ${listed(
          found.map(({ id }) => id),
          20,
        )}`,
      );
  }
  if (report.goal?.met === false) reasons.push('the goal is not met');
  const inferred = report.inferred.filter(({ accepted }) => !accepted);
  if (failOnInferred && inferred.length > 0) {
    const names = listed(
      inferred.map(({ quirk }) => quirk),
      50,
    );
    reasons.push(`${several(inferred.length, 'inferred decision')} changed an outcome: ${names}`);
  }
  return { outcome: reasons.length === 0 ? 'passed' : 'failed', failOn, failOnInferred, reasons };
};

/** The same report under another policy. */
export const judge = (report: Omit<Report, 'verdict'>, policy: Policy = {}): Report => {
  const accepted = new Set(policy.accept);
  const inferred: InferredOutcome[] = report.inferred.map((one) => ({ ...one, accepted: accepted.has(one.quirk) }));
  const findings = report.findings.filter(({ id }) => !(policy.allowEmpty && id === 'nothing-arrived'));
  const judged = { ...report, findings, inferred };
  return { ...judged, verdict: verdictOn(judged, policy) };
};
