import { z } from 'zod';

/** A list, or a string that is split at commas; blanks are dropped. */
export const listParameter = z
  .union([z.string(), z.array(z.string())])
  .transform(value =>
    (typeof value === 'string' ? value.split(',') : value)
      .map(entry => entry.trim())
      .filter(entry => entry !== ''),
  );

/** A host name or a URL, of which the host counts. */
export const hostParameter = z.string().min(1);

/** The host and port that a host name or a URL names; undefined: neither. */
export function hostOf(
  text: string,
): { host: string; port: number | undefined } | undefined {
  const bare = text.trim();
  const url = bare.includes('://') ? bare : `https://${bare}`;
  if (!URL.canParse(url)) return undefined;
  const { hostname, port, protocol } = new URL(url);
  if (!hostname || !['http:', 'https:'].includes(protocol)) return undefined;
  return {
    host: hostname,
    port: port === '' ? undefined : Number(port),
  };
}
