import { writeFileSync } from 'node:fs';
import { discovery } from './collection/discovery.ts';
import { groupsLife } from './collection/groups-life.ts';
import { bearer } from './collection/item.ts';
import { operate } from './collection/operate.ts';
import { personsLife } from './collection/persons-life.ts';
import { refusals } from './collection/refusals.ts';

const folders = [discovery, personsLife, groupsLife, refusals, operate];

export const collection = {
  info: {
    name: "Postman's SCIM API, emulated",
    description:
      'Flows through the SCIM API as postman-scim-emulator answers it, made from its API description. Every request ' +
      'names the quirks that it shows, with what they rest on.\n\nVariables: `address` of the emulator, `key` of the ' +
      'team, and `controlToken` where the emulator was started with one. The control plane, which makes a world for ' +
      "every flow, is the emulator's own: do not point these flows at Postman.",
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  auth: bearer('{{key}}'),
  item: folders,
};

const secret = (key: string, value: string) => ({ key, value, type: 'secret', enabled: true });

export const environment = {
  name: 'postman-scim-emulator',
  values: [
    { key: 'address', value: 'http://127.0.0.1:7246', type: 'default', enabled: true },
    secret('key', 'emulator-scim-key'),
    secret('controlToken', ''),
  ],
  _postman_variable_scope: 'environment',
};

const base = 'docs/postman/postman-scim-emulator';

export const collectionFile = `${base}.postman_collection.json`;
export const environmentFile = `${base}.postman_environment.json`;

export const toText = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

if (import.meta.main) {
  writeFileSync(collectionFile, toText(collection));
  writeFileSync(environmentFile, toText(environment));
}
