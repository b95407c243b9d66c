import type { RecordedExchange, Recording } from '../../src/conformance/recording.ts';
import { jsonOf } from './seed.ts';

/** A request that was not answered as it is in the recording. */
export type Mismatch = {
  readonly request: string;
  readonly at: string;
  readonly recorded: unknown;
  readonly answered: unknown;
};

type Compare = (recorded: unknown, answered: unknown, at: string, key: string) => Omit<Mismatch, 'request'>[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isId = (text: string): boolean => /^[0-9a-zA-Z-]{16,}$/.test(text);

/** Ids differ from run to run: each recorded one stands for the one that was answered in its place. */
const createBinding = () => {
  const bound = new Map<string, string>();
  return {
    substitute(text: string): string {
      let replaced = text;
      for (const [recorded, answered] of bound) replaced = replaced.replaceAll(recorded, answered);
      return replaced;
    },
    fits(recorded: string, answered: string): boolean {
      if (!bound.has(recorded)) bound.set(recorded, answered);
      return bound.get(recorded) === answered;
    },
  };
};

const createComparison = (fits: (recorded: string, answered: string) => boolean): Compare => {
  const same = (recorded: unknown, answered: unknown, key: string): boolean => {
    if (typeof recorded !== 'string' || typeof answered !== 'string') return recorded === answered;
    if (key === 'id' || key === 'value') return isId(recorded) ? fits(recorded, answered) : recorded === answered;
    if (key === 'created' || key === 'lastModified') {
      return recorded.replaceAll(/[1-9]/g, '0') === answered.replaceAll(/[1-9]/g, '0');
    }
    return key === 'location' || recorded === answered;
  };
  const compare: Compare = (recorded, answered, at, key) => {
    if (Array.isArray(recorded) && Array.isArray(answered) && recorded.length === answered.length) {
      return recorded.flatMap((item, index) => compare(item, answered[index], `${at}/${index}`, key));
    }
    if (isObject(recorded) && isObject(answered) && Object.keys(recorded).join() === Object.keys(answered).join()) {
      return Object.keys(recorded).flatMap((inner) =>
        compare(recorded[inner], answered[inner], `${at}/${inner}`, inner),
      );
    }
    return same(recorded, answered, key) ? [] : [{ at, recorded, answered }];
  };
  return compare;
};

const headersOf = ({ key, type, body }: RecordedExchange['request'], apiKey: string): Record<string, string> => ({
  ...(body !== undefined && { 'content-type': type ?? 'application/json' }),
  ...(key === 'bearer' && { authorization: `Bearer ${apiKey}` }),
  ...(key === 'bare' && { authorization: apiKey }),
  ...(key === 'x-api-key' && { 'x-api-key': apiKey }),
  ...(key === 'wrong key' && { authorization: 'Bearer no-such-key' }),
});

const textOf = (body: RecordedExchange['request']['body']): string | undefined => {
  if (body === undefined || 'characters' in body) return undefined;
  return 'text' in body ? body.text : JSON.stringify(body.json);
};

const essence = (type: string | null | undefined): string => type?.split(';')[0] ?? '';

/** Sends every recorded request again, and says which were not answered as recorded. */
export const replay = async ({ exchanges }: Recording, baseUrl: string, key: string): Promise<Mismatch[]> => {
  const { substitute, fits } = createBinding();
  const compare = createComparison(fits);
  const mismatches: Mismatch[] = [];
  for (const { request, answer } of exchanges) {
    const body = textOf(request.body);
    const response = await fetch(baseUrl + substitute(request.path), {
      method: request.method,
      headers: headersOf(request, key),
      ...(body !== undefined && { body: substitute(body) }),
    });
    const text = await response.text();
    const answered = text === '' ? undefined : JSON.parse(text);
    const found = [
      ...compare(answer.status, response.status, 'status', ''),
      ...compare(
        essence(answer.headers['content-type']),
        essence(response.headers.get('content-type')),
        'content-type',
        '',
      ),
      ...compare(jsonOf(answer.body), answered, '', ''),
    ];
    mismatches.push(...found.map((mismatch) => ({ request: `${request.method} ${request.path}`, ...mismatch })));
  }
  return mismatches;
};
