import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP, isIPv6 } from 'node:net';

// X.509 in DER (RFC 5280), as little of it as a test server's certificate takes. See docs/adr/0010-tls-without-a-library.md.

/** A certificate authority made for one run, and the certificate that it signed for the server. All PEM. */
export type RunCertificate = { authority: string; certificate: string; key: string };

/** Makes an authority, lets it sign one server certificate for these names, and throws the authority's key away. */
export function createRunCertificate(names: readonly string[], now = new Date()): RunCertificate {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // Two runs' authorities may sit in one trust store: OpenSSL finds an issuer by its name, so each has its own.
  const issuer = commonName(`postman-scim-emulator test authority ${randomBytes(4).toString('hex')}`);
  const signed = { issuer, signer: authority.privateKey, signerKey: authority.publicKey, now };
  return {
    authority: certificate({
      ...signed,
      subject: issuer,
      publicKey: authority.publicKey,
      extensions: [
        extension('2.5.29.19', sequence(boolean(true), integer(0)), 'critical'), // basicConstraints: CA, path length 0
        extension('2.5.29.15', keyUsage(0b00000110, 1), 'critical'), // keyCertSign, cRLSign
      ],
    }),
    certificate: certificate({
      ...signed,
      subject: commonName(names[0] ?? 'localhost'),
      publicKey: server.publicKey,
      extensions: [
        extension('2.5.29.19', sequence(), 'critical'), // basicConstraints: no CA
        extension('2.5.29.15', keyUsage(0b10000000, 7), 'critical'), // digitalSignature
        extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))), // extKeyUsage: serverAuth
        extension('2.5.29.17', sequence(...names.map(generalName))), // subjectAltName
      ],
    }),
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

type Certificate = {
  issuer: Buffer;
  subject: Buffer;
  signer: KeyObject;
  signerKey: KeyObject;
  publicKey: KeyObject;
  extensions: Buffer[];
  now: Date;
};

const hour = 3_600_000;
const year = 365 * 24 * hour;

function certificate({ issuer, subject, signer, signerKey, publicKey, extensions, now }: Certificate): string {
  const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
  const toBeSigned = sequence(
    tagged(0xa0, integer(2)), // version 3
    integer(Buffer.concat([Buffer.of(0x40), randomBytes(15)])), // serial: positive, 16 bytes
    ecdsaWithSha256,
    issuer,
    sequence(time(now.getTime() - hour), time(now.getTime() + year)), // an hour back, for clocks that differ
    subject,
    spki(publicKey),
    tagged(
      0xa3,
      sequence(
        ...extensions,
        extension('2.5.29.14', tagged(0x04, keyId(publicKey))), // subjectKeyIdentifier
        extension('2.5.29.35', sequence(tagged(0x80, keyId(signerKey)))), // authorityKeyIdentifier
      ),
    ),
  );
  const der = sequence(toBeSigned, ecdsaWithSha256, bitString(sign('sha256', toBeSigned, signer)));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function generalName(name: string): Buffer {
  return isIP(name) === 0 ? tagged(0x82, Buffer.from(name, 'ascii')) : tagged(0x87, addressBytes(name));
}

function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  // URL writes every form of an IPv6 address in the one canonical way, so only `::` is left to fill.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
const keyId = (key: KeyObject): Buffer => createHash('sha256').update(spki(key)).digest().subarray(0, 20);
const commonName = (text: string): Buffer =>
  sequence(tagged(0x31, sequence(oid('2.5.4.3'), tagged(0x0c, Buffer.from(text)))));
const extension = (id: string, value: Buffer, critical?: 'critical'): Buffer =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), tagged(0x04, value));
const keyUsage = (bits: number, unused: number): Buffer => tagged(0x03, Buffer.of(unused, bits));
const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const boolean = (value: boolean): Buffer => tagged(0x01, Buffer.of(value ? 0xff : 0));
const integer = (value: number | Buffer): Buffer => tagged(0x02, typeof value === 'number' ? Buffer.of(value) : value);
const bitString = (bytes: Buffer): Buffer => tagged(0x03, Buffer.concat([Buffer.of(0), bytes]));

/** UTCTime, which RFC 5280 §4.1.2.5 asks for until 2049. */
function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tagged(0x17, Buffer.from(digits.slice(2), 'ascii'));
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = rest.flatMap((arc) => {
    const septets = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) septets.unshift((left & 0x7f) | 0x80);
    return septets;
  });
  return tagged(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

function tagged(tag: number, content: Buffer): Buffer {
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
