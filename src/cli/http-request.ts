import type { ScimRequest } from '../../schemas/control.ts';
import { CommandError } from '../errors.ts';

/** The words of a shell command line: quotes are taken off, a backslash at the end of a line joins two lines. */
const wordsOf = (text: string): string[] => {
  const joined = text.replace(/\\\r?\n/g, ' ');
  const part = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)|(\s+)/gsy;
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < joined.length; at = part.lastIndex) {
    part.lastIndex = at;
    const found = part.exec(joined);
    if (found === null) throw new CommandError('the curl line has a quote that is not closed');
    const [, single, double, escaped, bare, space] = found;
    if (space === undefined) {
      word = (word ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? bare);
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
};

/** Path and query of a URL, which may lack scheme and host. */
const pathOf = (url: string): string => {
  const path = url.replace(/^[a-z]+:\/\/[^/?]*/i, '') || '/';
  return path.startsWith('/') ? path : `/${path.replace(/^[^/]*/, '').replace(/^\//, '')}`;
};

/** Headers that belong to a connection, not to the request that is explained. */
const dropped = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding', 'expect']);

const toRequest = (method: string, url: string, lines: readonly string[], body: string | undefined): ScimRequest => {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new CommandError(`header: expected NAME: VALUE, got ${JSON.stringify(line.slice(0, 60))}`);
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!dropped.has(name)) headers[name] = line.slice(colon + 1).trim();
  }
  return { method: method.toUpperCase(), path: pathOf(url), headers, ...(body !== undefined && { body }) };
};

const valueFlags: Readonly<Record<string, 'method' | 'header' | 'body' | 'url' | 'none'>> = {
  '-X': 'method',
  '--request': 'method',
  '-H': 'header',
  '--header': 'header',
  '-d': 'body',
  '--data': 'body',
  '--data-raw': 'body',
  '--data-binary': 'body',
  '--json': 'body',
  '--url': 'url',
  '-o': 'none',
  '--output': 'none',
  '-A': 'none',
  '--max-time': 'none',
};

const readCurl = (text: string): ScimRequest => {
  const given = { method: [] as string[], header: [] as string[], body: [] as string[], url: [] as string[], none: [] };
  const [, ...words] = wordsOf(text);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const flag = /^-[XHdoA]./.test(word) ? word.slice(0, 2) : word;
    const use = valueFlags[flag];
    if (use !== undefined) {
      const value = flag === word ? words[++at] : word.slice(2);
      if (value === undefined) throw new CommandError(`curl: expected a value after ${word}`);
      (given[use] as string[]).push(value);
    } else if (!word.startsWith('-')) given.url.push(word);
  }
  const [url] = given.url;
  if (url === undefined) throw new CommandError('curl: expected a URL, got none');
  const body = given.body.length === 0 ? undefined : given.body.join('&');
  return toRequest(given.method[0] ?? (body === undefined ? 'GET' : 'POST'), url, given.header, body);
};

const readHttp = (text: string): ScimRequest => {
  const [, head = '', body] = /^(.*?)(?:\r?\n\r?\n(.*))?$/s.exec(text) ?? [];
  const [first = '', ...lines] = head.split(/\r?\n/);
  const [, method, url] = /^([A-Za-z]+) +(\S+)(?: +HTTP\/[\d.]+)?\s*$/.exec(first) ?? [];
  if (method === undefined || url === undefined) {
    throw new CommandError(`request: expected METHOD PATH or a curl line, got ${JSON.stringify(first.slice(0, 60))}`);
  }
  return toRequest(
    method,
    url,
    lines.filter((line) => line.trim() !== ''),
    body?.trim() || undefined,
  );
};

/**
 * Reads a request in HTTP form (a request line, headers, an empty line, the body) or as a curl command line.
 * @throws {CommandError} where it is neither.
 */
export const readRequest = (text: string): ScimRequest => {
  const trimmed = text.trimStart().replace(/^\$\s+/, '');
  return /^curl\s/.test(trimmed) ? readCurl(trimmed) : readHttp(trimmed);
};
