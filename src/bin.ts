#!/usr/bin/env node
// Plain on purpose: a Node too old for the rest must be able to read this file, to say so in one line.
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`postman-scim-emulator needs Node.js 22.18 or newer; this is ${process.version}.`);
  process.exitCode = 1;
} else {
  module.enableCompileCache(); // compiled code is kept between runs; see docs/adr/0009-no-bundle.md
  import('./cli.ts');
}
