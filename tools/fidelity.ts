import { writeFileSync } from 'node:fs';
import type { Area, Confidence, Quirk } from '../src/quirks/catalogue.ts';
import { quirks } from '../src/quirks/catalogue.ts';
import type { ProfileName } from '../src/quirks/profiles.ts';
import { profileNames, profiles } from '../src/quirks/profiles.ts';

export const file = new URL('../docs/fidelity.md', import.meta.url);

const titles: Record<Area, string> = {
  surface: 'Surface',
  keys: 'Keys',
  errors: 'Errors',
  users: 'Users',
  lists: 'Lists and filters',
  groups: 'Groups',
  discovery: 'Discovery',
  'rate limits': 'Rate limits',
};

const meanings: Record<Confidence, string> = {
  documented: 'by Postman: its OpenAPI definition, its learning centre, its generated SDK.',
  observed: 'a public client that is used against the real API does it, or a public note quotes the real answer.',
  inferred: 'no public source says so, or the public sources disagree. It is our decision, and its reason is given.',
};

const readProfiles: readonly ProfileName[] = ['2022', 'classic', '2025', '2026-08'];

const entries = Object.entries(quirks) as [string, Quirk][];

const count = (confidence: Confidence): number => entries.filter(([, quirk]) => quirk.confidence === confidence).length;

const settingOf = (profile: ProfileName, id: string): string => (profiles[profile] as Record<string, string>)[id] ?? '';

const reading = (id: string, value: string, description: string): string => {
  const inProfiles = readProfiles.filter((profile) => settingOf(profile, id) === value);
  const where = inProfiles.length === readProfiles.length ? 'every profile' : inProfiles.join(', ') || 'no profile';
  return `- \`--quirk ${id}=${value}\`: ${description} (${where})`;
};

const section = ([id, { description, evidence, confidence, values }]: [string, Quirk]): string =>
  [
    `### ${id}`,
    '',
    description,
    '',
    `**${confidence}**: ${evidence}`,
    ...(values ? ['', ...Object.entries(values).map(([value, meaning]) => reading(id, value, meaning))] : []),
    '',
  ].join('\n');

const area = ([name, title]: [string, string]): string =>
  [`## ${title}`, '', ...entries.filter(([, quirk]) => quirk.area === name).map(section)].join('\n');

const switches = (): string => {
  const rows = entries.flatMap(([id, { values }]) =>
    values ? [`| [${id}](#${id}) | ${readProfiles.map((profile) => settingOf(profile, id)).join(' | ')} |`] : [],
  );
  return [`| quirk | ${readProfiles.join(' | ')} |`, `|---|${'---|'.repeat(readProfiles.length)}`, ...rows].join('\n');
};

/** docs/fidelity.md, from the quirks and the profiles. */
export const fidelity = (): string => `# How true the emulator is

Every behaviour of Postman's SCIM API that the emulator knows and a client can see, ${entries.length} in all, with what it rests on.
Written by \`npm run docs\` from src/quirks/; a test keeps it in step.

How sure we are of each:

${(Object.keys(meanings) as Confidence[]).map((confidence) => `- **${confidence}** (${count(confidence)}): ${meanings[confidence]}`).join('\n')}

The name of a behaviour, such as \`filter-case\`, is its id. The same id stands in the code where the behaviour is
implemented, in the name of the test that proves it, in the journal and the reports, and in the answer's
\`X-Emulator-Quirks\` header when a request sends \`X-Emulator-Explain: 1\`.

## Profiles and switches

Postman's API has changed, and where its sources allow two readings the emulator offers both. A profile
(\`--profile ${readProfiles.join('`, `--profile ')}\`) is one reading for each; \`--quirk id=value\` switches a single
one on top. If your connector passes in one reading and fails in another, you have found something to ask Postman.

${switches()}

${Object.entries(titles).map(area).join('\n')}`;

if (profileNames.length !== readProfiles.length) throw new Error('a profile is missing in docs/fidelity.md');
if (import.meta.main) writeFileSync(file, fidelity());
