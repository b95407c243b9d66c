/** How much the journals of a process hold together unless told otherwise. */
export const defaultJournalBytes = 64 * 1024 * 1024;

/** Places in the ring are 31-bit numbers. */
const mostBytes = 2 ** 31 - 8;

/** A body of a request has up to 1 MB. */
const fewestBytes = 2 ** 20;

const units = { KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 } as const;

/** What `toJournalBytes` reads, in words. */
export const journalSizes = 'a size such as 64MB, from 1MB up to 2GB, or 0';

/** Reads the bound of the journals: `64MB`, `1GB`, or 0 for none. Undefined for what is not such a size. */
export const toJournalBytes = (text: string): number | undefined => {
  if (text === '0') return 0;
  const [, digits, unit] = /^(\d{1,7}) ?([KMG])i?B?$/i.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  const bytes = Number(digits) * units[`${unit.toUpperCase() as 'K' | 'M' | 'G'}B`];
  return bytes >= fewestBytes && bytes <= 2 * units.GB ? Math.min(bytes, mostBytes) : undefined;
};
