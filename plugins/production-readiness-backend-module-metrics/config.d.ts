interface PrometheusLogin {
  /** Without a slash at its end; its host has to be in `productionReadiness.http.allow`. */
  baseUrl?: string;
  /**
   * Bearer token.
   * @visibility secret
   */
  token?: string;
  /** Of a basic login, in place of a token. */
  username?: string;
  /** @visibility secret */
  password?: string;
}

interface Prometheus extends PrometheusLogin {
  /** Who routes its alerts to people. Without it no alert of Prometheus is connected. */
  alertmanager?: PrometheusLogin;
}

interface Datadog {
  /** As `datadoghq.eu` or `us3.datadoghq.com`. Defaults to `datadoghq.com`. */
  site?: string;
  /** Of the API, where it is not that of the site. */
  baseUrl?: string;
  /** @visibility secret */
  apiKey?: string;
  /** @visibility secret */
  appKey?: string;
}

interface Query {
  /**
   * In the provider's language. `$entity` stands for the entity's name,
   * `$__range` for the window as `86400s`, `$__range_s` for it as `86400`.
   */
  query: string;
  /** What it answers in; checklists compare milliseconds, shares and counts. */
  unit?: 's' | 'ms' | 'us' | 'share' | 'percent' | 'count' | 'per-second';
  /** How one number is made of the points of the window, where the query does not span it. Defaults to `mean`. */
  over?: 'mean' | 'max' | 'min' | 'sum' | 'last';
  /** In place of the provider of all. */
  provider?: 'prometheus' | 'datadog';
  /** Refs of the entities that it speaks of. Defaults to all. */
  entities?: string[];
}

export interface Config {
  productionReadiness?: {
    collectors?: {
      /**
       * Fields of a provider may stand beside `provider`, or below its name
       * where both are used.
       */
      metrics?: Prometheus &
        Datadog & {
          /** Whom named queries go to that name no other. */
          provider?: 'prometheus' | 'datadog';
          prometheus?: Prometheus;
          datadog?: Datadog;
          /** What a fact speaks of whose checklist names no window, as `PT24H`, which is the default. */
          window?: string;
          /** From one point to the next, as `PT1M`. Defaults to a minute, and more for windows beyond a day. */
          step?: string;
          /** By the keys that checklists name them by: `http.p95`. The first of several that speaks of an entity counts. */
          queries?: { [key: string]: string | Query | Array<string | Query> };
        };
    };
  };
}
