import { test } from 'tap';
import { toCleanJson } from '../../src/report/clean.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import { toText } from '../../src/report/text.ts';
import { Script, user } from './entries.ts';

const nasty = 'x|y`z`<script>\n# Heading\u001b[31m';

test('what clients send stays text: no markup, no new lines, no terminal controls', async (t) => {
  const run = new Script()
    .add('updateScimUser', '/Users/a', {
      body: { userName: `${nasty}@example.com`, name: { givenName: 'T' } },
      answer: user('a', 'a@example.com'),
      outcomes: [{ path: `${nasty}|attribute`, outcome: 'ignored', quirk: 'put-name-only' }],
    })
    .add(null, `/${nasty.replace(/\s/g, '')}`, { status: 404 });
  const goal = {
    declared: { users: [{ userName: `${nasty}@example.com` }], groups: [{ displayName: nasty }] },
    actual: { users: [], groups: [] },
  };
  const report = run.report({ goal });
  const markdown = toMarkdown(report);
  t.notMatch(markdown, /^# Heading/m);
  t.notMatch(markdown.replaceAll(/(`+)[^`].*?\1/g, ''), /<script>/, 'outside of code');
  for (const row of markdown.split('\n').filter((line) => line.startsWith('| ') && line.includes('attribute'))) {
    t.equal(row.replaceAll('\\|', '').split('|').length - 2, 8, row);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that none comes through is the point
  t.notMatch(markdown + toText(report), /[\u0000-\u0009\u000b-\u001f]/);
});

test('a key that a client sent where it does not belong is not repeated', async (t) => {
  const key = `PMAK-${'0a1b2c'.repeat(4)}-${'3d4e5f'.repeat(5)}6789`;
  const run = new Script()
    .add('getScimUserResources', `/Users?apikey=${key}`)
    .add('updateScimUser', '/Users/a', {
      body: { externalId: key, userName: key },
      answer: user('a', 'a@example.com'),
      outcomes: [{ path: key, outcome: 'ignored', quirk: 'put-name-only' }],
    })
    .add('getScimUserResources', '/Users', { rawHeaders: ['Authorization', `Bearer ${key}`] });
  const report = run.report();
  t.ok(report.findings.some(({ id }) => id === 'secret-sent'));
  t.notMatch(JSON.stringify(report), /PMAK-0a/);
});

test('a parameter is used, or it is not; it is never stored', async (t) => {
  const run = new Script()
    .add('getScimUserResources', '/Users?count=1', { outcomes: [{ path: '?count', outcome: 'stored' }] })
    .add('getScimUserResources', '/Users?count=x', { outcomes: [{ path: '?count', outcome: 'coerced' }] });
  t.match(toMarkdown(run.report()), '| getScimUserResources | `?count` | 1 used |  | 1 |');
  t.match(toText(run.report()), '  getScimUserResources ?count: coerced once\n');
});

test('a text for the terminal', async (t) => {
  const run = new Script().add('updateScimUserState', '/Users/a1', {
    body: { Operations: [{ op: 'replace', path: 'name.givenName', value: 'Tay' }] },
    answer: user('a1', 'taylor@example.com'),
    outcomes: [{ path: 'name.givenName', outcome: 'ignored', quirk: 'patch-active-only' }],
    quirks: ['patch-other-attributes'],
  });
  t.equal(
    toText(run.report()),
    [
      'Failed: 1 request in world default',
      '  1 error: patch-name-ignored',
      '',
      'error: PATCH does not change names (patch-name-ignored)',
      '  PATCH was sent to change 1 part of names. None changed.',
      "  Postman's PATCH of a user changes `active` and nothing else. It answers 200, and the old name stays.",
      '  To do: Send names with `PUT /Users/{id}`. It takes name.givenName and name.familyName.',
      '  Rests on: patch-active-only (documented), patch-other-attributes (inferred), put-name-only (documented)',
      '  no. 1 PATCH /Users/a1: taylor@example.com: sent name.givenName "Tay", still "Taylor"',
      '',
      'Inferred decisions that changed an outcome:',
      '  patch-other-attributes, once: PATCH operations on anything but active are ignored with 200.',
      '',
      'Attributes that were not taken as sent:',
      '  updateScimUserState name.givenName: ignored once (patch-active-only)',
      '',
      'Calls:',
      '  updateScimUserState 1, of which 1 changed nothing',
      '',
    ].join('\n'),
  );
});

test('no text of a client commands a CI runner, a terminal or GitHub in any format', async (t) => {
  const hostile = [
    '##[add-mask]a',
    '##vso[task.complete]',
    '::error::b',
    'adm\u202ein\u200b\u2066',
    '@octocat #1 https://evil.example/x $x$',
    '\u009b31m\u007f\u2028::notice::c',
  ];
  for (const text of hostile) {
    const script = new Script().add('updateScimUser', '/Users/a', {
      body: { userName: `${text}@example.com`, externalId: text },
      answer: user('a', text),
      outcomes: [{ path: text, outcome: 'ignored', quirk: 'put-name-only' }],
    });
    const goal = {
      declared: { users: [{ userName: text }], groups: [{ displayName: text }] },
      actual: { users: [], groups: [] },
    };
    const report = script.report({ goal, world: text });
    const [markdown, plain, json] = [toMarkdown(report), toText(report), toCleanJson(report)];
    for (const rendered of [markdown, plain]) {
      t.notMatch(rendered, /##\[|##vso\[|^\s*::/m);
      t.notMatch(rendered.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }
    t.notMatch(json, /[\u007f-\u009f\u2028\u2029\p{Cf}]/u);
    t.same(JSON.parse(json), report);
    t.notMatch(markdown.replaceAll(/`[^`\n]*`/g, ''), /@octocat|#1\b|https:\/\/evil|[^\\]\$x/);
  }
});
