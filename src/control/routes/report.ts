import { ReportQuery, TeamQuery } from '../../../schemas/control.ts';
import type { Directory } from '../../../schemas/goal.ts';
import { Goal, GoalDifference } from '../../../schemas/goal.ts';
import { Report } from '../../../schemas/report.ts';
import { isQuirkId } from '../../quirks/catalogue.ts';
import { compareGoal } from '../../report/goal.ts';
import { toJunit } from '../../report/junit.ts';
import { toMarkdown } from '../../report/markdown.ts';
import { sumEffort } from '../../report/operations.ts';
import { createReport } from '../../report/report.ts';
import { Run } from '../../report/run.ts';
import { toText } from '../../report/text.ts';
import type { Store } from '../../store/store.ts';
import { readAudit } from '../../worlds/audit.ts';
import type { World } from '../../worlds/world.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { badRequest, notFound } from '../http-error.ts';
import { nothing, ok, route } from '../route.ts';
import { teamOf, worldOf } from '../scope.ts';
import { toAuditView } from '../views.ts';

/** The directory as it is: what a goal is compared with. */
const toDirectory = (store: Store, team: number): Directory => {
  const people = store.members.all(team);
  return {
    users: people
      .filter(({ state }) => state !== 'invited')
      .map(({ userName, state, givenName, familyName, externalId }) => ({
        userName,
        active: state === 'active',
        givenName,
        familyName,
        externalId,
      })),
    groups: store.groups.all(team).map(({ pk, displayName, externalId }) => ({
      displayName,
      externalId,
      members: store.groups.activeAddresses(pk),
    })),
    invited: people.filter(({ state }) => state === 'invited').map(({ userName }) => userName),
  };
};

const renderers = { junit: toJunit, markdown: toMarkdown, text: toText } as const;

const media = {
  json: 'application/json',
  junit: 'application/xml',
  markdown: 'text/markdown',
  text: 'text/plain',
} as const;

export const reportRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store } = context;

  const directoryOf = (world: World, id: string | undefined): Directory => {
    const team = id === undefined ? store.teams.all(world.pk)[0] : teamOf(context, world, id);
    return team ? toDirectory(store, team.pk) : { users: [], groups: [] };
  };

  app.get(
    '/worlds/:world/report',
    route('getReport', 'Report on the requests so far, with a verdict', 'world', ok(Report), {
      querystring: ReportQuery,
    }),
    async (request, reply) => {
      const world = worldOf(context, request.params.world);
      const { format = 'json', failOn, failOnInferred, allowEmpty, accept, team } = request.query;
      const accepted = accept?.split(',').filter(Boolean) ?? [];
      const unknown = accepted.find((id) => !isQuirkId(id));
      if (unknown !== undefined) throw badRequest('/accept', `expected the id of a quirk, got ${unknown}`);
      const actual = directoryOf(world, team);
      const goal = world.goal && { declared: world.goal, actual };
      const options = { world: world.id, goal, failOn, failOnInferred, allowEmpty, accept: accepted };
      const report = context.masking.withoutKeys(createReport(world.journal, options));
      reply.type(`${media[format]}; charset=utf-8`);
      if (format === 'json') {
        const audit = readAudit(store, world).slice(-1000);
        return {
          ...report,
          audit: audit.map((entry) => toAuditView(context.masking, entry)),
        };
      }
      // Sent as it is: what goes through the serializer would be quoted.
      return reply.serializer(String).send(renderers[format](report));
    },
  );

  app.put(
    '/worlds/:world/goal',
    route('declareGoal', 'Declare the directory that the run should end with', 'world', ok(Goal), { body: Goal }),
    (request) => {
      const world = worldOf(context, request.params.world);
      world.goal = request.body;
      return request.body;
    },
  );

  const goalOf = (world: World): Goal => {
    if (world.goal === undefined) throw notFound(`goal declared in world ${world.id}`);
    return world.goal;
  };

  app.get('/worlds/:world/goal', route('getGoal', 'Get the declared goal', 'world', ok(Goal)), (request) =>
    goalOf(worldOf(context, request.params.world)),
  );

  app.delete('/worlds/:world/goal', route('removeGoal', 'Remove the goal', 'world', nothing), (request, reply) => {
    worldOf(context, request.params.world).goal = undefined;
    return reply.code(204).send();
  });

  app.get(
    '/worlds/:world/goal/difference',
    route('compareGoal', 'Compare the directory with the goal', 'world', ok(GoalDifference), {
      querystring: TeamQuery,
    }),
    async (request) => {
      const world = worldOf(context, request.params.world);
      const goal = goalOf(world);
      const directory = directoryOf(world, request.query.team);
      return compareGoal(goal, directory, sumEffort(new Run(world.journal).calls));
    },
  );
};
