import packageJson from 'postman-scim-emulator/package.json' with { type: 'json' };

export const { version } = packageJson;
