import { callsOf } from './admin.ts';
import type { ControlOperation, KeySent, ScimOperation, Sequence } from './operations.ts';
import { answer, type WireRequest } from './scim.ts';
import { createModel } from './setup.ts';
import type { Model, Team } from './state.ts';
import type { Text } from './unknown.ts';

export type WireAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
};

/** The emulator under test, however it is reached. */
export type Target = {
  /** The address that requests seem to come to, as ServiceProviderConfig gives it back. */
  readonly origin: () => string;
  send(request: WireRequest): Promise<WireAnswer>;
  /** Ends the emulator and starts it again on the same file. */
  restart?(): Promise<void>;
};

const bogus = 'f'.repeat(48);

const idsOf = (model: Model, texts: readonly { readonly id: Text }[]): string[] =>
  texts.map(({ id }) => model.unknowns.known(id)).filter((id) => id !== undefined);

/** Puts known ids (of the team, one of another team, one of nobody) in the places that ask for one. */
const resolve = (model: Model, team: Team, text: string): string => {
  const others = model.state.teams.filter((other) => other !== team);
  const users = [
    ...idsOf(model, [...team.people, ...team.invites]),
    ...idsOf(
      model,
      others.flatMap(({ people }) => people),
    ).slice(-1),
    bogus,
  ];
  const groups = [
    ...idsOf(model, team.groups),
    ...idsOf(
      model,
      others.flatMap((other) => other.groups),
    ).slice(-1),
    bogus,
  ];
  return text.replace(/\{(user|group):(\d+)\}/g, (_, kind: string, n: string) => {
    const ids = kind === 'user' ? users : groups;
    return ids[Number(n) % ids.length] ?? bogus;
  });
};

const keyHeader = (team: Team, sent: KeySent): Record<string, string> => {
  const key = team.keys.at(-1)?.key ?? '';
  switch (sent) {
    case 'bearer':
      return { authorization: `Bearer ${key}` };
    case 'bare':
      return { authorization: key };
    case 'x-api-key':
      return { 'x-api-key': key };
    case 'previous':
      return { authorization: `Bearer ${team.keys.at(-2)?.key ?? 'none'}` };
    case 'unknown':
      return { authorization: 'Bearer PMAK-nonesuch' };
    case 'none':
      return {};
  }
};

const toWire = (model: Model, operation: ScimOperation): WireRequest => {
  const team = model.state.teams[operation.team] as Team;
  const headers = {
    ...keyHeader(team, operation.key ?? 'bearer'),
    ...(operation.type === undefined ? {} : { 'content-type': operation.type }),
  };
  const url = `/scim/v2${resolve(model, team, operation.path)}`;
  if (operation.body === undefined) return { method: operation.method, url, headers };
  return { method: operation.method, url, headers, body: resolve(model, team, operation.body) };
};

const parsed = (text: string): unknown => {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Plays sequences against a target, each in a world of its own. */
export const createPlayer = (target: Target) => {
  let worlds = 0;
  const counts = { sequences: 0, requests: 0 };

  const play = async ({ teams, operations }: Sequence): Promise<void> => {
    worlds += 1;
    counts.sequences += 1;
    const world = `model-${worlds}`;
    const { model, document } = createModel(world, teams);
    const played: string[] = [];

    const fail = (differences: string[]): never => {
      throw new Error(`${differences.join('\n')}\nafter\n${played.join('\n')}`);
    };
    const scim = async (request: WireRequest): Promise<unknown> => {
      counts.requests += 1;
      const said = await target.send(request);
      played.push(
        `${request.headers.authorization ?? JSON.stringify(request.headers)} ${request.method} ${request.url} ${request.body ?? ''} -> ${said.status} ${said.body}`,
      );
      const expected = answer(model, target.origin(), request);
      const body = parsed(said.body);
      const differences =
        said.status === expected.status
          ? model.unknowns.match(expected.body, body)
          : [`status ${expected.status} expected, not ${said.status}`];
      for (const [name, value] of Object.entries(expected.headers ?? {})) {
        if (said.headers[name] === value) continue;
        differences.push(`header ${name}: ${value} expected, not ${String(said.headers[name])}`);
      }
      const charset = expected.charset === false ? '' : '; charset=utf-8';
      const type = expected.status === 204 ? undefined : (expected.type ?? 'application/json') + charset;
      const have = said.headers['content-type'];
      if (have !== type) {
        differences.push(`content-type ${type} expected, not ${String(have)}`);
      }
      if (differences.length > 0) fail(differences);
      return body;
    };
    const emulator = async (method: string, path: string, body?: unknown, refused = false): Promise<unknown> => {
      counts.requests += 1;
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      const said = await target.send({ method, url: `/_emulator/worlds${path}`, headers, ...text });
      played.push(`${method} ${path} ${(text.body ?? '').slice(0, 200)} -> ${said.status} ${said.body.slice(0, 200)}`);
      const isRight = refused ? said.status >= 400 && said.status < 500 : said.status >= 200 && said.status < 300;
      if (!isRight) fail([`${method} ${path} should be ${refused ? 'refused' : 'done'}, not ${said.status}`]);
      return parsed(said.body);
    };
    const control = async (operation: ControlOperation): Promise<void> => {
      if (operation.action === 'restart' && target.restart === undefined) return;
      for (const { method, path, body, refused, effect } of callsOf(model, operation)) {
        const said = await emulator(method, `/${world}${path}`, body, refused);
        effect?.(said);
      }
      if (operation.action === 'restart') {
        await target.restart?.();
        for (const team of model.state.teams) team.windows = {};
      }
      if (operation.action === 'import') {
        const exported = await emulator('GET', `/${world}/document`);
        await emulator('PUT', `/${world}/document`, exported);
        for (const team of model.state.teams) team.windows = {};
      }
    };
    /** The whole directory of every team, by small pages. */
    const directory = async (): Promise<void> => {
      for (const team of model.state.teams) {
        for (const [path, total] of [
          ['/Users', team.people.length],
          ['/Groups', team.groups.length],
        ] as const) {
          for (let startIndex = 1; startIndex <= total + 1; startIndex += 3) {
            const url = `/scim/v2${path}?startIndex=${startIndex}&count=3`;
            await scim({ method: 'GET', url, headers: keyHeader(team, 'bearer') });
          }
        }
      }
    };

    const lift = async (): Promise<void> => {
      for (const team of model.state.teams.filter(({ limits, deleted }) => limits !== undefined && !deleted)) {
        await emulator('PATCH', `/${world}/teams/${team.id}`, { rateLimit: 'off' });
        team.limits = undefined;
      }
    };

    await emulator('POST', '', { id: world, document });
    for (const operation of operations) {
      if (operation.kind === 'control') await control(operation);
      else await scim(toWire(model, operation));
    }
    await lift();
    await directory();
    await control({ kind: 'control', action: 'import' });
    await directory();
    await emulator('DELETE', `/${world}`);
  };

  return { play, counts };
};
