/** The number of teams that are remembered. */
const mostTeams = 10_000;

/**
 * Numbers what is written: a team's generation changes with every write that its directory or its profile can show,
 * whether the transaction is committed or not. A team that is forgotten begins a new generation.
 */
export class Generations {
  readonly #byTeam = new Map<number, number>();
  #last = 0;

  of(team: number): number {
    return this.#byTeam.get(team) ?? this.raise(team);
  }

  raise(team: number): number {
    if (this.#byTeam.size >= mostTeams) this.#byTeam.clear();
    this.#last += 1;
    this.#byTeam.set(team, this.#last);
    return this.#last;
  }
}
