/** Tells of an error that no request can be answered with. */
export type Report = (error: unknown, task: string) => void;

const warn: Report = (error, task) => {
  process.emitWarning(`${task} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
};

/** Wraps a callback that no request owns, because an error that it throws would end the process. */
export const guarded =
  <Arguments extends unknown[]>(task: string, work: (...passed: Arguments) => unknown, report: Report = warn) =>
  (...passed: Arguments): void => {
    const tell = (error: unknown): void => {
      try {
        report(error, task);
      } catch {
        // A failing log must not end the process.
      }
    };
    try {
      const result = work(...passed);
      if (result instanceof Promise) result.catch(tell);
    } catch (error) {
      tell(error);
    }
  };

/** Calls back once after a time: milliseconds. The callback is guarded, the timer keeps no process alive. */
export const after = (milliseconds: number, task: string, work: () => unknown, report?: Report): NodeJS.Timeout =>
  setTimeout(guarded(task, work, report), milliseconds).unref();
