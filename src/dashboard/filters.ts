import type { RequestSummary } from '../../schemas/journal-stream.ts';
import type { Query } from './address.ts';
import { current } from './store.ts';

/** A request in words: the method, the path without ids, and the person or group. */
export const inWords = ({ path, query, subject, resource }: RequestSummary): string => {
  const short = path.replace(/^.*\/scim\/v2/, '') || '/';
  const named =
    resource && subject
      ? short.replace(`/${resource}`, '/…')
      : short.replace(/[0-9a-f]{24,}/g, (id) => `${id.slice(0, 4)}…${id.slice(-5)}`);
  return `${named}${subject ? ` ${subject}` : query ? `?${query}` : ''}`;
};

export const isProblem = (row: RequestSummary): boolean =>
  row.status === 0 || row.status >= 400 || row.fault !== null || row.limited || row.noEffect || row.ignored.length > 0;

const matchesStatus = (status: number, wanted: string): boolean =>
  wanted.endsWith('xx') ? Math.floor(status / 100) === Number(wanted[0]) : status === Number(wanted);

type Check = (row: RequestSummary) => boolean;

const toChecks = ({ op, status, who, q, problems, unchanged }: Query): Check[] => {
  const checks: Check[] = [];
  if (op) checks.push((row) => (row.operation ?? 'unrouted') === op);
  if (status) checks.push((row) => matchesStatus(row.status, status));
  if (who) {
    const wanted = who.toLowerCase();
    checks.push(
      (row) =>
        row.subject?.toLowerCase().includes(wanted) === true || row.resource === who || row.changed.includes(who),
    );
  }
  if (q) {
    const wanted = q.toLowerCase();
    checks.push((row) =>
      `${row.sequence} ${row.method} ${row.path}?${row.query} ${row.subject ?? ''} ${row.status} ${row.fault ?? ''} ${row.ignored.join(' ')} ${row.quirks.join(' ')}`
        .toLowerCase()
        .includes(wanted),
    );
  }
  if (problems) checks.push(isProblem);
  if (unchanged) checks.push((row) => row.noEffect);
  return checks;
};

export const filterNames = ['op', 'status', 'who', 'q', 'problems', 'unchanged'];

let source: readonly RequestSummary[] = [];
let filterKey = '';
let seen = 0;
let found: RequestSummary[] = [];

/** The rows that the filters of the address let through, oldest first. New rows are looked at once. */
export const filteredRows = (): readonly RequestSummary[] => {
  const { rows, address } = current();
  const key = filterNames.map((name) => address.query[name] ?? '').join('\n');
  if (key !== filterKey || rows !== source || rows.length < seen) {
    source = rows;
    filterKey = key;
    seen = 0;
    found = [];
  }
  if (seen < rows.length) {
    const checks = toChecks(address.query);
    for (; seen < rows.length; seen += 1) {
      const row = rows[seen] as RequestSummary;
      if (checks.every((check) => check(row))) found.push(row);
    }
  }
  return found;
};
