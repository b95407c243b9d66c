import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { uiPath } from './ui-path.ts';

/** One file of the page, as it is served. */
export type UiFile = {
  readonly type: string;
  readonly body: Buffer;
  readonly compressed: Buffer;
  readonly etag: string;
};

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** In a clone the sources are TypeScript; in the package they are compiled. */
const extension = extname(import.meta.url);

const sources = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What the page imports of lit-html, as the package publishes it for browsers. */
const litFiles = ['lit-html.js', 'directive.js', 'directive-helpers.js', 'directives/live.js', 'directives/repeat.js'];

/** Directory of lit-html: the entry that Node resolves is for Node, and lies one folder below. */
const litDirectory = (): string => {
  const entry = dirname(createRequire(import.meta.url).resolve('lit-html'));
  return existsSync(join(entry, '..', 'lit-html.js')) ? join(entry, '..') : entry;
};

const toFile = (type: string, body: Buffer): UiFile => ({
  type,
  body,
  compressed: gzipSync(body, { level: 9 }),
  etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
});

const readSource = (path: string): Buffer => {
  const text = readFileSync(path);
  return path.endsWith('.ts') ? Buffer.from(stripTypeScriptTypes(text.toString())) : text;
};

const sourceFiles = (): string[] => {
  const page = readdirSync(join(sources, 'dashboard'), { recursive: true, encoding: 'utf8' })
    .filter((name) => [extension, '.css', '.svg'].includes(extname(name)) && !name.endsWith('.d.ts'))
    .map((name) => join('dashboard', name).replaceAll('\\', '/'));
  // The one module that the page and the typed client share.
  return [...page.sort(), `control/client/event-stream${extension}`];
};

const importMap = JSON.stringify({
  imports: { 'lit-html': `${uiPath}/lit-html/lit-html.js`, 'lit-html/': `${uiPath}/lit-html/` },
});

const toHtml = (names: readonly string[]): string => {
  const modules = names.filter((name) => /\.[jt]s$/.test(name));
  const styles = names.filter((name) => name.endsWith('.css'));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>SCIM emulator</title>
<link rel="icon" href="${uiPath}/dashboard/icon.svg" type="image/svg+xml">
${styles.map((name) => `<link rel="stylesheet" href="${uiPath}/${name}">`).join('\n')}
<script type="importmap">${importMap}</script>
${modules.map((name) => `<link rel="modulepreload" href="${uiPath}/${name}">`).join('\n')}
<script type="module" src="${uiPath}/dashboard/main${extension}"></script>
</head>
<body>
<div id="page"><p class="boot">Loading the page of the emulator. It needs JavaScript.</p></div>
</body>
</html>
`;
};

const hash = createHash('sha256').update(importMap).digest('base64');

/** Everything is refused but the page's own files and the control API; only lit-html makes markup from text. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${hash}'`,
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/**
 * Reads the files of the page. The answer is the closed list of what is served, so no address leads to another file.
 * @returns the files by their name below the page's address; the page itself has the empty name.
 */
export const readUiFiles = (): ReadonlyMap<string, UiFile> => {
  const lit = litDirectory();
  const files = new Map<string, UiFile>();
  for (const name of litFiles) {
    const text = readFileSync(join(lit, name), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
    files.set(`lit-html/${name}`, toFile(types['.js'] as string, Buffer.from(text)));
  }
  for (const name of sourceFiles()) {
    files.set(name, toFile(types[extname(name)] as string, readSource(join(sources, name))));
  }
  files.set('', toFile('text/html; charset=utf-8', Buffer.from(toHtml([...files.keys()]))));
  return files;
};
