import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import type { Config } from '@backstage/config';

/**
 * Certificates to trust: undefined for the system's own, else these and the
 * ones of the file `productionReadiness.http.ca`.
 */
export function readTrust(config: Config): string[] | undefined {
  const file = config.getOptionalString('productionReadiness.http.ca');
  if (!file) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(
      `productionReadiness.http.ca names ${file}, which cannot be read; name a PEM file`,
      { cause: error },
    );
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new Error(
      `productionReadiness.http.ca names ${file}, which holds no PEM certificate`,
    );
  }
  return [...systemRoots(), text];
}

// getCACertificates also knows NODE_EXTRA_CA_CERTS; Node has it from 22.15 on.
function systemRoots(): string[] {
  return typeof tls.getCACertificates === 'function'
    ? tls.getCACertificates('default')
    : [...tls.rootCertificates];
}
