import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const exec = promisify(execFile);

export type Outcome = { code: number; stdout: string; stderr: string };

/** Runs a command to its end, with this Node first in the path; never throws for its exit code. */
export async function run(command: string, args: string[], cwd: string, nodeFolder?: string): Promise<Outcome> {
  const options = { cwd, env: environment(nodeFolder), maxBuffer: 64 * 1024 * 1024, timeout: 300_000 };
  try {
    return { code: 0, ...(await exec(command, args, options)) };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : -1, stdout, stderr: stderr || String(error) };
  }
}

/** As `run`, but throws the command's own words when it fails. */
export async function succeed(command: string, args: string[], cwd: string, nodeFolder?: string): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, cwd, nodeFolder);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${code}\n${stdout}\n${stderr}`);
  return stdout;
}

/** The command, in a project that has the package. */
export const bin = 'node_modules/postman-scim-emulator/dist/src/cli/bin.js';

export type Server = { url: string; milliseconds: number; stop(): Promise<number | null> };

/** Starts the installed command and waits for its first answer. `milliseconds` runs from the start to that answer. */
export async function serve(cwd: string, nodeFolder: string, variables: Record<string, string> = {}): Promise<Server> {
  const from = performance.now();
  const child = spawn('node', [bin, '--port', '0'], {
    cwd,
    env: { ...environment(nodeFolder), ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await listening(child);
  const answer = await fetch(`${url}/scim/v2/Users`, { headers: { authorization: 'Bearer emulator-scim-key' } });
  if (!answer.ok) throw new Error(`the first answer was ${answer.status}`);
  return {
    url,
    milliseconds: performance.now() - from,
    async stop() {
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code as number | null;
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
      const url = /"url":"(https?:[^"]+)"/.exec(log)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.on('exit', (code) => reject(new Error(`ended with ${code} before it listened\n${log}`)));
  });
}

function environment(nodeFolder?: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, NODE_COMPILE_CACHE: __, ...env } = process.env;
  return nodeFolder === undefined ? env : { ...env, PATH: `${nodeFolder}:${env.PATH ?? ''}` };
}
