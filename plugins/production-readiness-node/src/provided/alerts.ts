import type { Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { CollectContext, FactRequest } from '../collector';
import { CannotSay, collectEach, type Finding } from '../outcomes';
import { createFactProvider, type FactProvider } from '../providers';

/**
 * Parameters of a fact about alerts: the key of an alert of configuration.
 * `alerts.firing` has none: it speaks of all that are mapped.
 *
 * @public
 */
export const alertParams = z.strictObject({
  alert: z.string().min(1).optional(),
});

/** @public */
export type AlertParams = z.infer<typeof alertParams>;

/**
 * What is known of a named alert.
 *
 * @public
 */
export const alertValue = z.strictObject({
  /** Whether a rule is there that fits `match`. */
  exists: z.boolean(),
  /** It is evaluated, and not muted. */
  enabled: z.boolean(),
  /** Receivers that it reaches when it fires; 0 if it is not there. */
  targets: z.number().int().min(0),
  /** What tells the rule from all others of its product; null if it is not there. */
  rule: z.string().nullable(),
});

/** @public */
export type AlertValue = z.infer<typeof alertValue>;

/**
 * How many of the mapped alerts are firing, and the keys of these.
 *
 * @public
 */
export const firingValue = z.strictObject({
  count: z.number().int().min(0),
  keys: z.array(z.string()),
});

/**
 * An alert as configuration names it.
 *
 * @public
 */
export interface ConfiguredAlert {
  /** As checklists name it: `failed-logins`. */
  key: string;
  /** Id of the provider that has the rule. */
  provider: string;
  /** What the provider finds the rule by; each says in its README what that is. */
  match: string;
}

const alertsSchema = z.record(
  z.string().min(1),
  z.strictObject({ provider: z.string().min(1), match: z.string().min(1) }),
);

/**
 * Reads `productionReadiness.alerts`, by key. Throws InputError on what is no
 * map of `{ provider, match }`.
 *
 * @public
 */
export function readAlertsConfig(
  config: Config,
): ReadonlyMap<string, ConfiguredAlert> {
  const parsed = alertsSchema.safeParse(
    config.getOptional('productionReadiness.alerts') ?? {},
  );
  if (!parsed.success) {
    throw new InputError(
      `productionReadiness.alerts cannot be used: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  return new Map(
    Object.entries(parsed.data).map(([key, alert]) => [key, { key, ...alert }]),
  );
}

/**
 * What a provider found of one alert.
 *
 * @public
 */
export interface FoundAlert {
  value: AlertValue;
  evidence: Extract<Finding, { value: unknown }>['evidence'];
}

/** @public */
export type AlertContext = Pick<CollectContext, 'signal' | 'now'> & {
  entity: Entity;
};

/**
 * A provider of alerts, told by what it finds of one alert; it reads from
 * configuration which ones are its own. Both questions throw where it cannot
 * look, and CannotSay where it cannot say.
 *
 * @public
 */
export function createAlertProvider(options: {
  id: string;
  title: string;
  /** As `readAlertsConfig` gives them, those of other providers included. */
  alerts: ReadonlyMap<string, ConfiguredAlert>;
  /** For want of what it cannot serve any alert; undefined if it can. */
  notConnected?(): string | undefined;
  /** For want of what it cannot say whom an alert notifies, though it can say whether it fires. */
  targetsNotConnected?(): string | undefined;
  find(alert: ConfiguredAlert, context: AlertContext): Promise<FoundAlert>;
  /** Whether it is firing now; one that is not there is not. Null where the product does not tell. */
  isFiring(
    alert: ConfiguredAlert,
    context: AlertContext,
  ): Promise<Pick<FoundAlert, 'evidence'> & { firing: boolean | null }>;
}): FactProvider<AlertParams> {
  const { id, alerts } = options;
  const own = [...alerts.values()].filter(({ provider }) => provider === id);
  return createFactProvider<AlertParams>({
    fact: 'alerts',
    id,
    title: options.title,
    notConnected: (_entity, { params }) =>
      options.notConnected?.() ??
      (params.alert === undefined
        ? undefined
        : options.targetsNotConnected?.()),
    collect: context =>
      collectEach(context, alertParams, async request => {
        if (request.params.alert !== undefined) {
          return { ...(await options.find(named(request, own), context)) };
        }
        return firing(
          await Promise.all(own.map(each => options.isFiring(each, context))),
          own,
        );
      }),
  });
}

function named(
  { params }: FactRequest<AlertParams>,
  own: ConfiguredAlert[],
): ConfiguredAlert {
  const alert = own.find(({ key }) => key === params.alert);
  if (alert) return alert;
  throw new CannotSay({
    cause: 'not-connected',
    message: `productionReadiness.alerts maps no '${params.alert}'`,
  });
}

function firing(
  found: (Pick<FoundAlert, 'evidence'> & { firing: boolean | null })[],
  own: ConfiguredAlert[],
): Finding {
  const untold = own.filter((_, index) => found[index].firing === null);
  if (untold.length > 0) {
    throw new CannotSay({
      cause: 'check-error',
      message: `whether these are firing is not told: ${untold
        .map(({ key }) => key)
        .join(', ')}`,
    });
  }
  const keys = own
    .filter((_, index) => found[index].firing)
    .map(({ key }) => key);
  const pieces = found.flatMap(({ evidence }) => evidence);
  // Alerts of one product are often read from one answer.
  const distinct = new Map(pieces.map(piece => [piece.request, piece]));
  return {
    value: { count: keys.length, keys },
    evidence: [...distinct.values()].map(piece => ({
      ...piece,
      response:
        keys.length === 0
          ? `none of ${own.length} mapped alerts is firing`
          : `firing: ${keys.join(', ')}`,
    })),
  };
}
