import {
  MINUTE_MS,
  VendorClient,
  type OutgoingGuard,
  type Sleep,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { DatadogConfig } from '../config';

/** Datadog's API; reads only. Its limits are by the hour, so answers are kept for five minutes. */
export class DatadogClient extends VendorClient {
  /** What people look at. */
  readonly appUrl: string;

  constructor(options: {
    config: DatadogConfig;
    outgoing: OutgoingGuard;
    sleep?: Sleep;
  }) {
    const { config, outgoing, sleep } = options;
    super({
      vendor: 'Datadog',
      baseUrl: config.baseUrl,
      headers: config.headers,
      outgoing,
      sleep,
      concurrency: 3,
      cacheMs: 5 * MINUTE_MS,
    });
    this.appUrl = config.appUrl;
  }
}
