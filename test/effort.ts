/** How much the tests that try many things try: `TORTURE=long npm test`, or a number of runs and a seed by hand. */
export const isLong = process.env.TORTURE === 'long';

/** The same on every short run, so that what fails fails again; another one on every long run. */
export const seed = Number(process.env.TORTURE_SEED ?? (isLong ? Date.now() % 2 ** 31 : 20260816));

export const effort = (short: number, long: number): number =>
  Number(process.env.TORTURE_RUNS ?? (isLong ? long : short));

/** A short run stops in time on a slow machine too; its report says how much it has tried. */
export const atMost = (milliseconds: number) =>
  isLong ? {} : { interruptAfterTimeLimit: milliseconds, markInterruptAsFailure: false };
