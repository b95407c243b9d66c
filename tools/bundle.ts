// Writes the published JavaScript: our own modules joined into few files, packages left outside (docs/adr/0015-own-modules-joined.md).
import { join } from 'node:path';
import { build } from 'esbuild';

await build({
  absWorkingDir: join(import.meta.dirname, '..'),
  entryPoints: ['src/index.ts', 'src/cli/bin.ts'],
  outbase: 'src',
  outdir: 'dist/src',
  // One folder below src, as our modules are: paths relative to a module's address stay valid.
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  sourcesContent: true,
  logLevel: 'warning',
});
