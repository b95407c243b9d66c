/** How much the tests that try many things try: `TORTURE=long npm test`, or a number of runs and a seed by hand. */
export const isLong = process.env.TORTURE === 'long';

/** The same on every short run, so that what fails fails again; another one on every long run. */
export const seed = Number(process.env.TORTURE_SEED ?? (isLong ? Date.now() % 2 ** 31 : 20260816));

export const effort = (short: number, long: number): number => {
  const runs = Number(process.env.TORTURE_RUNS ?? (isLong ? long : short));
  if (!(runs >= 1)) throw new Error(`TORTURE_RUNS: expected a number from 1, got ${process.env.TORTURE_RUNS}`);
  return runs;
};

/** The least that a test has tried which ended in time, on a slow machine too: less is a test that did nothing. */
export const leastOf = (runs: number): number => Math.ceil(isLong ? runs : runs / 20);

/** A short run stops in time on a slow machine too; its report says how much it has tried. */
export const atMost = (milliseconds: number) =>
  isLong ? {} : { interruptAfterTimeLimit: milliseconds, markInterruptAsFailure: false };
