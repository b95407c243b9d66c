import type { OperationId } from '../domain/operation.ts';
import { operations } from '../domain/operation.ts';
import type { Profile } from '../quirks/profiles.ts';
import type { Example, Parameter } from './document.ts';
import { taylor, testApi } from './examples.ts';

const startIndex = (profile: Profile): Parameter => {
  const refuses = profile['start-index-below-one'] === 'refuse';
  return {
    name: 'startIndex',
    in: 'query',
    description: `Number of the first resource, counted from 1. Below 1: ${refuses ? '400' : 'taken as 1'}.`,
    schema: { type: 'integer', default: 1, ...(refuses && { minimum: 1 }) },
  };
};

const count: Parameter = {
  name: 'count',
  in: 'query',
  description: 'Maximum number of resources. More than 100 is reduced to 100, less than 1 returns none.',
  schema: { type: 'integer', default: 100 },
};

const filter = (examples: Readonly<Record<string, Example>>): Parameter => ({
  name: 'filter',
  in: 'query',
  description: 'Attribute, eq and a value in quotes, URL-encoded: a raw + is a space. The value is case-sensitive.',
  schema: { type: 'string' },
  examples,
});

const userFilters = (profile: Profile): Record<string, Example> => ({
  userName: { summary: 'By address', value: `userName eq "${taylor.userName}"` },
  ...(profile['filter-active'] === 'accept' && {
    active: { summary: 'Active users', value: 'active eq "true"' },
  }),
});

const groupFilters = { displayName: { summary: 'By name', value: `displayName eq "${testApi.displayName}"` } };

const identifier = (of: 'user' | 'group'): Parameter => ({
  name: `${of}Id`,
  in: 'path',
  required: true,
  description: `The ${of}'s id; opaque`,
  schema: { type: 'string' },
});

export const parametersOf = (operation: OperationId, profile: Profile): Parameter[] => {
  const { path } = operations[operation];
  if (operation === 'getScimUserResources') return [startIndex(profile), count, filter(userFilters(profile))];
  if (operation === 'getScimGroupResources') return [startIndex(profile), count, filter(groupFilters)];
  if (!path.endsWith('/:id')) return [];
  return [identifier(path.startsWith('/Users') ? 'user' : 'group')];
};
