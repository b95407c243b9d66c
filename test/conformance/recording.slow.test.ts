import t, { test } from 'tap';
import type { WorldDocument } from '../../schemas/world-document.ts';
import { createRecorder, type Recording } from '../../src/conformance/recording.ts';
import { createSanitiser } from '../../src/conformance/sanitiser.ts';
import { profiles } from '../../src/quirks/profiles.ts';
import { replay } from '../recordings/replay.ts';
import { seedOf } from '../recordings/seed.ts';
import { emailDomain, hold, key, startTarget } from './target.ts';

t.setTimeout(180_000);

const seed: WorldDocument = {
  version: 1,
  teams: [
    {
      verifiedDomains: [emailDomain],
      members: [
        {
          email: 'Ada.Lovelace@Analytical.example',
          givenName: 'Ada',
          familyName: 'King Lovelace',
          externalId: 'emp-1815',
        },
        { email: 'grace@navy.example', givenName: 'Grace', familyName: 'Hopper', state: 'deactivated' },
        { email: 'edsger@shortest.example', givenName: 'Edsger', familyName: 'Dijkstra' },
      ],
      groups: [{ displayName: 'Enchantress of Numbers', members: ['ada.lovelace@analytical.example'] }],
    },
  ],
};

const traces =
  /lovelace|ada\.|grace|hopper|navy|edsger|dijkstra|analytical|shortest|emp-1815|enchantress|emulator-scim-key|127\.0\.0\.1|example\.com|kit-run1/i;

const record = async (readOnly: boolean): Promise<Recording> => {
  const target = await startTarget({ seed });
  const sanitiser = createSanitiser({ secrets: [key], baseUrl: `${target.url}/scim/v2`, prefix: 'kit' });
  const recorder = createRecorder({ profile: profiles.classic, key, sanitiser, verifiedDomain: emailDomain });
  const { results } = await hold(target.url, { readOnly, onExchange: recorder.record, control: undefined });
  await target.close();
  if (results.some(({ outcome }) => outcome === 'differs')) throw new Error('the emulator does not agree with itself');
  return recorder.recording();
};

const replayed = async (recording: Recording) => {
  const target = await startTarget({ seed: seedOf(recording, key) });
  const mismatches = await replay(recording, `${target.url}/scim/v2`, key);
  await target.close();
  return mismatches;
};

for (const readOnly of [true, false]) {
  test(`a recording ${readOnly ? 'that only reads' : 'that writes'} tells nobody's name, and can be replayed`, async (t) => {
    const recording = await record(readOnly);
    t.ok(recording.exchanges.length > 80, `${recording.exchanges.length} exchanges`);
    t.equal(JSON.stringify(recording).match(traces)?.[0], undefined);
    t.same(await replayed(JSON.parse(JSON.stringify(recording))), []);
  });
}

test('a replay finds what is not answered as it was recorded', async (t) => {
  const recording = await record(true);
  const text = JSON.stringify(recording);
  const otherwise = text.replace('"status":404', '"status":400').replace('"itemsPerPage":2', '"itemsPerPage":0');
  t.not(otherwise, text);
  const mismatches = await replayed(JSON.parse(otherwise));
  t.same(mismatches.map(({ at }) => at).sort(), ['/itemsPerPage', 'status']);
});

test('a sanitiser keeps what tells ways of writing apart', async (t) => {
  const { json, text } = createSanitiser({
    secrets: ['s3cret'],
    baseUrl: 'https://api.getpostman.com/scim/v2',
    prefix: 'kit',
  });
  const id = '405775fe15ed41872a8eea4c8aa2b38cda9749812cc55c99';
  const [one, other, shouted] = ['taylor@acme.example', 'taylor+x@acme.example', 'TAYLOR@ACME.EXAMPLE'].map(
    (userName) => json({ userName }),
  );
  t.same(
    [one, other, shouted],
    [
      { userName: 'person1@domain1.example' },
      { userName: 'person2+tag@domain1.example' },
      { userName: 'PERSON1@DOMAIN1.EXAMPLE' },
    ],
  );
  const alias = (json({ id }) as { id: string }).id;
  t.match(alias, /^[0-9a-f]{48}$/);
  t.not(alias, id);
  t.equal(text(`/Users/${id}`), `/Users/${alias}`);
  t.equal(
    text('/Users?filter=userName%20eq%20%22taylor%2Bx%40acme.example%22'),
    '/Users?filter=userName%20eq%20%22person2%2Btag%40domain1.example%22',
  );
  t.equal(
    text('/Users?filter=userName%20eq%20%22taylor+x%40acme.example%22'),
    '/Users?filter=userName%20eq%20%22person2+tag%40domain1.example%22',
  );
  t.same(json({ detail: 'No taylor@acme.example with s3cret', nickName: 'Tay', title: 'VP' }), {
    detail: 'No person1@domain1.example with the-key',
    nickName: 'text1',
    title: 'text2',
  });
  t.same(json({ name: { givenName: 'Taylor', familyName: 'Lee' }, members: [{ value: id, display: 'Taylor Lee' }] }), {
    name: { givenName: 'Given1', familyName: 'Family1' },
    members: [{ value: alias, display: 'Given1 Family1' }],
  });
});
