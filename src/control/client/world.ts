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
  readonly id: string;
  readonly team: Pick<Control.Team, 'id' | 'baseUrl' | 'key'> | null;
};

/** One world: a Postman of its own. Its methods are the control plane's operations, one to one. */
export class WorldHandle {
  readonly id: string;
  /** The world's first team. */
  readonly team: TeamHandle;
  /** What a connector is pointed at: the first team's address, up to and with `/scim/v2`. */
  readonly baseUrl: string;
  /** A SCIM API key of the first team, as it was when this handle was made; empty where the team has none. */
  readonly key: string;
  readonly #channel: ControlChannel;
  readonly #path: string;

  constructor(channel: ControlChannel, world: WorldIdentity) {
    this.#channel = channel;
    this.#path = `/worlds/${encode(world.id)}`;
    this.id = world.id;
    this.team = this.teamOf(world.team?.id ?? 'team-1');
    this.baseUrl = world.team?.baseUrl ?? '';
    this.key = world.team?.key ?? '';
  }

  /** A team of this world by its id. */
  teamOf(id: string): TeamHandle {
    return new TeamHandle(this.#channel, this.id, id);
  }

  get(): Promise<Control.World> {
    return this.#channel.send('GET', this.#path);
  }

  /** Back to how the world was created, with the same keys; faults and journal are forgotten. */
  reset(): Promise<Control.World> {
    return this.#channel.send('POST', `${this.#path}/reset`);
  }

  delete(): Promise<void> {
    return this.#channel.send('DELETE', this.#path);
  }

  export(): Promise<WorldDocument> {
    return this.#channel.send('GET', `${this.#path}/document`);
  }

  /** Replaces all there is by a document; a document that is refused changes nothing. */
  import(document: WorldDocument): Promise<Control.World> {
    return this.#channel.send('PUT', `${this.#path}/document`, document);
  }

  readonly snapshots = {
    list: (): Promise<Control.Snapshot[]> => this.#channel.send('GET', `${this.#path}/snapshots`),
    save: (name: string): Promise<Control.Snapshot> =>
      this.#channel.send('PUT', `${this.#path}/snapshots/${encode(name)}`),
    restore: (name: string): Promise<Control.World> =>
      this.#channel.send('POST', `${this.#path}/snapshots/${encode(name)}/restore`),
    delete: (name: string): Promise<void> => this.#channel.send('DELETE', `${this.#path}/snapshots/${encode(name)}`),
  };

  readonly teams = {
    list: (): Promise<Control.Team[]> => this.#channel.send('GET', `${this.#path}/teams`),
    create: (team: Control.NewTeam = {}): Promise<Control.Team> =>
      this.#channel.send('POST', `${this.#path}/teams`, team),
  };

  readonly accounts = {
    list: (): Promise<Control.Account[]> => this.#channel.send('GET', `${this.#path}/accounts`),
    create: (account: Control.NewAccount): Promise<Control.Account> =>
      this.#channel.send('POST', `${this.#path}/accounts`, account),
    get: (email: string): Promise<Control.Account> =>
      this.#channel.send('GET', `${this.#path}/accounts/${encode(email)}`),
    delete: (email: string): Promise<void> => this.#channel.send('DELETE', `${this.#path}/accounts/${encode(email)}`),
    /**
     * The person changes the address.
     * @throws {ControlError} 409 while SCIM is on in a team of theirs.
     */
    changeAddress: (email: string, change: Control.AddressChange): Promise<Control.Account> =>
      this.#channel.send('POST', `${this.#path}/accounts/${encode(email)}/address`, change),
    /**
     * The person changes the password, which is not kept.
     * @throws {ControlError} 409 while SCIM is on in a team of theirs.
     */
    changePassword: (email: string, change: Control.PasswordChange): Promise<void> =>
      this.#channel.send('POST', `${this.#path}/accounts/${encode(email)}/password`, change),
  };

  readonly clock = {
    get: (): Promise<Control.Clock> => this.#channel.send('GET', `${this.#path}/clock`),
    /** ISO 8601, UTC. */
    set: (now: string): Promise<Control.Clock> => this.#channel.send('PUT', `${this.#path}/clock`, { now }),
    /** Stops the clock where it stands, or at an instant. */
    freeze: (now?: string): Promise<Control.Clock> =>
      this.#channel.send('PUT', `${this.#path}/clock`, { frozen: true, now }),
    /** Lets a frozen clock run on, from where it stands or from an instant. */
    run: (now?: string): Promise<Control.Clock> =>
      this.#channel.send('PUT', `${this.#path}/clock`, { frozen: false, now }),
    advance: (seconds: number): Promise<Control.Clock> =>
      this.#channel.send('POST', `${this.#path}/clock/advance`, { seconds }),
    /** Back to real time. */
    release: (): Promise<Control.Clock> => this.#channel.send('DELETE', `${this.#path}/clock`),
  };

  readonly faults = {
    list: (): Promise<Control.Fault[]> => this.#channel.send('GET', `${this.#path}/faults`),
    add: (fault: Control.NewFault): Promise<Control.Fault> => this.#channel.send('POST', `${this.#path}/faults`, fault),
    get: (id: string): Promise<Control.Fault> => this.#channel.send('GET', `${this.#path}/faults/${encode(id)}`),
    remove: (id: string): Promise<void> => this.#channel.send('DELETE', `${this.#path}/faults/${encode(id)}`),
    clear: (): Promise<void> => this.#channel.send('DELETE', `${this.#path}/faults`),
  };

  readonly journal = {
    /** The last requests that match, oldest first. */
    list: (query: Control.JournalQuery = {}): Promise<Control.JournalPage> =>
      this.#channel.send('GET', `${this.#path}/journal`, undefined, query),
    /** @throws {ControlError} 404 for a request that is not in the journal. */
    get: (sequence: number): Promise<Control.JournalEntry> =>
      this.#channel.send('GET', `${this.#path}/journal/entries/${sequence}`),
    count: async (filter: Control.JournalFilter = {}): Promise<number> =>
      (await this.#channel.send<Control.JournalCount>('GET', `${this.#path}/journal/count`, undefined, filter)).count,
    /** Resolves as soon as there were so many requests, or when the time is up. */
    wait: (query: Control.JournalWait = {}): Promise<Control.JournalWaited> =>
      this.#channel.send('GET', `${this.#path}/journal/wait`, undefined, query),
    clear: (): Promise<void> => this.#channel.send('DELETE', `${this.#path}/journal`),
    /**
     * Yields requests as they come; the loop ends with the world, with the emulator, or when the signal is aborted.
     * @param options.after - replays the requests after this sequence number first; 0 replays all that are kept.
     * @param options.count - ends the stream after so many requests.
     * @param options.signal - ends the stream.
     * @param options.onMissed - called with the number of requests that left the journal before they were read.
     * @throws {ControlError} 404 for a world that does not exist.
     */
    stream: (options: JournalStreamOptions = {}): AsyncGenerator<Control.JournalEntry> =>
      streamEntries(this.#channel, this.#path, options),
    /**
     * The requests that match as an HTTP Archive (HAR 1.2): all that are kept, unless `limit` is given. Secrets are
     * masked; `_emulator` of each entry holds outcomes, quirks and changes.
     */
    har: (query: Omit<Control.JournalQuery, 'format'> = {}): Promise<Har> =>
      this.#channel.send('GET', `${this.#path}/journal`, undefined, { ...query, format: 'har' }),
  };

  /** What happened to people, groups, keys and teams, and by whom; the last events that match, oldest first. */
  audit(query: Control.AuditQuery = {}): Promise<Control.AuditPage> {
    return this.#channel.send('GET', `${this.#path}/audit`, undefined, query);
  }

  /**
   * Answers what would happen to a SCIM request, and why, without sending it: nothing changes.
   * @param request - method, path (with or without /scim/v2), headers and body.
   * @returns the answer, outcomes, quirks with evidence, the reason of a refusal, findings, and the answer under each
   * other reading of the quirks that decided it.
   */
  explain(request: Control.ScimRequest): Promise<Control.Explanation> {
    return this.#channel.send('POST', `${this.#path}/explain`, request);
  }

  readonly goal = {
    /** Declares the directory that the run should end with. */
    declare: (goal: Goal): Promise<Goal> => this.#channel.send('PUT', `${this.#path}/goal`, goal),
    get: (): Promise<Goal> => this.#channel.send('GET', `${this.#path}/goal`),
    remove: (): Promise<void> => this.#channel.send('DELETE', `${this.#path}/goal`),
    difference: (query: Control.TeamQuery = {}): Promise<GoalDifference> =>
      this.#channel.send('GET', `${this.#path}/goal/difference`, undefined, query),
  };

  /** What Postman would make of the requests so far, with a verdict. */
  report(query: Omit<Control.ReportQuery, 'format'> = {}): Promise<Report> {
    return this.#channel.send('GET', `${this.#path}/report`, undefined, query);
  }

  /** The report as Markdown, or as plain text. */
  reportText(format: 'markdown' | 'text', query: Omit<Control.ReportQuery, 'format'> = {}): Promise<string> {
    return this.#channel.text('GET', `${this.#path}/report`, undefined, { ...query, format });
  }

  /** @throws {AssertionError} with the findings in words, where there are any that count. */
  async assertNoFindings(allowed: FindingsAllowed = {}): Promise<void> {
    assertNoFindings(await this.report(), allowed);
  }

  /** @throws {AssertionError} with the difference in words, where the directory is not the declared one. */
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
