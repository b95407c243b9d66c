import { resourceTypes, serviceProviderConfigAt } from '../../quirks/discovery-documents.ts';

/** A bare array (quirk resource-types-array). */
export const resourceTypesText = JSON.stringify(resourceTypes);

/** `baseUrl` is the address the request came to, up to and with /scim/v2 (quirk discovery-location). */
export const toServiceProviderConfigText = (baseUrl: string): string =>
  JSON.stringify(serviceProviderConfigAt(baseUrl));
