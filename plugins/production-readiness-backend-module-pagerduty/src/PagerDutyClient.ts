import {
  CannotSay,
  MINUTE_MS,
  VendorClient,
  type Evidence,
  type OutgoingGuard,
  type Sleep,
  type VendorRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { PagerDutyConfig } from './config';

/** PagerDuty gives no more at a time, and no item beyond the last offset. */
const PAGE = 100;
const MOST_ITEMS = 10_000;

/** PagerDuty's REST API v2; reads only. */
export class PagerDutyClient extends VendorClient {
  constructor(options: {
    config: PagerDutyConfig;
    outgoing: OutgoingGuard;
    sleep?: Sleep;
  }) {
    const { config, outgoing, sleep } = options;
    super({
      vendor: 'PagerDuty',
      baseUrl: config.baseUrl,
      headers: {
        accept: 'application/vnd.pagerduty+json;version=2',
        authorization: config.isOAuth
          ? `Bearer ${config.token}`
          : `Token token=${config.token}`,
        'content-type': 'application/json',
      },
      outgoing,
      sleep,
      concurrency: 4,
      cacheMs: MINUTE_MS,
    });
  }

  /** All of a list; a miss where it is longer than PagerDuty tells. */
  async all<TPage extends { more?: boolean | null }, TItem>(
    request: VendorRequest<TPage>,
    items: (page: TPage) => TItem[],
  ): Promise<{ items: TItem[]; evidence: Evidence[] }> {
    const at = (offset: number) => ({
      query: { ...request.query, limit: PAGE, offset },
    });
    const list = await this.list({
      first: { ...request, ...at(0) },
      items,
      next: ({ data }, { query }) =>
        data.more ? at(Number(query?.offset) + PAGE) : undefined,
      maxPages: MOST_ITEMS / PAGE,
    });
    // One answer of many pages reads like the next.
    const [first] = list.evidence;
    const evidence = [
      list.evidence.length > 1
        ? {
            ...first,
            response: `${first.response}, and ${
              list.evidence.length - 1
            } more pages`,
          }
        : first,
    ];
    if (list.complete) return { items: list.items, evidence };
    throw new CannotSay(
      {
        cause: 'check-error',
        message: `${request.path} lists more than ${list.items.length}, and PagerDuty tells no more`,
      },
      evidence,
    );
  }
}
