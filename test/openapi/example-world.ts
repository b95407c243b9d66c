import type { Test } from 'tap';
import { alex, taylor, testApi } from '../../src/openapi/examples.ts';
import type { ProfileName } from '../../src/quirks/profiles.ts';
import { key, startApp } from '../helpers.ts';

export const keys = { works: key, adminLeft: 'admin-left-key', teamDeleted: 'team-deleted-key' };

const time = (milliseconds: number): string => new Date(milliseconds).toISOString();

const person = ({ id, userName, givenName, familyName, externalId, state, created, lastModified }: typeof taylor) => ({
  id,
  email: userName,
  givenName,
  familyName,
  state,
  externalId,
  created: time(created),
  lastModified: time(lastModified),
});

const group = {
  id: testApi.id,
  displayName: testApi.displayName,
  externalId: testApi.externalId,
  members: [taylor.userName],
  created: time(testApi.created),
  lastModified: time(testApi.lastModified),
};

/** The people of the examples, all of whom are in the team; or an account that is in none. */
export type Population = 'team' | 'nobody' | 'an account elsewhere';

/** A world in which the description's examples are true: its people, its group, and keys of every kind. */
const startExamples = (t: Test, profile: ProfileName, population: Population) => {
  const team = population === 'team';
  const teamKeys = [{ key: keys.works }, { key: keys.adminLeft, createdBy: 'gone@example.com' }];
  const members = team ? [person(taylor), person(alex)] : [];
  return startApp(t, {
    world: {
      accounts: population === 'an account elsewhere' ? [{ email: taylor.userName }] : [],
      teams: [
        { profile, verifiedDomains: team ? ['example.com'] : [], keys: teamKeys, members, groups: team ? [group] : [] },
        { deleted: true, keys: [{ key: keys.teamDeleted }] },
      ],
    },
  });
};

export type ExampleApp = ReturnType<typeof startExamples>;

/** Gives such worlds out, fresh each time, from one application for each population. */
export const examplesFor = (t: Test, profile: ProfileName) => {
  const apps = new Map<Population, ExampleApp>();
  return (population: Population): ExampleApp => {
    const app = apps.get(population) ?? startExamples(t, profile, population);
    apps.set(population, app);
    app.worlds.reset(app.world);
    return app;
  };
};
