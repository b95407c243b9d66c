import type { WorldDocument } from '../schemas/world-document.ts';
import { DocumentError } from './worlds/document-error.ts';

/** Runs `use` on a seed; a document error then names where the seed came from. */
export const naming = <T>(source: string, use: () => T): T => {
  try {
    return use();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new DocumentError(error.path, `${source}${error.path}: ${error.message}`);
  }
};

/**
 * Checks a seed against the schema of world documents.
 * @throws {DocumentError} naming the source and the path that is not valid.
 */
export const checkSeed = async (source: string, seed: unknown): Promise<WorldDocument> => {
  const { checkDocument } = await import('./control/validate.ts');
  return naming(source, () => checkDocument(seed));
};
