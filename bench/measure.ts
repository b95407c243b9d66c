import type { Starts } from './cold-start.ts';
import type { Contender } from './contenders/contender.ts';
import type { Directory } from './directory.ts';
import type { Grown } from './growth.ts';
import { askOnce, loadOnce, type Round } from './load.ts';
import { check, type OperationId, operations, probeOf, requestsOf } from './operations.ts';
import { ask } from './request.ts';
import { becameIdle, type Server } from './server.ts';
import type { Took } from './tasks.ts';

export type Pace = { rounds: number; seconds: number; connections: number };

export type Runner = { contender: Contender; server: Server };

/** One operation measured: for every contender its rounds, in step with the others'. */
export type Measured = { operation: OperationId; title: string; rounds: Record<string, Round[]> };

export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

export type Ratio = { median: number; low: number; high: number };

/**
 * How one contender compares to another, round by round: by its rate, or by the processor time it spends on a request, which
 * suffers less from a machine that is not quiet. Above 1 it is the better one.
 */
export const ratioOf = (
  measured: Measured,
  name: string,
  against: string,
  by: 'rate' | 'cost' = 'rate',
): Ratio | undefined => {
  const ours = measured.rounds[name];
  const theirs = measured.rounds[against];
  if (!ours || !theirs) return undefined;
  const ratios = ours.map((own, round) => {
    const other = theirs[round];
    if (other === undefined) return Number.NaN;
    return by === 'rate' ? own.rate / other.rate : other.cost / own.cost;
  });
  return { median: medianOf(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
};

export const rateOf = (measured: Measured, name: string): number =>
  medianOf((measured.rounds[name] ?? []).map(({ rate }) => rate));

/** Checks every answer, warms everyone up, then lets them take turns: A B C, B C A, and so on. */
export const measure = async (
  operation: OperationId,
  title: string,
  directory: Directory,
  runners: readonly Runner[],
  pace: Pace,
): Promise<Measured> => {
  const able = runners.filter(({ contender }) => contender.can.includes(operation));
  const lists = new Map(
    able.map(({ contender: { name, dialect } }) => [name, requestsOf(operation, directory, dialect)]),
  );
  const load = async ({ contender, server }: Runner, seconds: number): Promise<Round> => {
    const requests = lists.get(contender.name) ?? [];
    try {
      if (contender.slow?.includes(operation)) return await askOnce(server, probeOf(requests));
      return await loadOnce({ server, requests, seconds, connections: pace.connections });
    } catch (error) {
      throw new Error(`${contender.name}, ${operations[operation]}: ${(error as Error).message}`);
    } finally {
      await becameIdle(server);
    }
  };
  for (const runner of able) {
    const { contender, server } = runner;
    const answer = await ask(server.port, probeOf(lists.get(contender.name) ?? []));
    check(operation, directory, answer, contender);
    await load(runner, Math.min(pace.seconds, 2));
  }
  const rounds: Record<string, Round[]> = Object.fromEntries(able.map(({ contender }) => [contender.name, []]));
  for (let round = 0; round < pace.rounds; round += 1) {
    for (let turn = 0; turn < able.length; turn += 1) {
      const runner = able[(turn + round) % able.length] as Runner;
      rounds[runner.contender.name]?.push(await load(runner, pace.seconds));
    }
  }
  return { operation, title, rounds };
};

/** Starts contenders, hands them to a task, and stops them whatever happens. */
export const withRunning = async <T>(
  contenders: readonly Contender[],
  directory: Directory,
  task: (runners: Runner[]) => Promise<T>,
): Promise<T> => {
  const runners: Runner[] = [];
  try {
    for (const contender of contenders) runners.push({ contender, server: await contender.start(directory) });
    return await task(runners);
  } finally {
    await Promise.all(runners.map(({ server }) => server.stop()));
  }
};

/** Everything that one benchmark run measured. */
export type Results = {
  command: string;
  machine: Record<string, string>;
  pace: Pace;
  /** Users in the large directory. */
  large: number;
  remarks: Record<string, string>;
  /** Bytes on disk after an installation. */
  sizes: Record<string, number>;
  starts: Starts;
  /** Resident bytes. */
  memory: { idle?: Record<string, number>; large?: number; world?: number };
  /** Milliseconds that making a world takes, by HTTP. */
  worldMadeIn?: number;
  /** What is done once, by name. */
  tasks: Record<string, Took>;
  /** The first `startEmulator()` of a process and a later one: milliseconds. */
  inProcess?: { first: number; later: number };
  growth: Grown[];
  /** The share of the processors that others used, each time it was looked at. */
  noise: number[];
  measured: Measured[];
};
