import type { ControlOperation } from './operations.ts';
import { accountOf, type Invite, type Key, type Model, type Person, type Team } from './state.ts';
import { accept, join, nextPlace, setActive } from './users.ts';

/** A call to the control plane, whether it must go through, and what it does to the model. */
export type ControlCall = {
  readonly method: string;
  /** Below the world's own address. */
  readonly path: string;
  readonly body?: unknown;
  readonly refused?: boolean;
  readonly effect?: (answer: unknown) => void;
};

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(items.length, 1)];

const newKey = (team: Team, answer: unknown, expires?: number): void => {
  const { id, key } = answer as { id: string; key: string };
  if (typeof id !== 'string' || typeof key !== 'string') throw new Error(`no key: ${JSON.stringify(answer)}`);
  team.keys.push({ id, key, revoked: false, expires, admin: undefined });
};

/** The control plane tells the id of a person that SCIM has not shown yet. */
const learnId = (model: Model, person: Person, answer: unknown): void => {
  const differences = model.unknowns.match(person.id, (answer as { id?: unknown }).id, 'id');
  if (differences.length > 0) throw new Error(differences.join('\n'));
};

const onInvite = (model: Model, team: Team, at: number, action: string): ControlCall[] => {
  const invite = pick<Invite>(team.invites, at);
  if (invite === undefined) return [];
  const path = `/teams/${team.id}/invites/${encodeURIComponent(invite.account.email)}/${action}`;
  const effect = (answer: unknown): void => {
    if (action === 'accept') learnId(model, accept(model, team, invite), answer);
    else team.invites = team.invites.filter((other) => other !== invite);
  };
  return [{ method: 'POST', path, effect }];
};

const onMember = (model: Model, team: Team, at: number, active: boolean | undefined): ControlCall[] => {
  const person = pick<Person>(team.people, at);
  const id = person && model.unknowns.known(person.id);
  if (person === undefined || id === undefined) return [];
  const path = `/teams/${team.id}/members/${id}`;
  if (active !== undefined) {
    return [{ method: 'PATCH', path, body: { active }, effect: () => setActive(model, team, person, active) }];
  }
  // Removing from the app is what active:false does over SCIM.
  return [{ method: 'DELETE', path, effect: () => setActive(model, team, person, false) }];
};

const onAddress = (model: Model, team: Team, email: string, action: 'invite' | 'member'): ControlCall[] => {
  const { state, unknowns } = model;
  const account = accountOf(state, email);
  const path = `/teams/${team.id}/${action}s`;
  if (team.invites.some((invite) => invite.account === account)) return [];
  const refused = team.people.some((person) => person.account === account);
  if (action === 'member') {
    const body = account === undefined ? { email, givenName: 'Added', familyName: 'Here' } : { email };
    const effect = (answer: unknown): void => {
      const joining = account ?? { email, givenName: 'Added', familyName: 'Here' };
      if (account === undefined) state.accounts.push(joining);
      learnId(
        model,
        join(model, team, { id: unknowns.id(), ...joining, account: joining, externalId: undefined, active: true }, []),
        answer,
      );
    };
    return [refused ? { method: 'POST', path, body, refused } : { method: 'POST', path, body, effect }];
  }
  if (account === undefined) return [];
  if (refused) return [{ method: 'POST', path, body: { email }, refused }];
  const { givenName, familyName } = account;
  const effect = (): void => {
    const created = new Date(state.now).toISOString();
    const place = nextPlace(model);
    const invite = {
      id: unknowns.id(),
      place,
      account,
      givenName,
      familyName,
      externalId: undefined,
      groups: [],
      created,
      lastModified: created,
    };
    team.invites.push({ ...invite, sentBy: 'admin' });
  };
  return [{ method: 'POST', path, body: { email }, effect }];
};

const onKey = (model: Model, team: Team, operation: ControlOperation): ControlCall[] => {
  const path = `/teams/${team.id}/keys`;
  const key = team.keys.at(-1) as Key;
  const { now } = model.state;
  if (operation.action === 'revoke-key') {
    const effect = (): void => {
      for (const one of team.keys.filter(({ id }) => id === key.id)) one.revoked = true;
    };
    return [{ method: 'POST', path: `${path}/${key.id}/revoke`, effect }];
  }
  if (operation.action === 'regenerate-key') {
    if (key.revoked || (key.expires !== undefined && key.expires <= now)) return [];
    if (!team.scimEnabled) {
      const body = { graceSeconds: operation.grace };
      return [{ method: 'POST', path: `${path}/${key.id}/regenerate`, body, refused: true }];
    }
    const effect = (answer: unknown): void => {
      for (const one of team.keys.filter(({ id }) => id === key.id)) {
        if (one === key && operation.grace > 0)
          one.expires = Math.min(one.expires ?? Infinity, now + operation.grace * 1000);
        else one.revoked = true;
      }
      newKey(team, answer);
      (team.keys.at(-1) as Key).admin = key.admin;
    };
    return [{ method: 'POST', path: `${path}/${key.id}/regenerate`, body: { graceSeconds: operation.grace }, effect }];
  }
  if (operation.action === 'expire-key') {
    const expires = now + operation.seconds * 1000;
    const body = { name: 'Short', expires: new Date(expires).toISOString() };
    if (!team.scimEnabled) return [{ method: 'POST', path, body, refused: true }];
    return [{ method: 'POST', path, body, effect: (answer) => newKey(team, answer, expires) }];
  }
  if (!team.scimEnabled) return [{ method: 'POST', path, body: { name: 'More' }, refused: true }];
  return [{ method: 'POST', path, body: { name: 'More' }, effect: (answer) => newKey(team, answer) }];
};

const forgetFaults = (model: Model): ControlCall => ({
  method: 'DELETE',
  path: '/faults',
  effect: () => {
    model.state.faults = [];
  },
});

/** The calls that do an operation; none where there is nothing to do it to, or the facts leave it open. */
export const callsOf = (model: Model, operation: ControlOperation): ControlCall[] => {
  const { state } = model;
  const team = 'team' in operation ? state.teams[operation.team] : state.teams[0];
  if (team === undefined) return [];
  if (team.deleted && 'team' in operation) return [];
  switch (operation.action) {
    case 'accept':
    case 'decline':
    case 'cancel':
      return onInvite(model, team, operation.at, operation.action);
    case 'remove-member':
      return onMember(model, team, operation.at, undefined);
    case 'member-active':
      return onMember(model, team, operation.at, operation.active);
    case 'invite':
    case 'member':
      return onAddress(model, team, operation.email, operation.action);
    case 'account': {
      const { email } = operation;
      const body = { email, givenName: 'Ada', familyName: 'Count' };
      if (accountOf(state, email) !== undefined) return [{ method: 'POST', path: '/accounts', body, refused: true }];
      const effect = (): void => {
        state.accounts.push({ email, givenName: 'Ada', familyName: 'Count' });
      };
      return [{ method: 'POST', path: '/accounts', body, effect }];
    }
    case 'scim-enabled': {
      const { enabled } = operation;
      const effect = (): void => {
        team.scimEnabled = enabled;
      };
      return [{ method: 'PATCH', path: `/teams/${team.id}`, body: { scimEnabled: enabled }, effect }];
    }
    case 'delete-team': {
      const effect = (): void => {
        team.deleted = true;
      };
      return [{ method: 'DELETE', path: `/teams/${team.id}`, effect }];
    }
    case 'revoke-key':
    case 'create-key':
    case 'expire-key':
    case 'regenerate-key':
      return onKey(model, team, operation);
    case 'advance': {
      const { seconds } = operation;
      const effect = (): void => {
        state.now += seconds * 1000;
      };
      return [{ method: 'POST', path: '/clock/advance', body: { seconds }, effect }];
    }
    case 'fault': {
      const { when } = operation;
      const body = { operations: [operation.operation], when, times: 1, effect: { kind: 'error', status: 500 } };
      const effect = (): void => {
        state.faults.push({ operation: operation.operation, when, times: 1 });
      };
      return [{ method: 'POST', path: '/faults', body, effect }];
    }
    case 'snapshot': {
      const effect = (): void => {
        model.snapshot = structuredClone(state);
      };
      return [forgetFaults(model), { method: 'PUT', path: '/snapshots/one', effect }];
    }
    case 'restore': {
      const { snapshot } = model;
      if (snapshot === undefined) return [];
      const effect = (): void => {
        model.state = structuredClone(snapshot);
        for (const one of model.state.teams) one.windows = {};
      };
      return [forgetFaults(model), { method: 'POST', path: '/snapshots/one/restore', effect }];
    }
    case 'reset': {
      const effect = (): void => {
        model.state = structuredClone(model.initial);
        model.snapshot = undefined;
      };
      return [forgetFaults(model), { method: 'POST', path: '/reset', effect }];
    }
    default:
      return [forgetFaults(model)];
  }
};
