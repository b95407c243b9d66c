import { createInterface } from 'node:readline/promises';
import type { Io } from './command.ts';

/** Shows a notice and asks for a yes; `yes` answers beforehand. */
export const agreed = async (yes: boolean, notice: string, { stdin, stderr }: Io): Promise<boolean> => {
  stderr.write(`${notice}\n`);
  if (yes) return true;
  if (!stdin?.isTTY) {
    stderr.write('--yes: required, because standard input is not a terminal.\n');
    return false;
  }
  const line = createInterface({ input: stdin, output: stderr as NodeJS.WritableStream });
  const answer = await line.question('Go on? (yes/no) ');
  line.close();
  return answer.trim().toLowerCase() === 'yes';
};
