import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  contactKinds,
  monitorStates,
  type ContactKind,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

const ROOT = 'productionReadiness.uptime';

/** Where the address of the status endpoint is. */
export const STATUS_URL = `${ROOT}.statusUrl`;

const statusUrl = z
  .string()
  .refine(
    text => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'must be a URL that begins with https:// or http://',
  )
  .refine(text => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return !url?.username && !url?.password;
  }, 'must hold no credentials; write them as token')
  .transform(text => new URL(text));

/** Names of fields, one inside the other by dots. */
const fieldPath = z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/, {
  error: 'must be names with dots between them, as attributes.url',
});

const fieldsSchema = z.strictObject({
  monitors: fieldPath.default('monitors'),
  next: fieldPath.default('next'),
  name: fieldPath.default('name'),
  url: fieldPath.default('url'),
  kind: fieldPath.default('kind'),
  state: fieldPath.default('state'),
  paused: fieldPath.default('paused'),
  intervalSeconds: fieldPath.default('intervalSeconds'),
  contacts: z
    .union([fieldPath, z.partialRecord(z.enum(contactKinds), fieldPath)])
    .default('contacts'),
  lastCheckedAt: fieldPath.default('lastCheckedAt'),
  lastDownAt: fieldPath.default('lastDownAt'),
});

const word = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(each => String(each).toLowerCase());

const schema = z.strictObject({
  provider: z.string().optional(),
  statusUrl: statusUrl.optional(),
  token: z.string().min(1).optional(),
  header: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header')
    .optional(),
  fields: fieldsSchema.prefault({}),
  states: z
    .partialRecord(z.enum(monitorStates), z.array(word).min(1))
    .default({}),
});

/** Where in an answer a monitor's fields are. */
export type StatusFields = Omit<z.infer<typeof fieldsSchema>, 'contacts'> & {
  /** A list of kinds or contacts, or of each kind what is true if there is one. */
  contacts: string | Partial<Record<ContactKind, string>>;
};

/** How a status endpoint is asked and read; holds a token and is never shown. */
export interface StatusConfig {
  url: URL;
  headers: Record<string, string>;
  fields: StatusFields;
  /** By the product's word in lower case, what it says. */
  states: Map<string, (typeof monitorStates)[number]>;
}

const USUAL: Partial<Record<(typeof monitorStates)[number], string[]>> = {
  up: ['up', 'ok', 'online', 'operational', 'healthy', 'true'],
  down: ['down', 'failed', 'failing', 'offline', 'unhealthy', 'false'],
  paused: ['paused', 'disabled', 'inactive'],
  pending: ['pending', 'new'],
};

/**
 * Reads `productionReadiness.uptime`; undefined without a `statusUrl`. Throws
 * InputError on what cannot be read; no value is part of the message.
 */
export function readStatusConfig(config: Config): StatusConfig | undefined {
  const parsed = schema.safeParse(config.getOptional(ROOT) ?? {});
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(
      ({ path, message }) => `${[ROOT, ...path].join('.')} ${message}`,
    );
    throw new InputError(reasons.join('; '));
  }
  const { statusUrl: url, token, header, fields, states } = parsed.data;
  if (!url) return undefined;
  const named = header
    ? { [header.toLowerCase()]: token ?? '' }
    : { authorization: `Bearer ${token}` };
  return {
    url,
    headers: token === undefined ? {} : named,
    fields,
    states: new Map(
      monitorStates.flatMap(state =>
        (states[state] ?? USUAL[state] ?? []).map(each => [each, state]),
      ),
    ),
  };
}
