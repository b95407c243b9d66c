import type { WorldDocument } from '../schemas/world-document.ts';
import type { Settings } from './settings.ts';
import { defaultKey } from './settings.ts';
import type { Store } from './store/store.ts';
import { changeTeam, nextKeyId } from './worlds/document.ts';
import type { Registry } from './worlds/registry.ts';
import { defaultWorldId } from './worlds/registry.ts';

export type TeamSettings = Pick<Settings, 'key' | 'profile' | 'quirks' | 'verifiedDomains' | 'rateLimit'>;

/** What was said about teams, as a document says it. */
export const toTeamDefaults = ({ profile, quirks, verifiedDomains, rateLimit }: TeamSettings) => ({
  ...(profile !== undefined && { profile }),
  ...(quirks !== undefined && { quirks: quirks as Record<string, string> }),
  ...(verifiedDomains !== undefined && { verifiedDomains: [...verifiedDomains] }),
  ...(rateLimit !== undefined && { rateLimit }),
});

/** Brings the settings that were given to the first team of a world that was there before. */
const bringUpToDate = (store: Store, worlds: Registry, settings: TeamSettings): void => {
  const world = worlds.default;
  const [team] = store.teams.all(world.pk);
  if (team === undefined) return;
  changeTeam(store, team, toTeamDefaults(settings));
  const { key } = settings;
  if (key === undefined || store.keys.holder(key)) return;
  store.keys.add({
    team: team.pk,
    id: nextKeyId(store, team.pk),
    name: 'SCIM API key',
    key,
    status: 'ACTIVE',
    createdBy: null,
    makerRole: 'super admin',
    replacedBy: null,
    created: world.clock.wholeSecond(),
    expires: null,
  });
};

/** The world that is always there: from the seed or with one empty team, unless the data directory holds it. */
export const openDefaultWorld = (
  store: Store,
  worlds: Registry,
  settings: TeamSettings,
  seed: WorldDocument = { version: 1, teams: [{}] },
): 'created' | 'found' => {
  if (worlds.byId(defaultWorldId)) {
    store.transaction(() => bringUpToDate(store, worlds, settings));
    return 'found';
  }
  const [first = {}, ...others] = seed.teams;
  const keys = [...(first.keys ?? [])];
  const key = settings.key ?? (first.keys ? undefined : defaultKey);
  if (key !== undefined && !keys.some((each) => each.key === key)) keys.push({ key });
  worlds.create({ id: defaultWorldId, document: { ...seed, teams: [{ ...first, keys }, ...others] } });
  return 'created';
};
