import fc from 'fast-check';
import { contentType, hostileJson, hostileQuery, hostileText, oddHeaders } from './hostile-values.ts';

export type Input = {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string | Buffer;
};

type Path = readonly (string | number)[];

const pathsOf = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
};

const hole = '\u{E000}hole\u{E000}';

const put = (value: unknown, path: Path, change: (old: unknown) => unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...(value as object) };
  const target = copy as Record<string, unknown>;
  target[key] = put(target[key], rest, change);
  return copy;
};

/** A body with one place in it replaced, taken out, wrapped or given another name. */
const mutated = (body: unknown): fc.Arbitrary<string> =>
  fc.constantFrom(...pathsOf(body)).chain((path) =>
    fc.oneof(
      {
        weight: 6,
        arbitrary: hostileJson.map((json) =>
          JSON.stringify(put(body, path, () => hole)).replace(`"${hole}"`, () => json),
        ),
      },
      { weight: 1, arbitrary: fc.constant(JSON.stringify(put(body, path, () => undefined)) ?? '') },
      { weight: 1, arbitrary: fc.constant(JSON.stringify(put(body, path, (old) => [old, old]))) },
      { weight: 1, arbitrary: fc.constant(JSON.stringify(put(body, path, (old) => ({ value: old })))) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom('__proto__', 'constructor', '', 'hasOwnProperty', 'USERNAME', 'path', 'op', 'x'.repeat(10_000))
          .map((key) =>
            JSON.stringify(put(body, path, () => hole)).replace(`"${hole}"`, () => `{${JSON.stringify(key)}:{"a":1}}`),
          ),
      },
    ),
  );

/** A text torn, doubled, or with bytes in it that do not belong. */
const torn = (text: string): fc.Arbitrary<string | Buffer> =>
  fc.oneof(
    fc.nat({ max: text.length }).map((at) => text.slice(0, at)),
    fc.nat({ max: text.length }).map((at) => text.slice(at)),
    fc
      .tuple(
        fc.nat({ max: text.length }),
        fc.constantFrom('\u0000', '\ufeff', ',', '}', '"', '\\', '\\u12', '\n', '//', 'NaN'),
      )
      .map(([at, extra]) => text.slice(0, at) + extra + text.slice(at)),
    fc.constant(text + text),
    fc.tuple(fc.nat({ max: text.length - 1 }), fc.constantFrom(0x80, 0xff, 0xc0, 0xed)).map(([at, byte]) => {
      const bytes = Buffer.from(text);
      bytes[at] = byte;
      return bytes;
    }),
    fc.constant(Buffer.from(text, 'utf16le')),
    fc.constantFrom('', ' ', 'null', 'true', '0', '"', '[', '{', '\u0000', Buffer.alloc(1000, 0xff)),
  );

export type Template = { readonly method: string; readonly path: string; readonly body?: unknown };

/** Requests that are wrong in one way, made of templates that are right. */
export const inputs = (templates: readonly Template[], headers: Record<string, string>): fc.Arbitrary<Input> => {
  const withBody = templates.filter(({ body }) => body !== undefined);
  const inBody = fc.constantFrom(...withBody).chain(({ method, path, body }) =>
    fc
      .tuple(
        fc.oneof(
          { weight: 3, arbitrary: mutated(body) as fc.Arbitrary<string | Buffer> },
          { weight: 1, arbitrary: torn(JSON.stringify(body)) },
        ),
        contentType,
        oddHeaders,
      )
      .map(([payload, type, odd]) => ({
        method,
        url: path,
        headers: { ...headers, 'content-type': type, ...odd },
        payload,
      })),
  );
  const inPath = fc
    .tuple(fc.constantFrom(...templates), hostileText, fc.nat({ max: 6 }))
    .map(([{ method, path, body }, text, at]) => {
      const parts = path.split('/');
      parts[Math.min(at + 1, parts.length)] = text;
      const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      return { method, url: parts.join('/'), headers: { ...headers, ...type }, ...payload };
    });
  const inQuery = fc
    .tuple(fc.constantFrom(...templates.filter(({ method }) => method === 'GET')), hostileQuery)
    .map(([{ method, path }, query]) => ({ method, url: `${path}?${query}`, headers }));
  const inMethod = fc
    .tuple(
      fc.constantFrom(...templates),
      fc.constantFrom('HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE', 'PATCH', 'POST', 'GET'),
      oddHeaders,
    )
    .map(([{ path }, method, odd]) => ({ method, url: path, headers: { ...headers, ...odd } }));
  return fc.oneof(
    { weight: 8, arbitrary: inBody },
    { weight: 2, arbitrary: inPath },
    { weight: 3, arbitrary: inQuery },
    { weight: 1, arbitrary: inMethod },
  );
};
