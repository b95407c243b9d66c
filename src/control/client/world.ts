import type * as Control from '../../../schemas/control.ts';
import type { Goal, GoalDifference } from '../../../schemas/goal.ts';
import type { Har } from '../../../schemas/journal-stream.ts';
import type { Report } from '../../../schemas/report.ts';
import type { WorldDocument } from '../../../schemas/world-document.ts';
import type { FindingsAllowed } from '../../report/assertions.ts';
import { assertGoal, assertNoFindings } from '../../report/assertions.ts';
import { type JournalStreamOptions, streamEntries } from './journal-stream.ts';
import { TeamHandle } from './team.ts';
import type { ControlChannel } from './transport.ts';

const encode = encodeURIComponent;

/** The part of a world that its handle keeps. */
export type WorldIdentity = {
  /** The id of the world. */
  readonly id: string;
  /** The first team; null where the world has no team. */
  readonly team: Pick<Control.Team, 'id' | 'baseUrl' | 'key'> | null;
};

/**
 * One world: an isolated Postman with its own teams, accounts, keys, clock, faults and journal. Each method is one
 * operation of the control plane, and throws a ControlError with status 404 once the world is deleted.
 */
export class WorldHandle {
  /** The id of the world; `default` for the default world. */
  readonly id: string;
  /** The first team of the world. */
  readonly team: TeamHandle;
  /** The base URL for a connector: the SCIM API of the first team, up to and with `/scim/v2`. */
  readonly baseUrl: string;
  /** A SCIM API key of the first team at the time when this handle was created; empty where the team has none. */
  readonly key: string;
  readonly #channel: ControlChannel;
  readonly #path: string;

  /**
   * @param channel - Carries the control requests.
   * @param world - The world and its first team.
   */
  constructor(channel: ControlChannel, world: WorldIdentity) {
    this.#channel = channel;
    this.#path = `/worlds/${encode(world.id)}`;
    this.id = world.id;
    this.team = this.teamOf(world.team?.id ?? 'team-1');
    this.baseUrl = world.team?.baseUrl ?? '';
    this.key = world.team?.key ?? '';
  }

  /**
   * Returns a handle for a team of this world; it sends no request.
   * @param id - The id of the team, such as `team-2`.
   */
  teamOf(id: string): TeamHandle {
    return new TeamHandle(this.#channel, this.id, id);
  }

  /** Returns the world with its first team, its clock and its journal's limits. */
  get(): Promise<Control.World> {
    return this.#channel.send('GET', this.#path);
  }

  /**
   * Resets the world to the state in which it was created, with the same keys; deletes its faults and its journal.
   * @returns The world after the reset.
   */
  reset(): Promise<Control.World> {
    return this.#channel.send('POST', `${this.#path}/reset`);
  }

  /**
   * Deletes the world; requests in flight are answered 401.
   * @throws {ControlError} 409 for the default world, which can only be reset.
   */
  delete(): Promise<void> {
    return this.#channel.send('DELETE', this.#path);
  }

  /**
   * Returns the world as a document, which `import`, `worlds.create` and the option `seed` accept.
   * @example await writeFile('world.json', JSON.stringify(await world.export()));
   */
  export(): Promise<WorldDocument> {
    return this.#channel.send('GET', `${this.#path}/document`);
  }

  /**
   * Replaces the content of the world by a document; a document that is not valid changes nothing.
   * @param document - The new content.
   * @returns The world after the import.
   * @throws {ControlError} 400 where the document is not valid or a key is in use; `errors` names the
   * fields.
   */
  import(document: WorldDocument): Promise<Control.World> {
    return this.#channel.send('PUT', `${this.#path}/document`, document);
  }

  /** Copies of the world under names. */
  readonly snapshots = {
    /** Returns the snapshots of this world. */
    list: (): Promise<Control.Snapshot[]> => this.#channel.send('GET', `${this.#path}/snapshots`),
    /**
     * Saves the present state under a name; a snapshot with the same name is replaced.
     * @param name - Up to 64 letters, digits, dots, dashes and underscores.
     * @throws {ControlError} 400 where the name is not valid, 409 where the world has too many snapshots.
     */
    save: (name: string): Promise<Control.Snapshot> =>
      this.#channel.send('PUT', `${this.#path}/snapshots/${encode(name)}`),
    /**
     * Restores the world from a snapshot.
     * @param name - The name of the snapshot.
     * @returns The world after the change.
     * @throws {ControlError} 404 where the snapshot does not exist.
     */
    restore: (name: string): Promise<Control.World> =>
      this.#channel.send('POST', `${this.#path}/snapshots/${encode(name)}/restore`),
    /**
     * Deletes a snapshot.
     * @param name - The name of the snapshot.
     * @throws {ControlError} 404 where the snapshot does not exist.
     */
    delete: (name: string): Promise<void> => this.#channel.send('DELETE', `${this.#path}/snapshots/${encode(name)}`),
  };

  /** The teams of the world. */
  readonly teams = {
    /** Returns the teams, in the order of their creation. */
    list: (): Promise<Control.Team[]> => this.#channel.send('GET', `${this.#path}/teams`),
    /**
     * Creates another team.
     * @param team - Settings of the team; all have defaults.
     * @throws {ControlError} 400 where a setting is not valid, 409 where a team with this id exists.
     */
    create: (team: Control.NewTeam = {}): Promise<Control.Team> =>
      this.#channel.send('POST', `${this.#path}/teams`, team),
  };

  /** The Postman accounts of the world, in a team or not. An account is named by its email address. */
  readonly accounts = {
    /** Returns all accounts. */
    list: (): Promise<Control.Account[]> => this.#channel.send('GET', `${this.#path}/accounts`),
    /**
     * Creates an account outside any team, as a person does at sign-up.
     * @param account - The email address and the name.
     * @throws {ControlError} 400 where the address is not valid, 409 where the address has an account.
     */
    create: (account: Control.NewAccount): Promise<Control.Account> =>
      this.#channel.send('POST', `${this.#path}/accounts`, account),
    /**
     * Returns one account.
     * @param email - The email address, in any letter case.
     * @throws {ControlError} 404 where the account does not exist.
     */
    get: (email: string): Promise<Control.Account> =>
      this.#channel.send('GET', `${this.#path}/accounts/${encode(email)}`),
    /**
     * Deletes an account, as its owner does.
     * @param email - The email address, in any letter case.
     * @throws {ControlError} 404 where the account does not exist, 409 where the account is or was in a team.
     */
    delete: (email: string): Promise<void> => this.#channel.send('DELETE', `${this.#path}/accounts/${encode(email)}`),
    /**
     * Changes the email address of an account, as its owner does.
     * @param email - The present address.
     * @param change - The new address.
     * @returns The account after the change.
     * @throws {ControlError} 409 while SCIM is on in a team of the account, or where the new address is in use.
     */
    changeAddress: (email: string, change: Control.AddressChange): Promise<Control.Account> =>
      this.#channel.send('POST', `${this.#path}/accounts/${encode(email)}/address`, change),
    /**
     * Changes the password of an account, as its owner does; the emulator does not store it.
     * @param email - The email address of the account.
     * @param change - The new password.
     * @throws {ControlError} 409 while SCIM is on in a team of the account.
     */
    changePassword: (email: string, change: Control.PasswordChange): Promise<void> =>
      this.#channel.send('POST', `${this.#path}/accounts/${encode(email)}/password`, change),
  };

  /** The clock of the world, which keys, invites, rate limits and timestamps read. */
  readonly clock = {
    /** Returns the present time, and whether the clock is frozen. */
    get: (): Promise<Control.Clock> => this.#channel.send('GET', `${this.#path}/clock`),
    /**
     * Sets the clock; it runs or stands as before.
     * @param now - ISO 8601 in UTC, such as `2026-01-31T12:00:00Z`.
     * @throws {ControlError} 400 where the time is not valid.
     */
    set: (now: string): Promise<Control.Clock> => this.#channel.send('PUT', `${this.#path}/clock`, { now }),
    /**
     * Stops the clock.
     * @param now - The time at which it stops, ISO 8601 in UTC; the present time by default.
     * @throws {ControlError} 400 where the time is not valid.
     */
    freeze: (now?: string): Promise<Control.Clock> =>
      this.#channel.send('PUT', `${this.#path}/clock`, { frozen: true, now }),
    /**
     * Starts a frozen clock.
     * @param now - The time from which it runs, ISO 8601 in UTC; its present time by default.
     * @throws {ControlError} 400 where the time is not valid.
     */
    run: (now?: string): Promise<Control.Clock> =>
      this.#channel.send('PUT', `${this.#path}/clock`, { frozen: false, now }),
    /**
     * Moves the clock forward, also a frozen one.
     * @param seconds - The distance in seconds.
     * @throws {ControlError} 400 where the number is not valid, or the time would be past the year 9999.
     * @example await world.clock.advance(3600);
     */
    advance: (seconds: number): Promise<Control.Clock> =>
      this.#channel.send('POST', `${this.#path}/clock/advance`, { seconds }),
    /** Returns the clock to real time. */
    release: (): Promise<Control.Clock> => this.#channel.send('DELETE', `${this.#path}/clock`),
  };

  /** The fault rules of the world. A fault replaces the answer to a SCIM request that matches its rule. */
  readonly faults = {
    /** Returns the rules, with the number of requests that each was applied to. */
    list: (): Promise<Control.Fault[]> => this.#channel.send('GET', `${this.#path}/faults`),
    /**
     * Adds a rule.
     * @param fault - The requests to match, the number of times, and the effect; durations are in milliseconds.
     * @returns The rule with its id.
     * @throws {ControlError} 400 where the rule is not valid, 409 where the world has too many rules.
     * @example await world.faults.add({ operations: ['createScimUser'], times: 1, effect: { kind: 'error', status: 500 } });
     */
    add: (fault: Control.NewFault): Promise<Control.Fault> => this.#channel.send('POST', `${this.#path}/faults`, fault),
    /**
     * Returns one rule.
     * @param id - The id of the rule.
     * @throws {ControlError} 404 where the rule does not exist.
     */
    get: (id: string): Promise<Control.Fault> => this.#channel.send('GET', `${this.#path}/faults/${encode(id)}`),
    /**
     * Removes a rule.
     * @param id - The id of the rule.
     * @throws {ControlError} 404 where the rule does not exist.
     */
    remove: (id: string): Promise<void> => this.#channel.send('DELETE', `${this.#path}/faults/${encode(id)}`),
    /** Removes all rules. */
    clear: (): Promise<void> => this.#channel.send('DELETE', `${this.#path}/faults`),
  };

  /** The SCIM requests that the world received, with their answers. Secrets are masked. */
  readonly journal = {
    /**
     * Returns the last requests that match, oldest first.
     * @param query - A filter, `after` (a sequence number) and `limit` (100 by default).
     * @throws {ControlError} 400 where the filter is not valid.
     */
    list: (query: Control.JournalQuery = {}): Promise<Control.JournalPage> =>
      this.#channel.send('GET', `${this.#path}/journal`, undefined, query),
    /**
     * Returns one request.
     * @param sequence - The number of the request in the journal.
     * @throws {ControlError} 404 where the journal does not hold the request.
     */
    get: (sequence: number): Promise<Control.JournalEntry> =>
      this.#channel.send('GET', `${this.#path}/journal/entries/${sequence}`),
    /**
     * Returns the number of requests that match.
     * @param filter - Matches all requests by default.
     * @throws {ControlError} 400 where the filter is not valid.
     */
    count: async (filter: Control.JournalFilter = {}): Promise<number> =>
      (await this.#channel.send<Control.JournalCount>('GET', `${this.#path}/journal/count`, undefined, filter)).count,
    /**
     * Resolves as soon as the journal holds `count` matching requests, or after the timeout.
     * @param query - A filter, the `count` (1 by default) and the timeout in seconds of real time (10 by default).
     * @returns `found`: whether the count was reached; `count`: the number of matching requests.
     * @throws {ControlError} 400 where the filter is not valid, or the journal cannot hold so many requests.
     * @example const { found } = await world.journal.wait({ operation: 'createScimUser', count: 3, timeoutSeconds: 5 });
     */
    wait: (query: Control.JournalWait = {}): Promise<Control.JournalWaited> =>
      this.#channel.send('GET', `${this.#path}/journal/wait`, undefined, query),
    /** Empties the journal; the report starts again from nothing. */
    clear: (): Promise<void> => this.#channel.send('DELETE', `${this.#path}/journal`),
    /**
     * Yields requests as they arrive; the loop ends with the world, with the emulator, or when the signal is aborted.
     * @param options.after - Replays the requests after this sequence number first; 0 replays all that are kept.
     * @param options.count - Ends the stream after this number of requests.
     * @param options.signal - Ends the stream when it is aborted.
     * @param options.onMissed - Called with the number of requests that left the journal before they were read.
     * @throws {ControlError} 404 where the world does not exist.
     * @example for await (const { method, path, status } of world.journal.stream()) console.log(method, path, status);
     */
    stream: (options: JournalStreamOptions = {}): AsyncGenerator<Control.JournalEntry> =>
      streamEntries(this.#channel, this.#path, options),
    /**
     * Returns the requests that match as an HTTP Archive (HAR 1.2); `_emulator` of each entry holds outcomes, quirks and
     * changes.
     * @param query - A filter, `after` (a sequence number) and `limit` (all requests by default).
     * @throws {ControlError} 400 where the filter is not valid.
     */
    har: (query: Omit<Control.JournalQuery, 'format'> = {}): Promise<Har> =>
      this.#channel.send('GET', `${this.#path}/journal`, undefined, { ...query, format: 'har' }),
  };

  /**
   * Returns the audit trail: the changes of accounts, members, groups, keys and teams, each with its actor.
   * @param query - A filter, `after` (a sequence number) and `limit` (the last events; 100 by default).
   * @returns The last events that match, oldest first.
   * @throws {ControlError} 400 where the filter is not valid.
   */
  audit(query: Control.AuditQuery = {}): Promise<Control.AuditPage> {
    return this.#channel.send('GET', `${this.#path}/audit`, undefined, query);
  }

  /**
   * Evaluates a SCIM request without a change to the world.
   * @param request - Method, path (with or without /scim/v2), headers and body.
   * @returns The answer, the outcome of each attribute, the quirks with their evidence, the reason of an error, the
   * findings, and the answer under each other reading of the quirks that decided it.
   * @throws {ControlError} 400 where the request is not valid.
   * @example const { status, reason } = await world.explain({ method: 'DELETE', path: '/Users/1' });
   */
  explain(request: Control.ScimRequest): Promise<Control.Explanation> {
    return this.#channel.send('POST', `${this.#path}/explain`, request);
  }

  /** The directory that the run should end with. */
  readonly goal = {
    /**
     * Declares the goal; it replaces an earlier one.
     * @param goal - The people and groups that the directory should hold.
     * @returns The goal.
     * @throws {ControlError} 400 where the goal is not valid.
     */
    declare: (goal: Goal): Promise<Goal> => this.#channel.send('PUT', `${this.#path}/goal`, goal),
    /**
     * Returns the goal.
     * @throws {ControlError} 404 where no goal is declared.
     */
    get: (): Promise<Goal> => this.#channel.send('GET', `${this.#path}/goal`),
    /** Removes the goal. */
    remove: (): Promise<void> => this.#channel.send('DELETE', `${this.#path}/goal`),
    /**
     * Compares the directory with the goal.
     * @param query.team - The id of the team to compare; the first team by default.
     * @returns The resources and values that the directory lacks, and those that the goal does not declare.
     * @throws {ControlError} 404 where no goal is declared.
     */
    difference: (query: Control.TeamQuery = {}): Promise<GoalDifference> =>
      this.#channel.send('GET', `${this.#path}/goal/difference`, undefined, query),
  };

  /**
   * Returns the report on the requests so far: findings, outcomes, inferred decisions and a verdict.
   * @param query - The team, and the conditions under which the run fails (`failOn`, `allowEmpty`, `failOnInferred`, `accept`).
   * @throws {ControlError} 400 where `accept` names a quirk that does not exist.
   */
  report(query: Omit<Control.ReportQuery, 'format'> = {}): Promise<Report> {
    return this.#channel.send('GET', `${this.#path}/report`, undefined, query);
  }

  /**
   * Returns the report as text.
   * @param format - Markdown or plain text.
   * @param query - As for `report`.
   * @throws {ControlError} 400 where `accept` names a quirk that does not exist.
   */
  reportText(format: 'markdown' | 'text', query: Omit<Control.ReportQuery, 'format'> = {}): Promise<string> {
    return this.#channel.text('GET', `${this.#path}/report`, undefined, { ...query, format });
  }

  /**
   * Checks that the run so far has no findings.
   * @param allowed - The findings that may be present; by default every one below the severity `error`.
   * @throws {AssertionError} where the run has other findings; the message contains them.
   * @throws {SettingsError} where an option is not valid.
   * @example await world.assertNoFindings({ failOn: 'warning', except: ['secret-sent'] });
   */
  async assertNoFindings(allowed: FindingsAllowed = {}): Promise<void> {
    assertNoFindings(await this.report(), allowed);
  }

  /**
   * Declares a goal, and checks that the directory of the first team fulfils it.
   * @param goal - The people and groups that the directory should hold.
   * @throws {AssertionError} where the directory differs; the message contains the differences.
   * @throws {ControlError} 400 where the goal is not valid.
   * @example await world.assertGoal({ users: [{ userName: 'kim@example.com', active: true }] });
   */
  async assertGoal(goal: Goal): Promise<void> {
    await this.goal.declare(goal);
    assertGoal(await this.goal.difference());
  }

  /** Deletes the world when a scope ends (`await using`). The default world is reset instead. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.id === 'default') await this.reset();
    else await this.delete();
  }
}
