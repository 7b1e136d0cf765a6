import {
  createOnCallProvider,
  type FactProvider,
  type OnCallParams,
  type OutgoingGuard,
  type Sleep,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { PLACE, type PagerDutyConfig } from './config';
import { createPagerDutySource } from './createPagerDutySource';
import { PagerDutyClient } from './PagerDutyClient';
import { ANNOTATION, namedService } from './serviceIdOf';

/** On-call from PagerDuty, of the service that an entity names. */
export function createPagerDutyProvider(options: {
  config: PagerDutyConfig | undefined;
  outgoing: OutgoingGuard;
  /** Waits while PagerDuty asks for a pause; tests pass their own. */
  sleep?: Sleep;
}): FactProvider<OnCallParams> {
  const { config, outgoing, sleep } = options;
  return createOnCallProvider({
    id: 'pagerduty',
    title: 'PagerDuty',
    source:
      config &&
      createPagerDutySource(
        new PagerDutyClient({ config, outgoing, sleep }),
        config,
      ),
    notConnected(entity, { params }) {
      if (!config) return `${PLACE} holds no token`;
      return namedService(entity, params.service) === undefined
        ? `the entity has no annotation ${ANNOTATION}`
        : undefined;
    },
  });
}
