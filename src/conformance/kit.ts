import { EmulatorError } from '../errors.ts';
import type { QuirkId } from '../quirks/catalogue.ts';
import type { Profile, SwitchId } from '../quirks/profiles.ts';
import type { Check, NamedCheck } from './check.ts';
import { createCheckContext, reasonFor, removeGroup } from './check-context.ts';
import { checks as allChecks } from './checks.ts';
import { createClient, SkippedError } from './client.ts';
import type { Control } from './control.ts';
import type { Exchange, Transport } from './exchange.ts';
import { settle, type Trial } from './judge.ts';
import { createMade, type Made, type Naming } from './made.ts';
import type { Need } from './needs.ts';
import type { Result } from './results.ts';
import { activeIs } from './scim-request.ts';

export type KitOptions = {
  /** The SCIM base URL, without a slash at its end. */
  readonly baseUrl: string;
  readonly key: string;
  /** The profile that the answers are compared with. */
  readonly profile: Profile;
  /** Absent: nothing but GET is sent. */
  readonly write?:
    | { readonly emailDomain: string; readonly prefix: string; readonly domainVerified?: boolean }
    | undefined;
  /** Used in checks that write. */
  readonly control?: Control | undefined;
  /** Why there is no control plane to use, where that is not for want of one. */
  readonly withoutControl?: string | undefined;
  readonly transport?: Transport | undefined;
  readonly budget?: number;
  readonly only?: readonly QuirkId[];
  /** Tells the names of this run from those of others. */
  readonly run?: string;
  readonly onTried?: (check: NamedCheck) => void;
  readonly onExchange?: (exchange: Exchange) => void;
  readonly onPause?: (seconds: number) => void;
  /** Aborted: what has not been tried yet is not. */
  readonly signal?: AbortSignal;
};

export type Run = {
  readonly results: readonly Result[];
  readonly requests: number;
  readonly budgetEnded: boolean;
  /** What bears the run's names and is still there. */
  readonly made: Pick<Made, 'people' | 'groups' | 'gone'>;
};

/** The target cannot be checked at all. */
export class TargetError extends EmulatorError {
  readonly code = 'ERR_TARGET';
  override readonly exitCode = 2;
}

export const defaultBudget = 1500;

export const selectChecks = (only: readonly QuirkId[] = []): readonly NamedCheck[] =>
  only.length === 0 ? allChecks : allChecks.filter(({ quirk }) => only.includes(quirk));

const needsOf = ({ write, control }: KitOptions): ReadonlySet<Need> =>
  new Set<Need>([
    ...(write ? (['write'] as const) : []),
    ...(write?.domainVerified ? (['verified domain'] as const) : []),
    ...(write && control ? (['control'] as const) : []),
  ]);

/** Why a check is not tried at all; undefined where it can be. */
const obstacle = (
  { needs = [], where = {} }: Check,
  can: ReadonlySet<Need>,
  { profile, withoutControl }: KitOptions,
): string | undefined => {
  const reading = (Object.keys(where) as SwitchId[]).find((id) => where[id] !== profile[id]);
  if (reading !== undefined) return `there is nothing to check but with ${reading}=${where[reading]}`;
  const lacking = needs.find((need) => !can.has(need));
  return lacking && reasonFor(lacking, withoutControl);
};

/** An answer may be of any shape: a check that stumbles over one is not the end of the run, or nothing would be cleaned up. */
const reasonOf = (error: unknown): string =>
  error instanceof SkippedError ? error.message : `the check broke: ${error}`;

/** Runs the checks one after the other, cleans up, and says what came of each. */
export const runKit = async (options: KitOptions): Promise<Run> => {
  const { baseUrl, key, profile, write, control, withoutControl, budget = defaultBudget, onTried, onPause } = options;
  const naming: Naming = {
    prefix: write?.prefix ?? 'kit',
    emailDomain: write?.emailDomain ?? 'nobody.invalid',
    run: options.run ?? Date.now().toString(36),
  };
  const made = createMade(naming);
  const onExchange = (exchange: Exchange): void => {
    if (exchange.request.key !== key) return;
    made.watch(exchange);
    options.onExchange?.(exchange);
  };
  let clearing = false;
  const client = createClient({
    baseUrl,
    mayWrite: write !== undefined,
    transport: options.transport,
    budget,
    reserved: () => (clearing ? 0 : made.pendingCleanup),
    onExchange,
    ...(onPause && { onPause }),
  });
  const clearly = async (work: () => Promise<void>): Promise<void> => {
    clearing = true;
    await work().catch(reasonOf);
    clearing = false;
  };
  const can = needsOf(options);
  let names = 0;
  const next = (): number => (names += 1);
  const contextOf = () =>
    createCheckContext({ client, baseUrl, key, naming, made, can, control, withoutControl, next });

  const first = await contextOf()
    .context.get('/Users?count=1')
    .catch((error) => {
      throw new TargetError(reasonOf(error));
    });
  if (first.status === 401 || first.status === 403) throw new TargetError(`the key is refused with ${first.status}`);

  const checks = selectChecks(options.only);
  const trials: Trial[] = [];
  for (const check of checks) {
    const { context, observations, notes, clear } = contextOf();
    const reason =
      (options.signal?.aborted ? 'interrupted' : obstacle(check, can, options)) ??
      (await check.run(context).then(() => undefined, reasonOf));
    await clearly(clear);
    trials.push({ check, observations, notes, reason });
    onTried?.(check);
  }

  const { budgetEnded } = client;
  await clearly(() => cleanUp(contextOf().context, made));
  return { results: settle(trials, profile), requests: client.sent, budgetEnded, made };
};

const cleanUp = async (caller: Parameters<typeof removeGroup>[0], made: Made): Promise<void> => {
  for (const { id } of made.groups.values()) await removeGroup(caller, id);
  for (const { id, active } of made.people.values()) if (active) await caller.patch(`/Users/${id}`, activeIs(false));
};
