import type { Report, Retries } from '../../schemas/report.ts';
import { Masking } from '../masking/masking.ts';

/** "1 person", "3 people". */
export const several = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** "once", "twice", "5 times". */
export const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : several(count, 'time'));

export const people = (count: number): string => several(count, 'person', 'people');

/** The furthest that a date reaches: epoch milliseconds. */
const endOfTime = 8.64e15;

/** ISO 8601, of a clock that can be set to anything. */
export const instant = (time: number): string =>
  new Date(Math.max(-endOfTime, Math.min(endOfTime, time || 0))).toISOString();

/** "is" or "are", "was" or "were", by number. */
export const agree = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** How a client went on after failures of unknown outcome. */
export const retriesText = ({ idempotent, duplicated, blind, gaveUp }: Retries): string =>
  [
    ...(idempotent > 0 ? [`${idempotent} idempotent`] : []),
    ...(duplicated > 0 ? [`${duplicated} duplicated`] : []),
    ...(blind > 0 ? [`${blind} sent again blindly`] : []),
    ...(gaveUp > 0 ? [`${gaveUp} given up`] : []),
  ].join(', ');

/** The part of a run that the journal still held. */
export const coverageText = ({ requests, missed }: Pick<Report, 'requests' | 'missed'>): string =>
  `This report covers the last ${requests.toLocaleString('en')} of ${several(requests + missed, 'request')}: the journal no longer holds the others.`;

export const listed = (words: Iterable<string>, limit = 6): string => {
  const all = [...words];
  const shown = all.slice(0, limit).join(', ');
  return all.length > limit ? `${shown} and ${all.length - limit} more` : shown;
};

/** A client's text on one line, without what a terminal would obey. */
export const line = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');

/** The same, cut short. */
export const brief = (text: string, limit = 80): string =>
  text.length > limit ? `${line(text.slice(0, limit - 1))}…` : line(text);

const masking = new Masking();

/** Longer than a secret that begins before the cut. */
const beyondCut = 4096;

/** Cut short, with secrets masked, and without backticks: those mark code in a report's prose. */
export const discreet = (text: string, limit = 80): string =>
  brief(masking.text(text.slice(0, limit + beyondCut)).replaceAll('`', "'"), limit);

/** Method and address of a request, cut short, with secrets masked. */
export const discreetCall = (method: string, url: string, limit: number): string =>
  brief(`${method} ${masking.url(url.slice(0, limit + beyondCut))}`.replaceAll('`', "'"), limit);
