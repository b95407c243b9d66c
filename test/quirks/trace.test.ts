import t, { test } from 'tap';
import { sendByFetch } from '../../src/conformance/exchange.ts';
import { type QuirkId, quirkOf, quirks } from '../../src/quirks/catalogue.ts';
import { type Profile, profiles, switchIds } from '../../src/quirks/profiles.ts';
import { hold, startTarget } from '../conformance/target.ts';

t.setTimeout(180_000);

/** The quirks that the answers to one run of the kit name when they are asked to explain themselves. */
const notedUnder = async (profile: Profile): Promise<Set<string>> => {
  const target = await startTarget({ quirks: profile });
  const noted = new Set<string>();
  await hold(target.url, {
    profile,
    transport: async (request) => {
      const answer = await sendByFetch({ ...request, headers: { ...request.headers, 'x-emulator-explain': '1' } });
      for (const id of answer.headers['x-emulator-quirks']?.split(', ') ?? []) noted.add(id);
      return answer;
    },
  });
  await target.close();
  return noted;
};

const otherReadings = Object.fromEntries(
  switchIds.map((id) => {
    const other = Object.keys(quirkOf(id).values ?? {}).find((value) => value !== profiles.classic[id]);
    return [id, id === 'groups-endpoint' ? 'routed' : other];
  }),
) as unknown as Profile;

test('answers name every quirk that decides a single request, and the catalogue says why they name no other', async (t) => {
  const noted = new Set<string>();
  for (const profile of [profiles.classic, otherReadings, profiles['2022']]) {
    for (const id of await notedUnder(profile)) noted.add(id);
  }
  for (const id of Object.keys(quirks) as QuirkId[]) {
    const { untraced } = quirkOf(id);
    if (untraced === undefined) t.ok(noted.has(id), `an answer names ${id}`);
    else t.notOk(noted.has(id), `no answer names ${id}: ${untraced}`);
  }
});
