import type { FastifyInstance } from 'fastify';
import { listUsers } from '../../domain/lists.ts';
import type { Trace } from '../../domain/trace.ts';
import type { UserChange } from '../../domain/users.ts';
import { changeUser, provision, readUser } from '../../domain/users.ts';
import type { Profile } from '../../quirks/profiles.ts';
import type { Admit, ScimRoute, Work } from '../admission.ts';
import { directoryOf } from '../caller.ts';
import type { JsonObject } from '../read/body.ts';
import { readBody } from '../read/body.ts';
import { readPage, readUserFilter } from '../read/list-query.ts';
import { readNewUser, readUserReplacement } from '../read/user.ts';
import { readUserPatch } from '../read/user-patch.ts';
import { toListText } from '../write/list.ts';
import { withExternalIds } from '../write/user.ts';

type ReadChange = (body: JsonObject, profile: Profile, trace: Trace) => readonly UserChange[];

const changeWith =
  (readChange: ReadChange): Work =>
  ({ params, body }, admitted, trace) => {
    const { world, team } = admitted;
    const directory = directoryOf(admitted, trace);
    const wanted = readChange(readBody(body), team.profile, trace);
    const text = world.transaction(() => directory.members.resources.of(changeUser(directory, params.id, wanted)));
    return withExternalIds(team.profile, text, trace);
  };

/** Five operations, and no DELETE among them (quirk no-hard-delete). */
export const userRoutes = (app: FastifyInstance, admit: Admit, admitRead: Admit): void => {
  app.route<ScimRoute>(
    admitRead('getScimUserResources', 200, ({ query }, admitted, trace) => {
      const directory = directoryOf(admitted, trace);
      const { team } = directory;
      const page = readPage(query, team.profile, trace);
      const { total, resources } = listUsers(directory, readUserFilter(query, team.profile, trace), page);
      return withExternalIds(team.profile, toListText(team.profile, page, total, resources, trace), trace);
    }),
  );

  app.route<ScimRoute>(
    admit('createScimUser', 201, ({ body }, admitted, trace) => {
      const { world, team } = admitted;
      const directory = directoryOf(admitted, trace);
      const user = readNewUser(readBody(body), team.profile, trace);
      const text = world.transaction(() => directory.members.resources.of(provision(directory, user)));
      return withExternalIds(team.profile, text, trace);
    }),
  );

  app.route<ScimRoute>(
    admitRead('getScimUserResource', 200, ({ params }, admitted, trace) =>
      withExternalIds(admitted.team.profile, readUser(directoryOf(admitted, trace), params.id), trace),
    ),
  );

  app.route<ScimRoute>(admit('updateScimUser', 200, changeWith(readUserReplacement)));

  app.route<ScimRoute>(admit('updateScimUserState', 200, changeWith(readUserPatch)));
};
