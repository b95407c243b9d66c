import { quirk } from './quirk.ts';

export const rateLimits = {
  'rate-limits': quirk({
    area: 'rate limits',
    confidence: 'documented',
    description: '300 reads and 180 writes a minute for a team, over all SCIM endpoints; beyond that 429.',
    evidence: 'Learning centre, SCIM overview.',
  }),
  'rate-limit-delete': quirk({
    area: 'rate limits',
    confidence: 'inferred',
    description: 'DELETE counts as a write.',
    evidence: 'The document names POST, PUT and PATCH.',
    untraced: 'The refusal names the quirk rate-limits.',
  }),
  'rate-limit-window': quirk({
    area: 'rate limits',
    confidence: 'inferred',
    description: 'The window is 60 seconds, fixed, and opens with the first call in it.',
    evidence: 'RateLimit-Policy: 300;w=60, and reset=60 beside remaining=299.',
    untraced: 'The refusal names the quirk rate-limits.',
  }),
  'rate-limit-headers': quirk({
    area: 'rate limits',
    confidence: 'inferred',
    description:
      'Answers carry RateLimit and X-RateLimit headers, a 429 also RetryAfter, without a hyphen, and Retry-After.',
    evidence:
      "Postman's general page on rate limits, which says that they vary by API; the OpenAPI definition of 2026 documents X-RateLimit-RetryAfter and Retry-After.",
    withoutOutcome: 'Advice beside the answer.',
    untraced: 'It shows in every answer to an accepted key.',
  }),
  'rate-limit-body': quirk({
    area: 'rate limits',
    confidence: 'inferred',
    description: 'A 429 has the general error envelope with the name rateLimited.',
    evidence: 'The name is documented; the envelope and the wording are not.',
    withoutOutcome: 'The text of a refusal.',
    untraced: 'The refusal names the quirk rate-limits.',
  }),
} as const;
