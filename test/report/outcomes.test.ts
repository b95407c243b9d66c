import { test } from 'tap';
import type { AttributeOutcome } from '../../src/domain/trace.ts';
import { ignoredHeader } from '../../src/worlds/ignored.ts';
import { Script } from './entries.ts';

const ignored = (path: string): AttributeOutcome => ({ path, outcome: 'ignored', quirk: 'never-stored' });

test('outcomes are summed by operation and path, with any index as one', async (t) => {
  const outcomes: AttributeOutcome[] = [
    { path: 'userName', outcome: 'stored' },
    ignored('emails[0].value'),
    ignored('emails[1].value'),
  ];
  const run = new Script();
  run.add('createScimUser', '/Users', { outcomes }).add('createScimUser', '/Users', { outcomes });
  run.add('updateScimUser', '/Users/a', {
    outcomes: [{ path: 'userName', outcome: 'ignored', quirk: 'put-name-only' }],
  });
  t.same(run.report().outcomes, [
    {
      operation: 'createScimUser',
      path: 'userName',
      outcomes: { stored: 2, ignored: 0, coerced: 0, rejected: 0, 'read-only': 0 },
      quirks: [],
    },
    {
      operation: 'createScimUser',
      path: 'emails[].value',
      outcomes: { stored: 0, ignored: 4, coerced: 0, rejected: 0, 'read-only': 0 },
      quirks: [{ quirk: 'never-stored', confidence: 'documented', count: 4 }],
    },
    {
      operation: 'updateScimUser',
      path: 'userName',
      outcomes: { stored: 0, ignored: 1, coerced: 0, rejected: 0, 'read-only': 0 },
      quirks: [{ quirk: 'put-name-only', confidence: 'documented', count: 1 }],
    },
  ]);
});

test('the header names what was ignored, once, and nothing else', async (t) => {
  t.equal(
    ignoredHeader([
      { path: 'schemas', outcome: 'ignored', quirk: 'schemas-unchecked' },
      { path: 'userName', outcome: 'stored' },
      { path: 'id', outcome: 'read-only', quirk: 'read-only' },
      ignored('emails[0].value'),
      ignored('emails[0].type'),
      ignored('displayName'),
      ignored('name.middleName'),
    ]),
    'emails, displayName, name.middleName',
  );
  t.equal(ignoredHeader([]), '');
});

test('whatever a client names its attributes, the header is one line of ASCII and not long', async (t) => {
  t.equal(
    ignoredHeader([ignored('a\r\nSet-Cookie: x'), ignored('é,b'), ignored('\ud800')]),
    'a%0D%0ASet-Cookie:%20x, %C3%A9%2Cb, %EF%BF%BD',
  );
  const many = ignoredHeader(Array.from({ length: 500 }, (_, at) => ignored(`attribute${at}`)));
  t.ok(many.length < 1_050);
  t.match(many, / and \d+ more$/);
  t.equal(ignoredHeader([ignored('x'.repeat(5_000))]), 'and 1 more');
});
