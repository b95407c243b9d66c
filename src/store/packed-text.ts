import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Shorter documents are kept as text, because to compress one takes longer than to write it. */
const worthPacking = 64 * 1024;

/** A document as it is stored: a world that was made from a million people holds it for as long as the world lives. */
export const packText = (text: string): string | Buffer =>
  text.length < worthPacking ? text : deflateRawSync(text, { level: 1 });

export const unpackText = (stored: string | Buffer): string =>
  typeof stored === 'string' ? stored : inflateRawSync(stored).toString();
