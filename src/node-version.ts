// Plain on purpose: a Node too old for the rest must be able to read this file.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** What to say where Node is too old; undefined where it is not. */
export const nodeTooOld =
  major < 22 || (major === 22 && minor < 18)
    ? `postman-scim-emulator needs Node.js 22.18 or newer; this is ${process.version}.`
    : undefined;
