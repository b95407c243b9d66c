import { test } from 'tap';
import {
  compare,
  each,
  inAnyOrder,
  like,
  matching,
  named,
  optional,
  type Pattern,
  show,
} from '../../src/conformance/pattern.ts';

const problems = (pattern: Pattern, value: unknown): string[] =>
  compare(pattern, value).map(({ at, problem }) => `${at} ${problem}`);

test('objects are compared key by key, and in order', async (t) => {
  t.same(problems({ a: 1, b: [true, null] }, { a: 1, b: [true, null] }), []);
  t.same(problems({ a: 1, b: 2 }, { b: 2, a: 1 }), [' order']);
  t.same(problems({ a: 1, b: 2 }, { a: 1, c: 3 }), ['/b missing', '/c unexpected']);
  t.same(problems({ a: { b: '1' } }, { a: { b: 1 } }), ['/a/b value']);
  t.same(problems({ a: [1, 2] }, { a: [1] }), ['/a value']);
  t.same(problems({ a: {} }, { a: [] }), ['/a value']);
  t.same(problems({ a: null }, { a: {} }), ['/a value']);
  t.same(problems({}, { toString: 1 }), ['/toString unexpected']);
});

test('matchers stand for what is not known beforehand', async (t) => {
  t.same(problems({ a: optional('x') }, {}), []);
  t.same(problems({ a: optional('x'), b: 1 }, { b: 1, a: 'x' }), [' order']);
  t.same(problems({ a: optional('x') }, { a: 'y' }), ['/a value']);
  t.same(problems(each({ id: like(/^\d$/, 'a digit') }), [{ id: '1' }, { id: 'x' }]), ['/1/id value']);
  t.same(
    problems(
      each(1, (length) => length === 2, 'two'),
      [1],
    ),
    [' value'],
  );
  t.same(problems(inAnyOrder([{ a: 1 }, { a: 2 }]), [{ a: 2 }, { a: 1 }]), []);
  t.same(problems(inAnyOrder([1, 1]), [1, 2]), ['/1 value']);
  t.equal(show({ a: [matching('odd', () => true)], b: undefined }), '{"a":[<odd>],"b":nothing}');
});

test('a named shape tells the same deviation wherever it stands', async (t) => {
  const user = named('User', { id: '1', name: { first: 'A' } });
  const shapes = (pattern: Pattern, value: unknown) => compare(pattern, value).map(({ shape }) => shape);
  t.same(shapes(user, { id: '1', name: {} }), ['User/name/first missing']);
  t.same(shapes({ Resources: [user] }, { Resources: [{ id: '1', name: {} }] }), ['User/name/first missing']);
  t.same(shapes(user, { id: '2', name: { first: 'A' } }), [undefined], 'a value is no matter of shape');
});

test('a difference quotes no more than the beginning of a long value', async (t) => {
  const long = 'x'.repeat(1_000_000);
  const differences = compare({ a: 'short', keys: {} }, { a: long, [long]: 1, keys: [long] });
  t.ok(differences.length > 2);
  for (const { at, expected, actual, problem } of differences) {
    t.ok(at.length + expected.length + actual.length < 700, problem);
  }
  t.match(differences.find(({ at }) => at === '/a')?.actual, /^"x{199}… \(1000002 characters\)$/);
});
