import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { parse } from 'yaml';
import { SettingsError } from '../errors.ts';

/** One step of a plan: on the provider's side, or on Postman's. */
export type Step =
  | { readonly kind: 'test' | 'sync' }
  | { readonly kind: 'assign'; readonly email: string; readonly name?: string }
  | { readonly kind: 'rename'; readonly email: string; readonly name: string }
  | { readonly kind: 'unassign' | 'invite' | 'accepted' | 'uninvite'; readonly email: string }
  | { readonly kind: 'wait' | 'clock'; readonly minutes: number }
  | { readonly kind: 'push'; readonly group: string; readonly members: readonly string[] }
  | { readonly kind: 'rename group'; readonly group: string; readonly name: string }
  | { readonly kind: 'unlink'; readonly group: string };

/** A plan in order; each step keeps its line for the output. */
export type Plan = readonly { readonly line: string; readonly step: Step }[];

/** The steps that happen in Postman, and need the control plane of an emulator. */
export const isPostmansSide = ({ kind }: Step): boolean => ['invite', 'accepted', 'uninvite', 'clock'].includes(kind);

const PlanDocument = Type.Object(
  { steps: Type.Array(Type.String(), { minItems: 1 }) },
  { additionalProperties: false },
);

const email = '(?<email>[^\\s@"]+@[^\\s@"]+)';

type Groups = Readonly<Record<string, string>>;

const grammar: readonly (readonly [form: string, pattern: string, toStep: (found: Groups) => Step])[] = [
  ['test credentials', 'test credentials', () => ({ kind: 'test' })],
  ['sync', 'sync', () => ({ kind: 'sync' })],
  [
    'assign EMAIL [as GIVEN FAMILY]',
    `assign ${email}(?: as (?<name>\\S+ \\S.*))?`,
    ({ email = '', name }) => ({ kind: 'assign', email, ...(name !== undefined && { name }) }),
  ],
  ['unassign EMAIL', `unassign ${email}`, ({ email = '' }) => ({ kind: 'unassign', email })],
  [
    'rename EMAIL to GIVEN FAMILY',
    `rename ${email} to (?<name>\\S+ \\S.*)`,
    ({ email = '', name = '' }) => ({ kind: 'rename', email, name }),
  ],
  [
    'push group NAME [with EMAIL, EMAIL]',
    'push group (?<group>.+?)(?: with (?<members>.+))?',
    ({ group = '', members = '' }) => ({
      kind: 'push',
      group,
      members: members.split(',').flatMap((one) => one.trim() || []),
    }),
  ],
  [
    'rename group NAME to NAME',
    'rename group (?<group>.+?) to (?<name>.+)',
    ({ group = '', name = '' }) => ({ kind: 'rename group', group, name }),
  ],
  ['unlink group NAME', 'unlink group (?<group>.+)', ({ group = '' }) => ({ kind: 'unlink', group })],
  ['wait N minutes', 'wait (?<n>\\d{1,5}) minutes?', ({ n }) => ({ kind: 'wait', minutes: Number(n) })],
  ['clock +N minutes', 'clock \\+(?<n>\\d{1,5}) minutes?', ({ n }) => ({ kind: 'clock', minutes: Number(n) })],
  ['admin invites EMAIL', `admin invites ${email}`, ({ email = '' }) => ({ kind: 'invite', email })],
  ['invite accepted EMAIL', `invite accepted ${email}`, ({ email = '' }) => ({ kind: 'accepted', email })],
  [
    'admin removes pending invite EMAIL',
    `admin removes pending invite ${email}`,
    ({ email = '' }) => ({ kind: 'uninvite', email }),
  ],
];

/** Every form of a step, for the help. */
export const forms: readonly string[] = grammar.map(([form]) => form);

const toStep = (line: string, where: string): Step => {
  for (const [, pattern, read] of grammar) {
    const found = new RegExp(`^${pattern}$`, 'i').exec(line);
    if (found !== null) return read((found.groups ?? {}) as Groups);
  }
  throw new SettingsError(`${where}: expected one of ${forms.join('; ')}, got ${JSON.stringify(line.slice(0, 120))}`);
};

/**
 * Reads the lines of a plan.
 * @throws {SettingsError} `<where>: expected <X>, got <Y>`.
 */
export const toPlan = (lines: readonly string[], where = 'plan'): Plan =>
  lines.map((text, index) => {
    const line = text.trim().replace(/\s+/g, ' ');
    return { line, step: toStep(line, `${where}/steps/${index}`) };
  });

/**
 * Reads a plan from YAML or JSON: an object with `steps`, an array of lines.
 * @throws {SettingsError} where the text is not such a document.
 */
export const readPlan = (text: string, where: string): Plan => {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new SettingsError(`${where}: expected YAML or JSON, got another text: ${reason}`, { cause: error });
  }
  if (!Value.Check(PlanDocument, document)) {
    const problem = Value.Errors(PlanDocument, document).First();
    throw new SettingsError(`${where}${problem?.path}: ${problem?.message}`);
  }
  return toPlan(document.steps, where);
};

/** Every address that a plan provisions. */
export const peopleOf = (plan: Plan): string[] => [
  ...new Set(plan.flatMap(({ step }) => (step.kind === 'assign' ? [step.email.toLowerCase()] : []))),
];

/** The walk of Postman's guide for Okta. */
export const guide: Plan = toPlan([
  'test credentials',
  'assign taylor.lee@example.com',
  'rename taylor.lee@example.com to Taylor Lee-Ray',
  'unassign taylor.lee@example.com',
  'assign taylor.lee@example.com',
  'admin invites alex.kim@example.com',
  'assign alex.kim@example.com',
  'admin removes pending invite alex.kim@example.com',
  'sync',
]);
