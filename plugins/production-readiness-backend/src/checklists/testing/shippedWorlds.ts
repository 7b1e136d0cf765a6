import type { EntityInput } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { SampleWorld } from './sampleWorld';

type Annotations = Record<string, string>;

function entity(
  kind: string,
  name: string,
  type: string | null,
  annotations: Annotations,
): EntityInput {
  return {
    ref: `${kind.toLowerCase()}:default/${name}`,
    kind,
    name,
    type,
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [
        key.includes('/') ? key : `production-readiness/${key}`,
        value,
      ]),
    ),
  };
}

function kamiyo(system: Annotations, component: Annotations): SampleWorld {
  const own = (url: string, more: Annotations = {}) =>
    component.bare ? {} : { url, ...more };
  return {
    subject: entity('System', 'kamiyo', null, system),
    members: [
      entity(
        'Component',
        'kamiyo-api',
        'service',
        own('https://api.kamiyo.ai'),
      ),
      entity(
        'Component',
        'kamiyo-frontend',
        'website',
        own('https://kamiyo.ai', { hosts: 'www.kamiyo.ai' }),
      ),
      entity('Component', 'kamiyo-aggregator', 'worker', {}),
      entity('Component', 'kamiyo-social-watcher', 'worker', {}),
      entity('Resource', 'kamiyo-postgres', 'database', {}),
    ],
  };
}

const EVERY_FEATURE =
  'payments,redis,social-watcher,cloudflare,cache-warming,cache-middleware,external-logs,apm,prometheus,datadog,offsite-backups,db-replication';

/** Worlds by what their catalog declares; the first is the healthy one. */
export const WORLDS: Record<string, Record<string, SampleWorld>> = {
  kamiyo: {
    healthy: kamiyo(
      {
        url: 'https://kamiyo.ai',
        features: EVERY_FEATURE,
        rto: 'PT4H',
        rpo: 'PT24H',
        autoscaling: 'required',
        'multi-region': 'true',
        'data-migration': 'required',
        'on-call': '24x7',
        'page-videos': '/videos',
        'pagerduty.com/service-id': 'PKAMIYO',
      },
      {},
    ),
    silent: kamiyo({}, { bare: 'true' }),
    contrary: kamiyo(
      {
        url: 'http://kamiyo.ai',
        rto: 'PT99H',
        rpo: 'PT99H',
        tax: 'external',
        'page-terms': '/elsewhere',
        'page-acceptable-use': '/elsewhere',
      },
      {},
    ),
  },
  basics: {
    healthy: {
      subject: entity('Component', 'status-page', 'service', {
        url: 'https://status.kamiyo.ai',
      }),
      members: [],
    },
    silent: {
      subject: entity('Component', 'mailer', 'worker', {}),
      members: [],
    },
  },
};
