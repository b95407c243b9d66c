// Prints how long the first startEmulator() of a process takes, its modules included, and the median of twenty later ones.
import { enableCompileCache } from 'node:module';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

enableCompileCache();
const begin = performance.now();
const { startEmulator } = await import(pathToFileURL(argv[2]).href);
const running = [await startEmulator()];
const first = performance.now() - begin;
const later = [];
for (let count = 0; count < 20; count += 1) {
  const started = performance.now();
  running.push(await startEmulator());
  later.push(performance.now() - started);
}
for (const emulator of running) await emulator.close();
console.log(JSON.stringify({ first, later: later.sort((a, b) => a - b)[10] }));
