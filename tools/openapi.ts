import { writeFileSync } from 'node:fs';
import { toScimOpenApi } from '../src/openapi/scim-openapi.ts';
import type { ProfileName } from '../src/quirks/profiles.ts';
import { profileNames } from '../src/quirks/profiles.ts';

/** The description of a profile as it is committed: for the default address of the server. */
export const scimOpenApiText = (profileName: ProfileName): string =>
  `${JSON.stringify(toScimOpenApi(profileName, { serverUrl: 'http://127.0.0.1:7246/scim/v2' }), null, 2)}\n`;

export const scimOpenApiFile = (profileName: ProfileName): string => `docs/openapi/scim-${profileName}.json`;

if (import.meta.main) {
  for (const name of profileNames) writeFileSync(scimOpenApiFile(name), scimOpenApiText(name));
}
