import type { Check } from './check.ts';
import type { Run } from './kit.ts';
import type { Naming } from './made.ts';
import type { Person } from './wire.ts';

/** Members that checks share, beside the addresses that single checks use up. */
const shared = 2;

/** At most so many addresses become Postman accounts. */
export const accountsOf = (checks: readonly Check[], can: (check: Check) => boolean): number =>
  checks.filter(can).reduce((sum, { people = 0 }) => sum + people, shared);

/** The cost of provisioning on a real team, with the names of the accounts. */
export const costLines = (names: string, accounts: number, url: string): string =>
  [
    `This writes to ${new URL(url).host}. On a real Postman team it costs:`,
    `- Accounts: up to ${accounts} Postman accounts are made, named ${names}. SCIM cannot delete them;`,
    '  they stay, deactivated, and their addresses cannot be used for new ones.',
    '- Seats: each takes a seat of the plan until it is deactivated, and may be billed.',
    `- Mail: Postman may write to each of these addresses. Use a domain whose mail you control.`,
    '- The rate limit of the team is shared with whatever else provisions it meanwhile.',
  ].join('\n');

/** What a run that writes does to the team it is run against, said before it does it. */
export const costNotice = (
  { prefix, emailDomain }: Pick<Naming, 'prefix' | 'emailDomain'>,
  accounts: number,
  url: string,
): string =>
  [
    costLines(`${prefix}-…@${emailDomain}`, accounts, url),
    '- The end of the run: each account is deactivated.',
    '- Groups: some are made and deleted again. People and groups of other names are read, never changed.',
  ].join('\n');

/** What a run left behind, for somebody to see to. */
export const leftBehind = ({ made: { people, groups, gone } }: Pick<Run, 'made'>): string => {
  const stateOf = ({ id, active }: Person): string => {
    if (gone.has(id)) return 'gone';
    return active ? 'STILL ACTIVE, deactivate it' : 'deactivated';
  };
  const lines = [
    ...[...people.values()].map((person) => `- person ${person.userName} (${person.id}): ${stateOf(person)}`),
    ...[...groups.values()].map(({ displayName, id }) => `- group ${displayName} (${id}): STILL THERE, delete it`),
  ];
  return lines.length === 0 ? 'Nothing was left behind.' : ['Left behind:', ...lines].join('\n');
};
