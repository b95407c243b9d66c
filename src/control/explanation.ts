import type { Explanation, ScimRequest } from '../../schemas/control.ts';
import type { QuirkId } from '../quirks/catalogue.ts';
import { quirkOf } from '../quirks/catalogue.ts';
import type { Profile, SwitchId } from '../quirks/profiles.ts';
import { switchIds } from '../quirks/profiles.ts';
import { createReport } from '../report/report.ts';
import type { Store } from '../store/store.ts';
import type { JournalEntry } from '../worlds/journal-entry.ts';
import { reasonOf } from '../worlds/reason.ts';
import type { World } from '../worlds/world.ts';
import type { Rehearse, Rehearsed, RehearsedRequest } from './rehearsal.ts';

/** Completes a request: the base path, a Content-Type for a body, and the first key of the world that works. */
const toRehearsed = (store: Store, world: World, request: ScimRequest): RehearsedRequest => {
  const { method, path, body } = request;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
  if (headers.authorization === undefined && headers['x-api-key'] === undefined) {
    const keys = store.teams.all(world.pk).flatMap((team) => store.keys.all(team.pk));
    const now = world.clock.now();
    const key = keys.find(({ status, expires }) => status === 'ACTIVE' && (expires === null || expires > now));
    if (key) headers.authorization = `Bearer ${key.key}`;
  }
  if (body !== undefined) headers['content-type'] ??= 'application/json';
  return {
    method,
    url: path.startsWith('/scim/v2') ? path : `/scim/v2${path}`,
    headers,
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  };
};

/** The quirks that decided an answer, those that ignored an attribute included. */
const quirksOf = ({ quirks, outcomes }: JournalEntry): QuirkId[] => [
  ...new Set([...quirks, ...outcomes.flatMap(({ quirk }) => quirk ?? [])]),
];

const isSwitch = (id: QuirkId): id is SwitchId => (switchIds as readonly string[]).includes(id);

/** The findings that a request adds to the report on the requests before it. */
const newFindings = ({ journal }: World, entry: JournalEntry): Explanation['findings'] => {
  const next = { ...entry, sequence: journal.sequence + 1 };
  const longer = {
    clearedAt: journal.clearedAt,
    entriesAfter: (sequence: number) => [
      ...journal.entriesAfter(sequence),
      ...(next.sequence > sequence ? [next] : []),
    ],
  };
  const before = new Map(createReport(journal).findings.map(({ id, count }) => [id, count]));
  return createReport(longer)
    .findings.filter(({ id, count }) => count > (before.get(id) ?? 0))
    .map(({ id, severity, title, summary, explanation, remedy }) => {
      return { id, severity, title, summary, explanation, remedy };
    });
};

/** Answers what would happen to a request: the answer, its causes, and the answer under each other reading of a switch. */
export const explain = async (
  store: Store,
  world: World,
  request: ScimRequest,
  rehearse: Rehearse,
): Promise<Explanation> => {
  const sent = toRehearsed(store, world, request);
  const { status, body, entry } = await rehearse(world, sent, {});
  const profile = store.teams.byId(world.pk, entry.team ?? '')?.profile;
  const quirks = quirksOf(entry);
  const readings: Explanation['readings'] = [];
  for (const quirk of quirks.filter(isSwitch)) {
    for (const value of Object.keys(quirkOf(quirk).values ?? {})) {
      if (profile === undefined || profile[quirk] === value) continue;
      const other: Rehearsed = await rehearse(world, sent, { [quirk]: value } as Partial<Profile>);
      const differs = other.status !== status || other.body !== body;
      readings.push({ quirk, value, status: other.status, body: other.body, differs });
    }
  }
  return {
    status,
    body,
    operation: entry.operation,
    reason: reasonOf(entry),
    outcomes: [...entry.outcomes],
    changes: [...entry.changes],
    quirks: quirks.map((id) => {
      const { confidence, description, evidence } = quirkOf(id);
      return { id, confidence, description, evidence, ...(profile && isSwitch(id) && { value: profile[id] }) };
    }),
    findings: newFindings(world, entry),
    readings,
  };
};
