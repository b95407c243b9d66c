import type { AttributeOutcome } from '../domain/trace.ts';

/** The attribute that a path leads into: `emails` for `emails[0].value`, `name.middleName` as it is. */
export const toAttribute = (path: string): string => {
  const bracket = path.indexOf('[');
  return bracket < 0 ? path : path.slice(0, bracket);
};

/** How long the header may get. */
const headerLimit = 1_000;

/** What a client sent for nothing, for the header X-Emulator-Ignored; empty where there is nothing. */
export const ignoredHeader = (outcomes: readonly AttributeOutcome[]): string => {
  const ignored = new Set<string>();
  for (const { path, outcome, quirk } of outcomes) {
    // The schemas of a request say nothing that could be stored.
    if (outcome === 'ignored' && quirk !== 'schemas-unchecked') ignored.add(toAttribute(path));
  }
  let header = '';
  let left = ignored.size;
  for (const attribute of ignored) {
    const text = attribute.replace(/[^!-+\--~]/gu, (character) => encodeURIComponent(character.toWellFormed()));
    if (header.length + text.length > headerLimit) return `${header}${header === '' ? '' : ', '}and ${left} more`;
    header += header === '' ? text : `, ${text}`;
    left -= 1;
  }
  return header;
};
