import { readFileSync } from 'node:fs';
import type { Explanation, ScimRequest } from '../../schemas/control.ts';
import { CommandError } from '../errors.ts';
import { startEmulator } from '../index.ts';
import { flag, oneOf } from '../option.ts';
import { isProfileName, profileNames } from '../quirks/profiles.ts';
import { defineCommand } from './command.ts';
import { commands } from './commands.ts';
import { readRequest } from './http-request.ts';

const options = {
  profile: { kind: oneOf(...profileNames), default: 'classic', value: 'NAME', description: 'the edition of the API' },
  json: flag('print JSON'),
} as const;

const notes = `FILE holds a request in HTTP form or a curl line; without FILE, or for -, it comes on standard input. The key in it
is replaced by the emulator's own, sent in the same way. The directory is empty.

Examples
  postman-scim-emulator explain request.http
  echo "curl https://api.getpostman.com/scim/v2/Users?count=500" | postman-scim-emulator explain

Exit code: 0 explained, 2 a usage error, or no request.`;

/** Puts the emulator's key in place of the one that was sent, in the header and the form in which it was sent. */
const withKey = (request: ScimRequest, key: string): ScimRequest => {
  const { authorization, 'x-api-key': apiKey } = request.headers ?? {};
  const headers = { ...request.headers };
  if (authorization !== undefined) headers.authorization = /^bearer /i.test(authorization) ? `Bearer ${key}` : key;
  if (apiKey !== undefined) headers['x-api-key'] = key;
  return { ...request, headers };
};

/** An explanation as text for a terminal. */
export const explanationText = (explained: Explanation): string => {
  const { status, body, reason, outcomes, quirks, findings, readings } = explained;
  const lines = [String(status), body];
  if (reason !== null) lines.push('', `Refused because ${reason}.`);
  if (outcomes.length > 0) lines.push('', 'What was sent');
  for (const { path, outcome, quirk } of outcomes) lines.push(`  ${path}: ${outcome}${quirk ? ` (${quirk})` : ''}`);
  if (findings.length > 0) lines.push('', 'Findings');
  for (const { severity, title, summary, remedy } of findings)
    lines.push(`  ${severity}: ${title}. ${summary} ${remedy}`);
  if (quirks.length > 0) lines.push('', 'Quirks');
  for (const { id, confidence, description } of quirks) lines.push(`  ${id} (${confidence}): ${description}`);
  const others = readings.filter(({ differs }) => differs);
  if (others.length > 0) lines.push('', 'Under other readings');
  for (const other of others) lines.push(`  --quirk ${other.quirk}=${other.value}: ${other.status} ${other.body}`);
  return `${lines.join('\n')}\n`;
};

const readAll = async (stdin: AsyncIterable<string | Buffer> | undefined): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of stdin ?? []) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
};

const readFile = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
};

/** `explain`: answers what would happen to one request. */
export const explain = defineCommand(
  { name: 'explain', summary: commands.explain, options, operands: { name: 'FILE', least: 0, most: 1 }, notes },
  async ({ values: { profile, json }, operands: [file = '-'] }, { stdout, stdin }) => {
    const request = readRequest(file === '-' ? await readAll(stdin) : readFile(file));
    const emulator = await startEmulator({ socket: false, ...(isProfileName(profile) && { profile }) });
    try {
      const explained = await emulator.world.explain(withKey(request, emulator.key));
      stdout.write(json ? `${JSON.stringify(explained, null, 2)}\n` : explanationText(explained));
      return 0;
    } finally {
      await emulator.close();
    }
  },
);
