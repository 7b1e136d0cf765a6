import type { TlsOptions } from './readPostgresConfig';
import type { ConnectionConfig } from './schema';

/** Which database is asked, and as whom. */
export interface Place {
  host: string;
  port: number;
  database: string;
  user: string;
}

export interface PlaceAndSecret {
  place: Place;
  password: string;
  /** What `sslmode` of the URL asks for. */
  mode: TlsOptions['mode'] | undefined;
}

const PORT = 5432;
const MODES: Record<string, TlsOptions['mode']> = {
  disable: 'disable',
  require: 'require',
  // libpq's verify-ca leaves the host name out; we never do.
  'verify-ca': 'verify-full',
  'verify-full': 'verify-full',
};
/** Parameters of a URL that change nothing here. */
const HARMLESS = ['application_name', 'connect_timeout', 'channel_binding'];

/** Of a connection's `url`, or of its parts. No message shows the URL. */
export function placeOf(own: ConnectionConfig, root: string): PlaceAndSecret {
  if (own.url !== undefined) {
    const parts = (['host', 'port', 'database', 'user', 'password'] as const)
      .filter(part => own[part] !== undefined)
      .join(', ');
    if (parts) throw new Error(`${root} has a url and also ${parts}; drop one`);
    return ofUrl(own.url, root);
  }
  const { host, database, user } = own;
  if (!host || !database || !user) {
    throw new Error(`${root} needs a url, or host, database and user`);
  }
  return {
    place: { host, port: own.port ?? PORT, database, user },
    password: own.password ?? '',
    mode: undefined,
  };
}

function ofUrl(text: string, root: string): PlaceAndSecret {
  const url = parse(text, root);
  const place = {
    host: decode(url.hostname.replace(/^\[|\]$/g, ''), root),
    port: Number(url.port || PORT),
    database: decode(url.pathname.slice(1), root),
    user: decode(url.username, root),
  };
  for (const part of ['host', 'database', 'user'] as const) {
    if (!place[part]) throw new Error(`${root}.url names no ${part}`);
  }
  return {
    place,
    password: decode(url.password, root),
    mode: modeOf(url.searchParams, root),
  };
}

function parse(text: string, root: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new Error(
      `${root}.url is no connection string; write postgresql://user:password@host:5432/database, with other characters percent-encoded`,
    );
  }
  return url;
}

function decode(text: string, root: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error(`${root}.url is not percent-encoded as a URL has to be`);
  }
}

function modeOf(
  parameters: URLSearchParams,
  root: string,
): TlsOptions['mode'] | undefined {
  for (const name of parameters.keys()) {
    if (name !== 'sslmode' && !HARMLESS.includes(name)) {
      throw new Error(
        `${root}.url has the parameter '${name}', which is not supported; take it out`,
      );
    }
  }
  const asked = parameters.get('sslmode');
  if (asked === null) return undefined;
  if (!Object.hasOwn(MODES, asked)) {
    throw new Error(
      `${root}.url asks for an sslmode that may go on without encryption; use require or verify-full`,
    );
  }
  return MODES[asked];
}
