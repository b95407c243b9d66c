import type { TSchema } from '@sinclair/typebox';
import { Report } from './report.ts';
import { WorldDocument } from './world-document.ts';

const published = ({ $id: _, ...schema }: TSchema): Record<string, unknown> => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...schema,
});

/** The shapes of what is kept in files, as JSON Schema. */
export const worldDocumentSchema = published(WorldDocument);
export const reportSchema = published(Report);
