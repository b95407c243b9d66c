import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { SettingsError } from '../errors.ts';

const Person = Type.Object({
  email: Type.String(),
  givenName: Type.String(),
  familyName: Type.String(),
  assigned: Type.Boolean(),
  /** The id at the service. */
  id: Type.Optional(Type.String()),
  pushed: Type.Optional(Type.Object({ givenName: Type.String(), familyName: Type.String(), active: Type.Boolean() })),
  error: Type.Optional(Type.String()),
});

const Group = Type.Object({
  name: Type.String(),
  members: Type.Array(Type.String()),
  linked: Type.Boolean(),
  id: Type.Optional(Type.String()),
  pushed: Type.Optional(Type.Object({ name: Type.String(), members: Type.Array(Type.String()) })),
  error: Type.Optional(Type.String()),
});

const State = Type.Object({ version: Type.Literal(1), people: Type.Array(Person), groups: Type.Array(Group) });

/** A person as the provider keeps it: the wish, the link, the last pushed values, the last error. */
export type Person = Static<typeof Person>;
/** A group as the provider keeps it; `pushed.members` holds ids of the service. */
export type Group = Static<typeof Group>;
/** All that the provider keeps between two runs. */
export type State = Static<typeof State>;

export const emptyState = (): State => ({ version: 1, people: [], groups: [] });

/** @throws {SettingsError} where the text is not a state. */
export const readState = (text: string, where: string): State => {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new SettingsError(`${where}: expected JSON, got another text`, { cause: error });
  }
  if (Value.Check(State, document)) return document;
  const problem = Value.Errors(State, document).First();
  throw new SettingsError(`${where}${problem?.path}: ${problem?.message}`);
};

export const personOf = (state: State, email: string): Person | undefined =>
  state.people.find((person) => person.email === email.toLowerCase());

/** The ids of the members that are linked. */
export const linkedIds = ({ members }: Group, state: State): string[] =>
  members.flatMap((email) => personOf(state, email)?.id ?? []);

/** The values that are on the wire after a push. */
export const pushedOf = ({ givenName, familyName }: Person, active: boolean) => ({ givenName, familyName, active });
