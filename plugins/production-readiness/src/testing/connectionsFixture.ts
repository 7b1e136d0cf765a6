import type {
  ConnectionsView,
  ConnectionView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

export function connection(
  changes: Partial<ConnectionView> = {},
): ConnectionView {
  return {
    id: 'render',
    title: 'Render',
    connection: 'connected',
    health: 'ok',
    facts: { wanted: 40, notConnected: 0, failing: 0 },
    entities: { wanted: 6, notConnected: 0 },
    reasons: [],
    lastSuccessAt: '2026-11-22T11:58:00.000Z',
    lastError: null,
    verifies: [
      { checklistId: 'kamiyo', criteria: ['a/1', 'a/2', 'b/1'], subjects: 2 },
    ],
    ...changes,
  };
}

export function connections(
  changes: Partial<ConnectionsView> = {},
): ConnectionsView {
  return {
    sources: [
      connection(),
      connection({
        id: 'sentry',
        title: 'Sentry',
        health: 'failing',
        facts: { wanted: 12, notConnected: 0, failing: 5 },
        lastError: {
          at: '2026-11-22T11:59:00.000Z',
          message: 'Sentry answered 401: the token is not valid',
          entityRef: 'component:default/kamiyo-api',
        },
      }),
      connection({
        id: 'stripe',
        title: 'Stripe',
        connection: 'not-connected',
        health: null,
        lastSuccessAt: null,
        config: 'productionReadiness:\n  collectors:\n    stripe: {}\n',
        reasons: ['no key is configured'],
      }),
    ],
    refusedHosts: [
      {
        host: 'status.kamiyo.ai',
        port: 443,
        reason: 'not allowed',
        entityRefs: ['component:default/status-page'],
        firstAt: '2026-11-22T10:00:00.000Z',
        lastAt: '2026-11-22T11:00:00.000Z',
        allow: 'status.kamiyo.ai',
      },
    ],
    ...changes,
  };
}
