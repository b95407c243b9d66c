import { createRequire } from 'node:module';

// By the package's own name, which means the same from src/ and from dist/src/. Not an import: tsc would copy the file.
const { version } = createRequire(import.meta.url)('postman-scim-emulator/package.json') as { version: string };

export { version };
