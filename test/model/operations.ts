import fc from 'fast-check';
import { type OperationId, operationIds } from '../../src/domain/operation.ts';
import { quirkOf } from '../../src/quirks/catalogue.ts';
import { type Profile, type ProfileName, profileNames, switchIds } from '../../src/quirks/profiles.ts';
import {
  at,
  email,
  group,
  groupOperation,
  groupsQuery,
  patch,
  postGroup,
  postUser,
  putUser,
  user,
  userOperation,
  usersQuery,
  withUnreadable,
} from './bodies.ts';
import type { Limits } from './state.ts';

/** One team of a world to begin with. */
export type TeamSetup = {
  readonly profile: ProfileName;
  readonly quirks: Partial<Profile>;
  readonly verified: readonly string[];
  readonly limits?: Limits;
};

/** How the key is sent, or what is sent in its stead. */
export type KeySent = 'bearer' | 'bare' | 'x-api-key' | 'none' | 'unknown' | 'previous';

/** A SCIM call. `{user:3}` and `{group:3}` in path and body stand for ids known when it is made. */
export type ScimOperation = {
  readonly kind: 'scim';
  readonly team: number;
  readonly method: string;
  readonly path: string;
  readonly key?: KeySent;
  readonly type?: string;
  readonly body?: string;
};

export type ControlAction =
  | { readonly action: 'accept' | 'decline' | 'cancel' | 'remove-member'; readonly team: number; readonly at: number }
  | { readonly action: 'member-active'; readonly team: number; readonly at: number; readonly active: boolean }
  | { readonly action: 'invite' | 'member'; readonly team: number; readonly email: string }
  | { readonly action: 'account'; readonly email: string }
  | { readonly action: 'scim-enabled'; readonly team: number; readonly enabled: boolean }
  | { readonly action: 'delete-team' | 'revoke-key' | 'create-key'; readonly team: number }
  | { readonly action: 'expire-key'; readonly team: number; readonly seconds: number }
  | { readonly action: 'regenerate-key'; readonly team: number; readonly grace: number }
  | { readonly action: 'advance'; readonly seconds: number }
  | { readonly action: 'fault'; readonly operation: OperationId; readonly when: 'before' | 'after' }
  | { readonly action: 'snapshot' | 'restore' | 'reset' | 'import' | 'restart' };

export type ControlOperation = { readonly kind: 'control' } & ControlAction;

export type Operation = ScimOperation | ControlOperation;

export type Sequence = { readonly teams: readonly TeamSetup[]; readonly operations: readonly Operation[] };

const teamCount = 3;
const team = fc.nat({ max: teamCount - 1 });

const contentType = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.constantFrom<(string | undefined)[]>(
      'application/json',
      'application/scim+json',
      'application/json; charset=utf-8',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<(string | undefined)[]>('text/plain', 'application/xml', undefined) },
);

const call = (method: string, target: fc.Arbitrary<string>, body?: fc.Arbitrary<string>): fc.Arbitrary<ScimOperation> =>
  fc.record(
    {
      kind: fc.constant('scim' as const),
      team,
      method: fc.constant(method),
      path: target,
      key: fc.oneof(
        { weight: 20, arbitrary: fc.constant<KeySent>('bearer') },
        { weight: 3, arbitrary: fc.constantFrom<KeySent>('bare', 'x-api-key') },
        { weight: 1, arbitrary: fc.constantFrom<KeySent>('none', 'unknown', 'previous') },
      ),
      ...(body === undefined
        ? {}
        : {
            body: fc.oneof(
              { weight: 30, arbitrary: withUnreadable(body) as fc.Arbitrary<string | undefined> },
              { weight: 1, arbitrary: fc.constant(undefined) },
            ),
            type: contentType,
          }),
    },
    {
      requiredKeys:
        body === undefined ? ['kind', 'team', 'method', 'path'] : ['kind', 'team', 'method', 'path', 'body', 'type'],
    },
  ) as fc.Arbitrary<ScimOperation>;

const userPath = user.map((id) => `/Users/${id}`);
const groupPath = group.map((id) => `/Groups/${id}`);

const scimOperation = fc.oneof(
  { weight: 10, arbitrary: call('POST', fc.constantFrom('/Users', '/Users', '/Users/'), postUser) },
  {
    weight: 3,
    arbitrary: call(
      'GET',
      usersQuery.map((q) => `/Users${q}`),
    ),
  },
  { weight: 2, arbitrary: call('GET', userPath) },
  { weight: 4, arbitrary: call('PUT', userPath, putUser) },
  { weight: 6, arbitrary: call('PATCH', userPath, patch(userOperation)) },
  { weight: 6, arbitrary: call('POST', fc.constant('/Groups'), postGroup) },
  {
    weight: 3,
    arbitrary: call(
      'GET',
      groupsQuery.map((q) => `/Groups${q}`),
    ),
  },
  { weight: 2, arbitrary: call('GET', groupPath) },
  { weight: 8, arbitrary: call('PATCH', groupPath, patch(groupOperation)) },
  { weight: 3, arbitrary: call('DELETE', groupPath) },
  { weight: 1, arbitrary: call('GET', fc.constantFrom('/ResourceTypes', '/ServiceProviderConfig')) },
  {
    weight: 1,
    arbitrary: call('GET', fc.constantFrom('/Schemas', '//Users', '/users', '/GROUPS', '/Me', '/Users/a/b', '')),
  },
  { weight: 1, arbitrary: call('DELETE', userPath) },
  { weight: 1, arbitrary: call('PUT', groupPath, postGroup) },
);

const control = <A extends ControlAction>(fields: { [K in keyof A]: fc.Arbitrary<A[K]> }): fc.Arbitrary<Operation> =>
  fc.record({ kind: fc.constant('control' as const), ...fields }) as unknown as fc.Arbitrary<Operation>;

const seconds = fc.constantFrom(1, 30, 60, 3600);

const controlOperation = (restarts: boolean) =>
  fc.oneof(
    { weight: 12, arbitrary: control({ action: fc.constant('accept' as const), team, at }) },
    { weight: 2, arbitrary: control({ action: fc.constantFrom('decline' as const, 'cancel' as const), team, at }) },
    { weight: 2, arbitrary: control({ action: fc.constant('remove-member' as const), team, at }) },
    {
      weight: 2,
      arbitrary: control({ action: fc.constant('member-active' as const), team, at, active: fc.boolean() }),
    },
    { weight: 3, arbitrary: control({ action: fc.constantFrom('invite' as const, 'member' as const), team, email }) },
    { weight: 3, arbitrary: control({ action: fc.constant('account' as const), email }) },
    { weight: 1, arbitrary: control({ action: fc.constant('scim-enabled' as const), team, enabled: fc.boolean() }) },
    { weight: 1, arbitrary: control({ action: fc.constantFrom('revoke-key' as const, 'create-key' as const), team }) },
    { weight: 1, arbitrary: control({ action: fc.constant('expire-key' as const), team, seconds }) },
    {
      weight: 1,
      arbitrary: control({ action: fc.constant('regenerate-key' as const), team, grace: fc.constantFrom(0, 45) }),
    },
    { weight: 5, arbitrary: control({ action: fc.constant('advance' as const), seconds }) },
    {
      weight: 2,
      arbitrary: control({
        action: fc.constant('fault' as const),
        operation: fc.constantFrom(...operationIds),
        when: fc.constantFrom('before' as const, 'after' as const),
      }),
    },
    { weight: 2, arbitrary: control({ action: fc.constantFrom('snapshot' as const, 'restore' as const) }) },
    { weight: 1, arbitrary: control({ action: fc.constantFrom('reset' as const, 'import' as const) }) },
    { weight: restarts ? 3 : 0, arbitrary: control({ action: fc.constant('restart' as const) }) },
    { weight: 1, arbitrary: control({ action: fc.constant('delete-team' as const), team }) },
  );

const switched: fc.Arbitrary<Partial<Profile>> = fc
  .option(
    fc
      .constantFrom(...switchIds)
      .chain((id) =>
        fc.constantFrom(...Object.keys(quirkOf(id).values ?? {})).map((value) => ({ [id]: value }) as Partial<Profile>),
      ),
    { freq: 3 },
  )
  .map((one) => one ?? {});

const teamSetup: fc.Arbitrary<TeamSetup> = fc.record({
  profile: fc.constantFrom(...profileNames),
  quirks: switched,
  verified: fc.subarray(['acme.test', 'globex.test', 'mail.test'], { minLength: 0 }),
  limits: fc.constantFrom<(Limits | undefined)[]>(...Array(6), { reads: 3, writes: 5 }),
}) as fc.Arbitrary<TeamSetup>;

export const sequences = ({ restarts = false, length = 60 } = {}): fc.Arbitrary<Sequence> =>
  fc.record({
    teams: fc.array(teamSetup, { minLength: teamCount, maxLength: teamCount }),
    operations: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: scimOperation as fc.Arbitrary<Operation> },
        { weight: 1, arbitrary: controlOperation(restarts) },
      ),
      { maxLength: length, size: 'max' },
    ),
  });
