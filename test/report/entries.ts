import type { Report } from '../../schemas/report.ts';
import type { OperationId } from '../../src/domain/operation.ts';
import { operations } from '../../src/domain/operation.ts';
import { createReport, type ReportOptions } from '../../src/report/report.ts';
import type { JournalEntry } from '../../src/worlds/journal-entry.ts';

export const start = Date.parse('2026-03-01T12:00:00.000Z');

export type Part = Partial<Omit<JournalEntry, 'requestBody' | 'responseBody'>> & {
  readonly body?: unknown;
  readonly answer?: unknown;
  /** Milliseconds after the entry before. */
  readonly after?: number;
};

/** Journal entries as a server would write them, a second apart unless told otherwise. */
export class Script {
  readonly entries: JournalEntry[] = [];
  #now = 0;

  add(operation: OperationId | null, url: string, part: Part = {}): this {
    const { body, answer, after = 1000, ...rest } = part;
    this.#now += after;
    const method = operation === null ? 'GET' : operations[operation].method;
    const entry: JournalEntry = {
      sequence: this.entries.length + 1,
      time: start + this.#now,
      arrived: this.#now,
      duration: 1,
      method,
      url: `/scim/v2${url}`,
      operation,
      team: 'team',
      resource: /^\/(?:Users|Groups)\/([^/?]+)/.exec(url)?.[1] ?? null,
      rawHeaders: [],
      keyForm: 'bearer',
      requestBody: body === undefined ? null : JSON.stringify(body),
      status: method === 'POST' ? 201 : 200,
      responseBody: answer === undefined ? null : JSON.stringify(answer),
      responseLength: 0,
      fault: null,
      limited: false,
      reason: null,
      outcomes: [],
      quirks: [],
      changes: [],
      ...rest,
    };
    this.entries.push(entry);
    return this;
  }

  report(options: ReportOptions = {}): Report {
    return createReport({ clearedAt: 0, entriesAfter: () => this.entries }, options);
  }

  get findings(): string[] {
    return this.report().findings.map(({ id }) => id);
  }
}

export const user = (id: string, userName: string, more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id,
  userName,
  name: { givenName: 'Taylor', familyName: 'Lee' },
  active: true,
  ...more,
});

export const list = (total: number, startIndex = 1, itemsPerPage = 100, resources: unknown[] = []) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: total,
  startIndex,
  itemsPerPage,
  Resources: resources,
});
