import { readFileSync } from 'node:fs';

/** What the limits answer: the emulator's own answers, handed over ready to be sent. */
export type Answers = {
  headers: Record<string, string>;
  /** Bodies by URL. */
  gets: Record<string, string>;
  /** The body for any PATCH. */
  patched: string;
};

/** Reads the two arguments of a limit: the file of answers and the port. */
export const readAnswers = () => {
  const { headers, gets, patched }: Answers = JSON.parse(readFileSync(process.argv[2] as string, 'utf8'));
  return { headers, patched, byUrl: new Map(Object.entries(gets)), port: Number(process.argv[3]) };
};

const now = new Date(0).toISOString();
let made = 0;

/** The answer to a POST: read from what was sent and written as JSON, but kept nowhere. */
export const created = (sent: Record<string, unknown>): string => {
  made += 1;
  const { schemas, userName, name, externalId, active } = sent;
  const meta = { resourceType: 'User', created: now, lastModified: now };
  return JSON.stringify({ schemas, id: made.toString(16).padStart(48, '0'), userName, name, externalId, active, meta });
};
