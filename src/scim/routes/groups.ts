import type { FastifyInstance } from 'fastify';
import { createGroup, deleteGroup, findGroup, patchGroup } from '../../domain/groups.ts';
import { listGroups } from '../../domain/lists.ts';
import { answer, callOf } from '../answer.ts';
import { readBody } from '../read/body.ts';
import { readGroupPatch } from '../read/group-patch.ts';
import type { Query } from '../read/list-query.ts';
import { readGroupFilter, readPage } from '../read/list-query.ts';
import { readNewGroup } from '../read/new-group.ts';
import type { ResourceRoute } from '../route.ts';
import { routeOf } from '../route.ts';
import { toCreatedGroupText, toGroupText, toPatchedGroupText } from '../write/group.ts';
import { toListText } from '../write/list.ts';

export const groupRoutes = (app: FastifyInstance): void => {
  app.get<{ Querystring: Query }>(...routeOf('getScimGroupResources'), (request, reply) => {
    const call = callOf(request);
    const directory = call.directory();
    const { team, groups } = directory;
    const page = readPage(request.query, team.profile, call);
    const { total, resources } = listGroups(directory, readGroupFilter(request.query, call), page);
    // Quirk group-members-listed.
    const texts = resources.map((group) => toGroupText(team.profile, group, groups.members(group.pk)));
    return answer(reply, 200, toListText(team.profile, page, total, texts, call));
  });

  app.post<{ Body: Buffer | null }>(...routeOf('createScimGroup'), (request, reply) => {
    const call = callOf(request);
    const directory = call.directory();
    const wanted = readNewGroup(readBody(request.body), call);
    const group = call.transaction(() => createGroup(directory, wanted));
    return answer(reply, 201, toCreatedGroupText(directory.team.profile, group, directory.groups.members(group.pk)));
  });

  app.get<ResourceRoute>(...routeOf('getScimGroupResource'), (request, reply) => {
    const directory = callOf(request).directory();
    const group = findGroup(directory, request.params.id);
    return answer(reply, 200, toGroupText(directory.team.profile, group, directory.groups.members(group.pk)));
  });

  app.patch<ResourceRoute>(...routeOf('scimUpdateGroup'), (request, reply) => {
    const call = callOf(request);
    const directory = call.directory();
    const commands = readGroupPatch(readBody(request.body), directory.team.profile, call);
    const group = call.transaction(() => patchGroup(directory, request.params.id, commands));
    return answer(reply, 200, toPatchedGroupText(directory.team.profile, group, directory.groups.members(group.pk)));
  });

  app.delete<ResourceRoute>(...routeOf('deleteScimGroup'), (request, reply) => {
    const call = callOf(request);
    const directory = call.directory();
    call.transaction(() => deleteGroup(directory, request.params.id));
    // Quirk group-delete-answer.
    return reply.code(204).send();
  });
};
