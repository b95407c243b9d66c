import type { OperationId } from '../../domain/operation.ts';
import { operations } from '../../domain/operation.ts';
import type { ScimErrorCode } from '../../domain/scim-error.ts';
import { resourceTypesUnauthorized } from '../../quirks/discovery-documents.ts';
import { texts } from '../../quirks/texts.ts';

type Row = { readonly status: number; readonly scimType?: string; readonly detail: string };

/** Postman's answer to every refusal, byte for byte. */
const rows: Record<ScimErrorCode, Row> = {
  'key-refused': { status: 401, detail: texts.key },
  'admin-left': { status: 403, detail: texts.adminLeft },
  'key-limited': { status: 403, detail: texts.forbidden },
  'team-deleted': { status: 400, detail: texts.teamDeleted },
  'invalid-syntax': { status: 400, scimType: 'invalidSyntax', detail: texts.body },
  'start-index-refused': { status: 400, detail: texts.body },
  'domain-unverified': { status: 400, detail: texts.domainUnverified },
  'address-invalid': { status: 400, detail: texts.addressInvalid },
  'filter-refused': { status: 400, detail: texts.filter },
  'user-exists': { status: 409, scimType: 'uniqueness', detail: texts.exists },
  'group-name-taken': { status: 409, scimType: 'uniqueness', detail: texts.exists },
  'user-not-found': { status: 404, detail: texts.noUser },
  'group-not-found': { status: 404, detail: texts.noGroup },
};

export type ErrorAnswer = { readonly status: number; readonly body: string; readonly contentType: string };

const json = 'application/json; charset=utf-8';

const toErrorAnswer = ({ status, scimType, detail }: Row): ErrorAnswer => ({
  status,
  body: JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    ...(scimType && { scimType }),
    detail,
    status: String(status),
  }),
  contentType: json,
});

const answers = Object.fromEntries(Object.entries(rows).map(([code, row]) => [code, toErrorAnswer(row)])) as Record<
  ScimErrorCode,
  ErrorAnswer
>;

/** The answer to a refusal. */
export const scimErrorAnswer = (code: ScimErrorCode, operation: OperationId | null): ErrorAnswer =>
  code === 'key-refused' && operation === 'getScimResourceTypes' ? resourceTypesRefused : answers[code];

/** A request that never became one: the nearest SCIM error (quirk header-limit). */
export const malformedRequestAnswer = (status: 400 | 431): ErrorAnswer =>
  toErrorAnswer({ ...rows['invalid-syntax'], status });

/** GET /ResourceTypes alone answers 401 as a problem document (quirk resource-types-401). */
const resourceTypesRefused: ErrorAnswer = {
  status: 401,
  body: JSON.stringify(resourceTypesUnauthorized),
  contentType: 'application/problem+json; charset=utf-8',
};

const faultDetail = (operation: OperationId): string => {
  if (operation === 'getScimGroupResources') return texts.faultGroups;
  if (operation === 'getScimUserResource') return texts.faultUser;
  return texts.fault;
};

/** Postman's 500, whose text depends on the operation. */
export const serverErrorAnswer = (operation: OperationId): ErrorAnswer =>
  toErrorAnswer({ status: 500, detail: faultDetail(operation) });

/** The refusal behind a status that an operation documents; 400 stands for several. */
const documented = (operation: OperationId, status: number): ScimErrorCode | undefined => {
  const { method, path } = operations[operation];
  const discovery = path === '/ResourceTypes' || path === '/ServiceProviderConfig';
  const user = path.startsWith('/Users');
  if (status === 401) return 'key-refused';
  if (discovery) return undefined;
  if (status === 403) return 'admin-left';
  if (status === 404 && path.endsWith('/:id')) return user ? 'user-not-found' : 'group-not-found';
  if (status === 409 && method === 'POST') return user ? 'user-exists' : 'group-name-taken';
  if (status !== 400) return undefined;
  if (operation === 'getScimGroupResources') return 'filter-refused';
  return method === 'GET' || method === 'DELETE' ? 'team-deleted' : 'invalid-syntax';
};

/** Whether an operation's documents know a status among its errors. */
export const isDocumentedError = (operation: OperationId, status: number): boolean =>
  status === 500 || documented(operation, status) !== undefined;

/** One of Postman's own errors, by its status, as this operation documents it. */
export const documentedError = (operation: OperationId, status: number): ErrorAnswer => {
  const code = documented(operation, status);
  if (code === undefined) return serverErrorAnswer(operation);
  return scimErrorAnswer(code, operation);
};

/** Postman's general error for what is not routed (quirk unrouted). */
export const notRouted: ErrorAnswer = {
  status: 404,
  body: JSON.stringify({
    error: { name: 'NotFound', message: texts.unrouted },
    status: 'error',
  }),
  contentType: json,
};

/** Quirk rate-limit-body. */
export const rateLimitedAnswer = (seconds: number): ErrorAnswer => ({
  status: 429,
  body: JSON.stringify({
    error: { name: 'rateLimited', message: `Rate limit exceeded. Please retry after ${seconds} seconds.` },
  }),
  contentType: json,
});
