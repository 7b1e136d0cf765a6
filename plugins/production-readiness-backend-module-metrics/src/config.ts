import type { Config } from '@backstage/config';
import { z } from 'zod';

const ROOT = 'productionReadiness.collectors.metrics';

/** How a server of the Prometheus family is asked. */
export interface ServerConfig {
  baseUrl: string;
  /** With credentials, if there are any; never shown. */
  headers: Record<string, string>;
}

export interface PrometheusConfig extends ServerConfig {
  /** Who routes its alerts to people; undefined: that is not known then. */
  alertmanager: ServerConfig | undefined;
}

export interface DatadogConfig {
  /** Base URL of the API. */
  baseUrl: string;
  /** Base URL of what people look at. */
  appUrl: string;
  headers: Record<string, string>;
}

export interface Connections {
  prometheus: PrometheusConfig | undefined;
  datadog: DatadogConfig | undefined;
}

const secret = z.string().min(1);

const webUrl = z
  .string()
  .refine(
    text => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'must be a URL that begins with https:// or http://',
  )
  .refine(text => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return !url?.username && !url?.password && !url?.search;
  }, 'must hold no credentials and no query; name them in fields of their own');

const server = {
  baseUrl: webUrl,
  token: secret.optional(),
  username: z.string().min(1).optional(),
  password: secret.optional(),
};

const isComplete = (
  given: { token?: string; username?: string; password?: string },
  context: z.RefinementCtx,
) => {
  const { token, username, password } = given;
  if ((username === undefined) !== (password === undefined)) {
    context.addIssue('needs both of username and password, or neither');
  }
  if (token !== undefined && username !== undefined) {
    context.addIssue('needs a token, or username and password; not both');
  }
};

const prometheusSchema = z
  .strictObject({
    ...server,
    alertmanager: z.strictObject(server).superRefine(isComplete).optional(),
  })
  .superRefine(isComplete);

const datadogSchema = z.strictObject({
  site: z
    .string()
    .regex(/^[a-z0-9.-]+\.(com|eu)$/, 'must be a site as datadoghq.eu')
    .default('datadoghq.com'),
  baseUrl: webUrl.optional(),
  apiKey: secret,
  appKey: secret,
});

/** Fields that say what is asked, and of whom by default; the node package reads them. */
const COMMON = ['provider', 'window', 'step', 'queries'];
const PROVIDERS = ['prometheus', 'datadog'];

/**
 * Reads how Prometheus and Datadog are reached, from
 * `productionReadiness.collectors.metrics.<provider>`; fields that stand beside
 * `provider` are those of that provider. Throws with the path and the reason on
 * what cannot be read; no value is part of the message.
 */
export function readConnections(config: Config): Connections {
  const raw: unknown = config.getOptional(ROOT);
  if (raw === undefined) return { prometheus: undefined, datadog: undefined };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new Error(`${ROOT} has to be an object`);
  }
  const fields = Object.entries(raw);
  const named = fields.find(([name]) => name === 'provider')?.[1];
  const beside = fields.filter(
    ([name]) => ![...COMMON, ...PROVIDERS].includes(name),
  );
  if (beside.length > 0 && !PROVIDERS.includes(named as string)) {
    throw new Error(
      `${ROOT} has ${beside
        .map(([name]) => `'${name}'`)
        .join(', ')} beside no provider that ${
        beside.length === 1 ? 'it' : 'they'
      } could be of; write ${ROOT}.provider: prometheus or datadog`,
    );
  }
  const connectionOf = (id: string) => {
    const own = fields.find(([name]) => name === id)?.[1];
    if (own !== undefined && id === named && beside.length > 0) {
      throw new Error(
        `${ROOT} says twice how ${id} is reached; keep ${ROOT}.${id}, and move into it what stands beside 'provider'`,
      );
    }
    if (own !== undefined) return { place: `${ROOT}.${id}`, raw: own };
    return id === named && beside.length > 0
      ? { place: ROOT, raw: Object.fromEntries(beside) }
      : undefined;
  };
  return {
    prometheus: prometheusOf(connectionOf('prometheus')),
    datadog: datadogOf(connectionOf('datadog')),
  };
}

type Raw = { place: string; raw: unknown } | undefined;

function prometheusOf(connection: Raw): PrometheusConfig | undefined {
  if (!connection) return undefined;
  const read = parse(prometheusSchema, connection);
  return {
    ...serverOf(read),
    alertmanager: read.alertmanager && serverOf(read.alertmanager),
  };
}

function serverOf(read: {
  baseUrl: string;
  token?: string;
  username?: string;
  password?: string;
}): ServerConfig {
  const { baseUrl, token, username, password } = read;
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  const authorization =
    token !== undefined ? `Bearer ${token}` : username && `Basic ${basic}`;
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    headers: authorization ? { authorization } : {},
  };
}

function datadogOf(connection: Raw): DatadogConfig | undefined {
  if (!connection) return undefined;
  const { site, baseUrl, apiKey, appKey } = parse(datadogSchema, connection);
  return {
    baseUrl: baseUrl?.replace(/\/+$/, '') ?? `https://api.${site}`,
    // Sites of one region have a host of their own: us3.datadoghq.com.
    appUrl: `https://${site.split('.').length > 2 ? site : `app.${site}`}`,
    headers: { 'dd-api-key': apiKey, 'dd-application-key': appKey },
  };
}

function parse<T>(
  schema: z.ZodType<T>,
  { place, raw }: { place: string; raw: unknown },
): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) =>
    [[place, ...path].join('.'), message].join(' '),
  );
  throw new Error(reasons.join('; '));
}
