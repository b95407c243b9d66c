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
    description: 'A request without a route is answered 404 before its key is checked.',
    evidence: "Routing comes before authentication in the frameworks Postman's services are built with.",
    withoutOutcome: 'A request without a route fails under both readings, with 404 or with 401.',
    untraced: 'The answer is that of the quirk unrouted.',
  }),
  'trailing-slash': quirk({
    area: 'surface',
    confidence: 'inferred',
    description: '/Users/ is the same route as /Users; /scim/v2//Users is not routed.',
    evidence: "Entra's tenant URL for Postman ends in a slash; a doubled slash is a mistake in a base URL.",
    untraced: 'The router reads both paths as one before a trace begins.',
  }),
  routing: quirk({
    area: 'surface',
    confidence: 'inferred',
    description: 'Paths are case-sensitive or not, and HEAD and OPTIONS are routed or not.',
    evidence:
      "The definition writes /Users and /Groups and lists neither method, and a client should not rely on more; the other reading is the default of the framework family that Postman's services come from.",
    values: {
      exact: 'paths are case-sensitive, and HEAD and OPTIONS are unrouted',
      express: 'paths are not case-sensitive, HEAD answers as GET without a body, OPTIONS lists the methods',
    },
    withoutOutcome: 'It decides only requests that the definition does not describe.',
  }),
  'groups-endpoint': quirk({
    area: 'surface',
    confidence: 'documented',
    description: '/Groups is routed, except in the edition before Postman supported groups.',
    evidence: 'Learning centre of 2022-01-04: "Push groups" and "Import groups" are not supported.',
    values: {
      routed: 'the five operations on groups exist',
      unrouted: 'every request to /Groups is unrouted',
    },
  }),
  'response-charset': quirk({
    area: 'surface',
    confidence: 'inferred',
    description: 'The Content-Type of answers names a charset or not.',
    evidence:
      "Not known, and visible to clients: Postman's TypeScript SDK 1.43 compares the media type exactly, and then throws no typed error.",
    values: {
      'utf-8': 'application/json; charset=utf-8',
      none: 'application/json',
    },
    withoutOutcome: 'The body is the same under both readings.',
    untraced: 'It shows in the header of every answer.',
  }),
  'check-order': quirk({
    area: 'surface',
    confidence: 'inferred',
    description:
      'A request is checked for its route, key, team, rate limit, fault, body, resource and rule, in that order.',
    evidence:
      'No source gives the whole order; a fixed one keeps answers predictable. The check of the key before the resource is observed: a public newman log shows 401 for an unresolved id without a key.',
    withoutOutcome: 'It decides which of two errors a request gets, never whether it gets one.',
    untraced: 'It orders the quirks that a trace names.',
  }),
  'scim-json-accepted': quirk({
    area: 'surface',
    confidence: 'observed',
    description: 'Requests may be application/scim+json as well as application/json; answers are application/json.',
    evidence:
      'A public script that runs against the real API sends PATCH with application/scim+json and gets 200; answers are application/json in the OpenAPI definition.',
    untraced: 'It shows in every request and in every answer.',
  }),
  'body-limit': quirk({
    area: 'surface',
    confidence: 'inferred',
    description: 'A request body over 1 MiB is refused as unreadable.',
    evidence: 'No limit is documented; some limit exists everywhere.',
  }),
  'text-limit': quirk({
    area: 'surface',
    confidence: 'inferred',
    description: 'A name, a displayName or an externalId of more than 1,024 characters is 400 invalidSyntax.',
    evidence: 'No limit is documented; some limit exists everywhere, and a world document has this one.',
    withoutOutcome: 'The names of real people are far shorter.',
  }),
  'header-limit': quirk({
    area: 'surface',
    confidence: 'inferred',
    description:
      "A request that is not valid HTTP, or has more than 16 KiB of headers, is answered 400 or 431 in a SCIM error's shape.",
    evidence: 'No source documents it; the limit is that of Node.js.',
    withoutOutcome: 'A request beyond it is refused by every server; only the shape of the answer is ours.',
    untraced: 'Such a request never reaches a route.',
  }),
} as const;
