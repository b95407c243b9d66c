import type { InferredOutcome } from '../../schemas/report.ts';
import { type QuirkId, quirkOf, type quirks } from '../quirks/catalogue.ts';
import type { Call } from './call.ts';

type InferredQuirkId = {
  [Id in QuirkId]: (typeof quirks)[Id]['confidence'] extends 'inferred' ? Id : never;
}[QuirkId];

/**
 * Inferred quirks that have a hand in answers and yet never change an outcome, and why. An outcome is whether a call
 * succeeds, what is stored by it, and whom a read finds. Every other inferred quirk counts where it had a hand: had
 * Postman decided otherwise, the run would have gone another way.
 */
export const withoutOutcome: Partial<Record<InferredQuirkId, string>> = {
  'scim-json-accepted': 'Okta and Entra send it, and Postman supports both: refusing it would break them all.',
  'check-order': 'It decides which of two refusals is met, never whether one is.',
  'unrouted-before-key': 'A call to no route fails either way, with 404 or with 401.',
  'path-case': "Only a refusal rests on it, and the definition's own spelling works either way.",
  'discovery-checks-team': 'Such a key is refused everywhere else too.',
  'scim-off': 'Nothing works while SCIM is off, whatever the status.',
  'header-limit': 'A request beyond it is refused by every server; only the shape of the answer is ours.',
  'user-id': 'The form of an id, which is opaque.',
  'external-id-absent': 'How the absence of a value is written.',
  'items-per-page': 'A number beside the resources. Who trusts it gets a finding of its own.',
  'list-order': 'Every stable order lists the same people.',
  'filter-refused-users': 'That the filter fails is documented. Only the text is ours.',
  'unknown-parameters': 'They ask for less or for an order; the resources are the same.',
  'group-members-listed': 'A list shows more than was asked for; who is in the group is the same.',
  'discovery-location': "It names the emulator's address, as it must.",
  'rate-limit-headers': 'Advice beside the answer.',
  'rate-limit-body': 'The text of a refusal.',
};

export const changesOutcome = (quirk: QuirkId): boolean =>
  quirkOf(quirk).confidence === 'inferred' && !Object.hasOwn(withoutOutcome, quirk);

const deciding = new Map<QuirkId, boolean>();

const isDeciding = (quirk: QuirkId): boolean => {
  let decides = deciding.get(quirk);
  if (decides === undefined) {
    decides = changesOutcome(quirk);
    deciding.set(quirk, decides);
  }
  return decides;
};

/** Sums the inferred decisions that changed an outcome in a run. */
export const sumInferred = (calls: readonly Call[]): InferredOutcome[] => {
  const sequences = new Map<QuirkId, number[]>();
  for (const { entry } of calls) {
    for (const quirk of entry.quirks) {
      if (!isDeciding(quirk)) continue;
      const own = sequences.get(quirk);
      if (own === undefined) sequences.set(quirk, [entry.sequence]);
      else own.push(entry.sequence);
    }
  }
  return [...sequences].map(([quirk, all]) => ({
    quirk,
    description: quirkOf(quirk).description,
    count: all.length,
    accepted: false,
    sequences: all.slice(0, 5),
  }));
};
