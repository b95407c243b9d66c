import type { GroupMember } from '../domain/member.ts';

/** The most characters that are kept; a group of 10,000 members has 1,000,000. */
const mostCharacters = 16_000_000;

/**
 * The members of groups as SCIM sends them, `{…},{…}`, kept from answer to answer because a PATCH of a large group
 * changes one member and answers with all. A change is applied to the text that is kept.
 */
export class GroupTexts {
  readonly #toText: (member: GroupMember) => string;
  readonly #load: (group: number) => GroupMember[];
  /** By the group's key, the group that was used last at the end. */
  readonly #texts = new Map<number, string>();
  #characters = 0;

  constructor(toText: (member: GroupMember) => string, load: (group: number) => GroupMember[]) {
    this.#toText = toText;
    this.#load = load;
  }

  /** True while no text is kept, so that no change needs to be applied. */
  get empty(): boolean {
    return this.#texts.size === 0;
  }

  has(group: number): boolean {
    return this.#texts.has(group);
  }

  /** The group's active members in the order they were added. */
  of(group: number): string {
    const text = this.#texts.get(group) ?? this.#load(group).map(this.#toText).join(',');
    this.#keep(group, text);
    return text;
  }

  /** Applies that an active member was added to the group. */
  add(group: number, member: GroupMember): void {
    const text = this.#texts.get(group);
    if (text === undefined) return;
    this.#keep(group, text === '' ? this.#toText(member) : `${text},${this.#toText(member)}`);
  }

  /** Applies that a member was removed from the group. */
  remove(group: number, member: GroupMember): void {
    const text = this.#texts.get(group);
    if (text === undefined) return;
    const gone = this.#toText(member);
    const start = text.indexOf(gone);
    if (start < 0) throw new Error(`the text of group ${group} lacks member ${member.pk}`);
    // The comma before it goes as well, or the one behind it where it is the first.
    const before = text.slice(0, Math.max(0, start - 1));
    this.#keep(group, before + text.slice(start + gone.length + (start === 0 ? 1 : 0)));
  }

  forget(group: number): void {
    this.#characters -= this.#texts.get(group)?.length ?? 0;
    this.#texts.delete(group);
  }

  clear(): void {
    this.#texts.clear();
    this.#characters = 0;
  }

  #keep(group: number, text: string): void {
    this.forget(group);
    if (text.length > mostCharacters) return;
    this.#texts.set(group, text);
    this.#characters += text.length;
    for (const oldest of this.#texts.keys()) {
      if (this.#characters <= mostCharacters) break;
      this.forget(oldest);
    }
  }
}
