import {
  MINUTE_MS,
  VendorClient,
  VendorError,
  type OutgoingGuard,
  type ReadList,
  type Sleep,
  type VendorRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { UptimeRobotConfig } from './config';
import {
  contactsPage,
  monitorsPage,
  type Failed,
  type Monitor,
} from './shapes';
import { ACTIVE_CONTACT } from './words';

const BASE_URL = 'https://api.uptimerobot.com/v2';
/** UptimeRobot gives no more at a time. */
const PAGE = 50;
const MOST_PAGES = 20;
const LINK = 'https://dashboard.uptimerobot.com/monitors';

/** A contact that is active. */
export interface ActiveContact {
  id: string;
  type: number;
}

/**
 * UptimeRobot's API v2, whose reads are POSTs. The free plan has ten requests
 * in a minute: one at a time, answers serve five minutes, and a pause of up to
 * a minute is waited for.
 */
export class UptimeRobotClient {
  readonly #client: VendorClient;
  readonly #apiKey: string;

  constructor(options: {
    config: UptimeRobotConfig;
    outgoing: OutgoingGuard;
    sleep?: Sleep;
  }) {
    const { config, outgoing, sleep } = options;
    this.#apiKey = config.apiKey;
    this.#client = new VendorClient({
      vendor: 'UptimeRobot',
      baseUrl: BASE_URL,
      headers: {},
      outgoing,
      sleep,
      concurrency: 1,
      cacheMs: 5 * MINUTE_MS,
      maxPauseMs: MINUTE_MS,
    });
  }

  /** Monitors; `form` says what is wanted of each beside its settings. */
  async monitors(
    form: Record<string, string>,
    signal: AbortSignal,
  ): Promise<ReadList<Monitor>> {
    return this.#all(
      { path: '/getMonitors', form, schema: monitorsPage, signal },
      page => ({ items: page.monitors, ...page.pagination }),
    );
  }

  async activeContacts(signal: AbortSignal): Promise<ReadList<ActiveContact>> {
    const list = await this.#all(
      { path: '/getAlertContacts', form: {}, schema: contactsPage, signal },
      page => ({ ...page, items: page.alert_contacts }),
    );
    const items = list.items.filter(({ status }) => status === ACTIVE_CONTACT);
    return { ...list, items };
  }

  async #all<TPage extends { stat: 'ok' }, TItem>(
    request: VendorRequest<TPage | Failed>,
    read: (page: TPage) => { items: TItem[]; offset: number; total: number },
  ): Promise<ReadList<TItem>> {
    const pageOf = (data: TPage | Failed) =>
      read(accepted(data, request.path) as TPage);
    const at = (offset: number) => ({
      form: {
        ...request.form,
        api_key: this.#apiKey,
        format: 'json',
        limit: String(PAGE),
        offset: String(offset),
      },
    });
    return this.#client.list({
      first: { ...request, ...at(0), link: LINK },
      items: data => pageOf(data).items,
      next: ({ data }, { form }) => {
        const { items, total } = pageOf(data);
        const offset = Number(form?.offset) + PAGE;
        return items.length > 0 && offset < total ? at(offset) : undefined;
      },
      maxPages: MOST_PAGES,
    });
  }
}

/** The message of UptimeRobot quotes what was sent, so only its type is told. */
function accepted<TPage extends { stat: 'ok' }>(
  page: TPage | Failed,
  path: string,
): TPage {
  if (page.stat === 'ok') return page as TPage;
  const { error } = page as Failed;
  if (error.parameter_name === 'api_key' || /auth/.test(error.type)) {
    throw new VendorError(
      'unauthorized',
      `UptimeRobot does not accept the credentials (on POST ${path}); replace them in the configuration`,
    );
  }
  throw new VendorError(
    'unexpected-status',
    `UptimeRobot refuses POST ${path}: ${
      /^\w{1,40}$/.test(error.type) ? error.type : 'for a reason of its own'
    }`,
  );
}
