import type { Confidence } from '../quirks/catalogue.ts';

/** A quirk as the description carries it: under x-quirks, on the document and on every operation. */
export type QuirkNote = {
  readonly id: string;
  readonly confidence: Confidence;
  readonly description: string;
  /** Which of several readings holds here, and what it means. */
  readonly reading?: { readonly value: string; readonly means: string };
};

export type JsonSchema = Readonly<Record<string, unknown>> | boolean;

export type Reference = { readonly $ref: string };

export type Example = { readonly summary: string; readonly value: unknown };

export type Content = Readonly<
  Record<string, { readonly schema: JsonSchema; readonly examples: Readonly<Record<string, Example>> }>
>;

export type Response = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Reference>>;
  readonly content?: Content;
};

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: true;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly examples?: Readonly<Record<string, Example>>;
};

export type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, Response | Reference>>;
  readonly 'x-quirks': readonly QuirkNote[];
};

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What of OpenAPI 3.1 the description of the SCIM API uses. */
export type ScimOpenApi = {
  readonly openapi: '3.1.0';
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, { readonly [M in Method]?: Operation }>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
  /** The profile, and the reading of every quirk that has several. */
  readonly 'x-profile': Readonly<Record<string, unknown>>;
  readonly 'x-quirks': readonly QuirkNote[];
};
