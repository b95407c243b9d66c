import { spawnSync } from 'node:child_process';
import { test } from 'tap';
import { environment } from '../e2e/child.ts';

/** Runs a script in a process of its own; it is stopped after ten seconds. */
const runScript = (script: string) =>
  spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    timeout: 10_000,
    env: environment,
  });

const index = JSON.stringify(new URL('../../src/index.ts', import.meta.url).href);

test('a forgotten close does not hold the process, and a start loads no control plane', async (t) => {
  const { status, signal, stdout, stderr } = runScript(`
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    const { startEmulator } = await import(${index});
    const emulator = await startEmulator();
    const answer = await fetch(emulator.baseUrl + '/Users', { headers: { authorization: emulator.key } });
    await answer.text();
    const early = loaded.filter((url) => /swagger|src\\/control\\/(app|routes)/.test(url)).length;
    await emulator.world.get();
    const late = loaded.filter((url) => /src\\/control\\/(app|routes)/.test(url)).length;
    console.log(answer.status, loaded.length > 20, early, late > 10);
  `);
  t.same({ status, signal, stdout, stderr }, { status: 0, signal: null, stdout: '200 true 0 true\n', stderr: '' });
});
