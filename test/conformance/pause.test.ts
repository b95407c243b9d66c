import { test } from 'tap';
import { pauseAfter } from '../../src/conformance/pause.ts';

const now = Date.parse('2026-01-05T10:00:00.000Z');

const pause = (headers: Record<string, string>): number =>
  pauseAfter({ status: 429, headers, text: '', json: undefined }, now);

test('a pause is read from whichever header there is', async (t) => {
  t.equal(pause({ 'retry-after': '7', retryafter: '9' }), 7);
  t.equal(pause({ 'retry-after': 'Mon, 05 Jan 2026 10:00:20 GMT' }), 20);
  t.equal(pause({ retryafter: '9' }), 9);
  t.equal(pause({ 'x-ratelimit-retryafter': '11' }), 11);
  t.equal(pause({ 'ratelimit-reset': String(now / 1000 + 13) }), 13);
  t.equal(pause({ 'x-ratelimit-reset': String(now / 1000 + 15) }), 15);
  t.equal(pause({}), 60, 'a minute where there is none');
  t.equal(pause({ 'retry-after': '86400' }), 120, 'never for hours');
  t.equal(pause({ 'ratelimit-reset': '5' }), 1, 'nor backwards');
});
