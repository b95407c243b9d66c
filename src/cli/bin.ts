#!/usr/bin/env node
// Plain on purpose: a Node too old for the rest must be able to read this file, to say so in one line.
import module from 'node:module';
import { nodeTooOld } from '../node-version.ts';

if (nodeTooOld !== undefined) {
  console.error(nodeTooOld);
  process.exitCode = 1;
} else {
  module.enableCompileCache(); // compiled code is kept between runs; see docs/adr/0009-no-bundle.md
  import('./main.ts').then(({ runProgram }) => runProgram());
}
