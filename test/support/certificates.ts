import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryDirectory } from './mosquitto.js';

/** A certificate with its key: the files, and their PEM text. */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Certificate {
  /** @param names as OpenSSL takes them, for example `DNS:localhost,IP:127.0.0.1` */
  issue(commonName: string, names?: string): Promise<Certificate>;
}

/** A CA of one's own, valid for two days; its files disappear at the end of the test. */
export async function createAuthority(): Promise<Authority> {
  const directory = await temporaryDirectory();

  async function make(name: string, extra: readonly string[]): Promise<Certificate> {
    const certFile = join(directory, `${name}.crt`);
    const keyFile = join(directory, `${name}.key`);
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-days', '2', '-subj', `/CN=${name}`, ...key, '-out', certFile],
      ...extra,
    ]);
    return {
      certFile,
      keyFile,
      cert: await readFile(certFile, 'utf8'),
      key: await readFile(keyFile, 'utf8'),
    };
  }

  const ca = await make('ca', []);
  return {
    ...ca,
    issue(commonName, names) {
      const extensions = [
        'basicConstraints=CA:FALSE',
        ...(names === undefined ? [] : [`subjectAltName=${names}`]),
      ];
      const signed = ['-CA', ca.certFile, '-CAkey', ca.keyFile];
      return make(commonName, [...signed, ...extensions.flatMap((extension) => ['-addext', extension])]);
    },
  };
}
