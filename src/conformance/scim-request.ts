/** An id that no resource has. */
export const unknownId = '0'.repeat(48);

/** The query that filters by one attribute, encoded as Postman documents it. */
export const where = (attribute: string, value: string): string => filtered(`${attribute} eq "${value}"`);

export const filtered = (filter: string): string => `?filter=${encodeURIComponent(filter)}`;

export type Operation = { readonly op: string; readonly path?: string; readonly value?: unknown };

export const patchOf = (...Operations: readonly Operation[]): object => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});

export const activeIs = (active: boolean): object => patchOf({ op: 'replace', value: { active } });

/** A body that ends in the middle. */
export const unreadable = '{"userName":';
