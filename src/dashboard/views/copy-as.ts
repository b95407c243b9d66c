import type { JournalEntry } from '../../../schemas/control.ts';

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const addressOf = ({ path, query }: JournalEntry): string =>
  `${location.origin}${path}${query === '' ? '' : `?${query}`}`;

/** The request as a line for a shell; the key is read from the variable SCIM_KEY, because the journal masks it. */
export const toCurl = (entry: JournalEntry): string => {
  const type = entry.headers['content-type'];
  return [
    `curl -X ${entry.method} ${quote(addressOf(entry))}`,
    '-H "Authorization: Bearer $SCIM_KEY"',
    ...(type && entry.requestBody !== null ? [`-H ${quote(`content-type: ${type}`)}`] : []),
    ...(entry.requestBody === null ? [] : [`--data-raw ${quote(entry.requestBody)}`]),
  ].join(' \\\n  ');
};

const indent = (text: string): string => text.replaceAll('\n', '\n  ');

/** The request as a test for node:test, which expects the status that was answered. */
export const toNodeTest = (entry: JournalEntry): string => {
  const type = entry.headers['content-type'] ?? 'application/json';
  const path = `${entry.path.replace(/^.*\/scim\/v2/, '')}${entry.query === '' ? '' : `?${entry.query}`}`;
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from 'postman-scim-emulator';

test(${JSON.stringify(`answers ${entry.status} to ${entry.method} ${path}`)}, async () => {
  await using emulator = await startEmulator();
  const answer = await fetch(emulator.baseUrl + ${JSON.stringify(path)}, {
    method: ${JSON.stringify(entry.method)},
    headers: { authorization: \`Bearer \${emulator.key}\`${entry.requestBody === null ? '' : `, 'content-type': ${JSON.stringify(type)}`} },${
      entry.requestBody === null ? '' : indent(`\n  body: ${JSON.stringify(entry.requestBody)},`)
    }
  });
  assert.equal(answer.status, ${entry.status});
});
`;
};
