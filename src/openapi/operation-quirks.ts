import type { OperationId } from '../domain/operation.ts';
import type { QuirkId } from '../quirks/catalogue.ts';
import { quirkOf, quirks } from '../quirks/catalogue.ts';
import type { Profile, SwitchId } from '../quirks/profiles.ts';
import type { QuirkNote } from './document.ts';

type Named<Id extends QuirkId> = (typeof quirks)[Id] extends { readonly operations: readonly (infer Name)[] }
  ? Name
  : never;

/** The compiler refuses a quirk that names an operation which does not exist. */
type Checked = { [Id in QuirkId]: Named<Id> extends OperationId ? true : Id }[QuirkId];
const checked: Checked extends true ? true : Checked = true;

const ids = checked && (Object.keys(quirks) as QuirkId[]);

/** Sentences that a reading of another quirk takes the ground from. */
const silenced = (id: QuirkId, profile: Profile): boolean => {
  if (id === 'put-name-only') return profile['put-active'] === 'apply' || profile['user-name-updates'] !== 'never';
  if (id === 'patch-active-only') return profile['user-name-updates'] !== 'never';
  return (
    (id === 'user-name-update-refused' || id === 'user-name-update-taken') && profile['user-name-updates'] === 'never'
  );
};

const toNote = (id: QuirkId, profile: Profile): QuirkNote => {
  const { confidence, description, values } = quirkOf(id);
  const value = values && profile[id as SwitchId];
  return { id, confidence, description, ...(value && { reading: { value, means: values[value] ?? '' } }) };
};

const toNotes = (ids: readonly QuirkId[], profile: Profile): QuirkNote[] =>
  ids.filter((id) => !silenced(id, profile)).map((id) => toNote(id, profile));

/** The quirks that show in every operation. */
export const quirksEverywhere = (profile: Profile): QuirkNote[] =>
  toNotes(
    ids.filter((id) => quirkOf(id).operations === undefined),
    profile,
  );

export const quirksOfOperation = (operation: OperationId, profile: Profile): QuirkNote[] =>
  toNotes(
    ids.filter((id) => quirkOf(id).operations?.includes(operation)),
    profile,
  );
