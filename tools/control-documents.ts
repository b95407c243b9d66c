import { writeFileSync } from 'node:fs';
import { reportSchema, worldDocumentSchema } from '../schemas/published.ts';
import { startEmulator } from '../src/index.ts';

const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What of the control plane is committed as a file, by the file's name. */
export const controlDocuments = async (): Promise<Record<string, string>> => {
  const emulator = await startEmulator({ socket: false });
  try {
    return {
      'docs/openapi/control.json': toText(await emulator.program.description()),
      'docs/world-document.schema.json': toText(worldDocumentSchema),
      'docs/report.schema.json': toText(reportSchema),
    };
  } finally {
    await emulator.close();
  }
};

if (import.meta.main) {
  for (const [file, text] of Object.entries(await controlDocuments())) writeFileSync(file, text);
}
