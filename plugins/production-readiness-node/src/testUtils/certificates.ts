import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A certificate and its key, as PEM. */
export interface KeyAndCertificate {
  key: string;
  cert: string;
}

/** An authority of a test's own. */
export interface TestAuthority {
  cert: string;
  issue(options: {
    names: string[];
    notBefore?: Date;
    notAfter?: Date;
  }): Promise<KeyAndCertificate>;
}

// RSA with SHA-256: what a TLS 1.0 server can use too.
const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes an authority; certificates are valid for a month unless said otherwise. */
export async function createAuthority(): Promise<TestAuthority> {
  const crypto = webcrypto as unknown as Crypto;
  x509.cryptoProvider.set(crypto);
  const generate = () =>
    crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const keys = await generate();
  const subject = 'CN=Test authority';
  const period = {
    notBefore: new Date(Date.now() - 60 * DAY_MS),
    notAfter: new Date(Date.now() + 30 * DAY_MS),
  };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: subject,
    ...period,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });
  let serial = 1;
  return {
    cert: root.toString('pem'),
    async issue({ names, notBefore, notAfter }) {
      serial += 1;
      const own = await generate();
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serial.toString(16).padStart(2, '0'),
        subject: `CN=${names[0]}`,
        issuer: subject,
        notBefore: notBefore ?? period.notBefore,
        notAfter: notAfter ?? period.notAfter,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new x509.SubjectAlternativeNameExtension(
            names.map(value => ({ type: 'dns' as const, value })),
          ),
        ],
      });
      return {
        cert: certificate.toString('pem'),
        key: x509.PemConverter.encode(
          await crypto.subtle.exportKey('pkcs8', own.privateKey),
          'PRIVATE KEY',
        ),
      };
    },
  };
}
