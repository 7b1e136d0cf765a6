import {
  MINUTE_MS,
  VendorClient,
  VendorError,
  type OutgoingGuard,
  type Sleep,
  type VendorAnswer,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z, type ZodType } from 'zod';
import type { ServerConfig } from '../config';

const envelope = <T>(data: ZodType<T>) =>
  z.object({ status: z.literal('success'), data });

/** The HTTP API of a server of the Prometheus family; reads only. */
export class PrometheusClient {
  readonly #client: VendorClient;
  readonly baseUrl: string;

  constructor(options: {
    config: ServerConfig;
    outgoing: OutgoingGuard;
    sleep?: Sleep;
  }) {
    const { config, outgoing, sleep } = options;
    this.baseUrl = config.baseUrl;
    this.#client = new VendorClient({
      vendor: 'Prometheus',
      baseUrl: config.baseUrl,
      headers: config.headers,
      outgoing,
      sleep,
      concurrency: 4,
      cacheMs: MINUTE_MS,
    });
  }

  /** What stands in `data`. Throws VendorError; of a query that is refused, with that. */
  async get<T>(options: {
    path: string;
    query?: Record<string, string>;
    data: ZodType<T>;
    signal: AbortSignal;
    link?: string;
  }): Promise<VendorAnswer<T>> {
    const { path, query, data, signal, link } = options;
    try {
      const answer = await this.#client.get({
        path,
        query,
        schema: envelope(data),
        signal,
        needs: 'a login that may query',
        link,
      });
      return { ...answer, data: answer.data.data };
    } catch (error) {
      throw refusal(error, path);
    }
  }
}

/** A query that cannot be parsed or evaluated is the configuration's mistake. */
function refusal(error: unknown, path: string): unknown {
  const isRefused =
    error instanceof VendorError && [400, 422].includes(error.status ?? 0);
  if (!isRefused) return error;
  return new VendorError(
    error.code,
    `Prometheus refuses the query (${error.status} on GET ${path}); try it in its own web page and mend it in productionReadiness.collectors.metrics.queries`,
    { status: error.status, cause: error },
  );
}
