import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmulatorError } from '../errors.ts';
import { createRunCertificate } from './certificate.ts';

/** What Node's TLS server wants, as PEM. */
export type TlsMaterial = { cert: string; key: string };

/** A certificate or a private key cannot be used. */
export class TlsError extends EmulatorError {
  readonly code = 'ERR_TLS';
}

/** Names that every self-signed certificate covers: this machine, and the addresses Postman's SCIM API is reached at. */
export const postmanHostnames = [
  'localhost',
  '127.0.0.1',
  '::1',
  'api.getpostman.com',
  'api.postman.com',
  'api.eu.postman.com',
];

/** Reads a certificate (with its chain, if the file has one) and its private key. Throws one clear line if they do not serve. */
export function loadTls(files: { cert: string; key: string }): TlsMaterial {
  const cert = readPem('certificate', files.cert);
  const key = readPem('private key', files.key);
  const certificate = parsed(`${files.cert} holds no PEM certificate`, () => new X509Certificate(cert));
  const protectedKey = key.includes('ENCRYPTED');
  const privateKey = parsed(
    protectedKey
      ? `The private key in ${files.key} is protected by a passphrase; give one without`
      : `${files.key} holds no PEM private key`,
    () => createPrivateKey(key),
  );
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new TlsError(`The private key in ${files.key} does not belong to the certificate in ${files.cert}`);
  }
  return { cert, key };
}

/**
 * Makes a certificate for this run, signed by an authority made for it too, whose key nobody keeps.
 * @param hostnames names and addresses to cover beside `postmanHostnames` and this machine's own name
 * @param folder where to write `ca.pem`; a new folder under the system's temporary one when left out
 * @returns what to serve with, and `certPath`, the authority's certificate: what clients are told to trust
 */
export function selfSignedTls(hostnames: readonly string[] = [], folder?: string): TlsMaterial & { certPath: string } {
  const names = [...new Set([...postmanHostnames, hostname(), ...hostnames])].filter(isCertifiable);
  const { authority, certificate, key } = createRunCertificate(names);
  const certPath = writeAuthority(authority, folder);
  return { cert: certificate + authority, key, certPath };
}

function isCertifiable(name: string): boolean {
  return name.length <= 253 && /^[\x21-\x7e]+$/.test(name);
}

function writeAuthority(authority: string, folder: string | undefined): string {
  try {
    const into = folder ?? mkdtempSync(join(tmpdir(), 'postman-scim-emulator-'));
    mkdirSync(into, { recursive: true });
    const path = join(into, 'ca.pem');
    writeFileSync(path, authority);
    return path;
  } catch (error) {
    throw new TlsError(`The certificate to trust cannot be written: ${reason(error)}`);
  }
}

function readPem(what: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new TlsError(`The TLS ${what} cannot be read: ${reason(error)}`);
  }
}

function parsed<Value>(complaint: string, parse: () => Value): Value {
  try {
    return parse();
  } catch {
    throw new TlsError(complaint);
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
