import {
  MINUTE_MS,
  VendorClient,
  type Evidence,
  type OutgoingGuard,
  type Sleep,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { ServerConfig } from '../../config';
import { judgeAll, type KnownLabels } from './matchers';
import { readRoutes, targetsOf } from './routes';

const status = z.object({ config: z.object({ original: z.string() }) });

const silences = z.array(
  z.object({
    status: z.object({ state: z.string() }),
    matchers: z.array(
      z.object({
        name: z.string(),
        value: z.string(),
        isRegex: z.boolean(),
        isEqual: z.boolean().default(true),
      }),
    ),
  }),
);

/** What Alertmanager makes of an alert. */
export interface Routing {
  /** Ways in which it notifies, at least and at most. */
  targets: { least: number; most: number };
  /** A silence holds it, whatever series it fires for. */
  silenced: boolean;
  evidence: Evidence[];
}

/** Whom alerts notify: read from the routes and silences of Alertmanager's API v2. */
export class Alertmanager {
  readonly #client: VendorClient;
  readonly #baseUrl: string;

  constructor(options: {
    config: ServerConfig;
    outgoing: OutgoingGuard;
    sleep?: Sleep;
  }) {
    const { config, outgoing, sleep } = options;
    this.#baseUrl = config.baseUrl;
    this.#client = new VendorClient({
      vendor: 'Alertmanager',
      baseUrl: config.baseUrl,
      headers: config.headers,
      outgoing,
      sleep,
      concurrency: 2,
      cacheMs: MINUTE_MS,
    });
  }

  async route(known: KnownLabels, signal: AbortSignal): Promise<Routing> {
    const [routed, silenced] = await Promise.all([
      this.#client.get({
        path: '/api/v2/status',
        schema: status,
        signal,
        needs: 'a login that may read its status',
        link: `${this.#baseUrl}/#/status`,
      }),
      this.#client.get({
        path: '/api/v2/silences',
        schema: silences,
        signal,
        needs: 'a login that may read silences',
        link: `${this.#baseUrl}/#/silences`,
      }),
    ]);
    const targets = targetsOf(readRoutes(routed.data.config.original), known);
    const active = silenced.data.filter(
      each => each.status.state === 'active' && each.matchers.length > 0,
    );
    const isSilenced = active.some(
      ({ matchers }) => judgeAll(matchers, known) === 'yes',
    );
    const { least, most } = targets;
    const ways = least === most ? `${least}` : `${least} to ${most}`;
    return {
      targets,
      silenced: isSilenced,
      evidence: [
        {
          ...routed.evidence,
          response: `${routed.evidence.response}; routed to ${ways} integrations`,
        },
        {
          ...silenced.evidence,
          response: `${silenced.evidence.response}; ${
            active.length
          } active silences${
            isSilenced ? ', one of them holds the alert' : ''
          }`,
        },
      ],
    };
  }
}
