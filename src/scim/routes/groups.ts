import type { FastifyInstance } from 'fastify';
import { createGroup, deleteGroup, findGroup, patchGroup } from '../../domain/groups.ts';
import { listGroups } from '../../domain/lists.ts';
import type { Admit, ScimRoute } from '../admission.ts';
import { directoryOf } from '../caller.ts';
import { readBody } from '../read/body.ts';
import { readGroupPatch } from '../read/group-patch.ts';
import { readGroupFilter, readPage } from '../read/list-query.ts';
import { readNewGroup } from '../read/new-group.ts';
import { membersText, toCreatedGroupText, toGroupText, toPatchedGroupText } from '../write/group.ts';
import { toListText } from '../write/list.ts';

export const groupRoutes = (app: FastifyInstance, admit: Admit, admitRead: Admit): void => {
  app.route<ScimRoute>(
    admitRead('getScimGroupResources', 200, ({ query }, admitted, trace) => {
      const directory = directoryOf(admitted, trace);
      const { team } = directory;
      const page = readPage(query, team.profile, trace);
      const { total, resources } = listGroups(directory, readGroupFilter(query, trace), page);
      // Quirk group-members-listed.
      const texts = resources.map((group) => toGroupText(group, membersText(team.profile, directory.groups, group)));
      return toListText(team.profile, page, total, texts, trace);
    }),
  );

  app.route<ScimRoute>(
    admit('createScimGroup', 201, ({ body }, admitted, trace) => {
      const { world, team } = admitted;
      const directory = directoryOf(admitted, trace);
      const wanted = readNewGroup(readBody(body), trace);
      const group = world.transaction(() => createGroup(directory, wanted));
      return toCreatedGroupText(group, membersText(team.profile, directory.groups, group));
    }),
  );

  app.route<ScimRoute>(
    admitRead('getScimGroupResource', 200, ({ params }, admitted, trace) => {
      const directory = directoryOf(admitted, trace);
      const { team } = directory;
      const group = findGroup(directory, params.id);
      return toGroupText(group, membersText(team.profile, directory.groups, group));
    }),
  );

  app.route<ScimRoute>(
    admit('scimUpdateGroup', 200, ({ params, body }, admitted, trace) => {
      const { world, team } = admitted;
      const directory = directoryOf(admitted, trace);
      const commands = readGroupPatch(readBody(body), team.profile, trace);
      const group = world.transaction(() => patchGroup(directory, params.id, commands));
      return toPatchedGroupText(team.profile, group, membersText(team.profile, directory.groups, group), trace);
    }),
  );

  app.route<ScimRoute>(
    admit('deleteScimGroup', 204, ({ params }, admitted, trace) => {
      const { world } = admitted;
      const directory = directoryOf(admitted, trace);
      world.transaction(() => deleteGroup(directory, params.id));
      // Quirk group-delete-answer.
      return '';
    }),
  );
};
