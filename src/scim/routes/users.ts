import type { FastifyInstance } from 'fastify';
import { listUsers } from '../../domain/lists.ts';
import type { Trace } from '../../domain/trace.ts';
import type { UserChange } from '../../domain/users.ts';
import { changeUser, provision, readUser } from '../../domain/users.ts';
import type { Profile } from '../../quirks/profiles.ts';
import { answer, callOf } from '../answer.ts';
import type { JsonObject } from '../read/body.ts';
import { readBody } from '../read/body.ts';
import type { Query } from '../read/list-query.ts';
import { readPage, readUserFilter } from '../read/list-query.ts';
import { readNewUser, readUserReplacement } from '../read/user.ts';
import { readUserPatch } from '../read/user-patch.ts';
import type { ResourceRoute } from '../route.ts';
import { routeOf } from '../route.ts';
import { toListText } from '../write/list.ts';
import { toUserText, withExternalIds } from '../write/user.ts';

type ReadChange = (body: JsonObject, profile: Profile, trace: Trace) => readonly UserChange[];

/** Five operations, and no DELETE among them (quirk no-hard-delete). */
export const userRoutes = (app: FastifyInstance): void => {
  app.get<{ Querystring: Query }>(...routeOf('getScimUserResources'), (request, reply) => {
    const call = callOf(request);
    const directory = call.directory();
    const { profile } = directory.team;
    const page = readPage(request.query, profile, call);
    const { total, resources } = listUsers(directory, readUserFilter(request.query, profile, call), page);
    return answer(reply, 200, withExternalIds(profile, toListText(profile, page, total, resources, call)));
  });

  app.post<{ Body: Buffer | null }>(...routeOf('createScimUser'), (request, reply) => {
    const call = callOf(request);
    const directory = call.directory();
    const user = readNewUser(readBody(request.body), directory.team.profile, call);
    const created = call.transaction(() => provision(directory, user));
    return answer(reply, 201, withExternalIds(directory.team.profile, toUserText(created)));
  });

  app.get<ResourceRoute>(...routeOf('getScimUserResource'), (request, reply) => {
    const directory = callOf(request).directory();
    return answer(reply, 200, withExternalIds(directory.team.profile, readUser(directory, request.params.id)));
  });

  const change = (operation: 'updateScimUser' | 'updateScimUserState', readChange: ReadChange): void => {
    const [path, options] = routeOf(operation);
    app.route<ResourceRoute>({
      method: operation === 'updateScimUser' ? 'PUT' : 'PATCH',
      url: path,
      ...options,
      handler: (request, reply) => {
        const call = callOf(request);
        const directory = call.directory();
        const wanted = readChange(readBody(request.body), directory.team.profile, call);
        const user = call.transaction(() => changeUser(directory, request.params.id, wanted));
        return answer(reply, 200, withExternalIds(directory.team.profile, toUserText(user)));
      },
    });
  };
  change('updateScimUser', readUserReplacement);
  change('updateScimUserState', readUserPatch);
};
