import { quirk } from './quirk.ts';

export const surface = {
  unrouted: quirk({
    area: 'surface',
    confidence: 'observed',
    description:
      "A method or path outside the twelve operations answers 404 with Postman's general error, not a SCIM one.",
    evidence: 'The real answer to PUT /scim/v2/Users is quoted in public.',
  }),
  'unrouted-before-key': quirk({
    area: 'surface',
    confidence: 'inferred',
    description: 'What is not routed answers 404 before any key is looked at.',
    evidence: "Routing comes before authentication in the frameworks Postman's services are built with.",
  }),
  'trailing-slash': quirk({
    area: 'surface',
    confidence: 'inferred',
    description: '/Users/ is the same route as /Users; /scim/v2//Users is no route.',
    evidence: "The defaults of the framework family Postman's services come from.",
  }),
  'path-case': quirk({
    area: 'surface',
    confidence: 'inferred',
    description: 'Paths regard letter case: /scim/v2/users is no route.',
    evidence: 'The definition writes /Users and /Groups; a client should not rely on more.',
  }),
  'check-order': quirk({
    area: 'surface',
    confidence: 'inferred',
    description:
      'A call is checked for its route, key, team, rate limit, fault, body, resource and rule, in that order.',
    evidence: 'No source gives an order; a fixed one keeps answers predictable.',
  }),
  'scim-json-accepted': quirk({
    area: 'surface',
    confidence: 'inferred',
    description: 'Requests may be application/scim+json as well as application/json; answers are application/json.',
    evidence:
      'Okta and Entra send application/scim+json, and Postman supports both; the definition names application/json.',
  }),
  'body-limit': quirk({
    area: 'surface',
    confidence: 'inferred',
    description: 'A request body over 1 MiB is refused as unreadable.',
    evidence: 'No limit is documented; some limit exists everywhere.',
  }),
  'header-limit': quirk({
    area: 'surface',
    confidence: 'inferred',
    description:
      "A request that is no HTTP, or has more than 16 KiB of headers, is answered 400 or 431 in a SCIM error's shape.",
    evidence: "Nothing is documented; the limit is Node's own.",
  }),
} as const;
