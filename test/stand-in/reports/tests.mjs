import {
  AGGREGATOR,
  API,
  FRONTEND,
  SOCIAL_WATCHER,
  SYSTEM,
} from './entities.mjs';

/** KAMIYO's test suites: of each the tool, what it tests, and the criteria that it has a case for. */
export const SUITES = [
  {
    tool: 'pytest',
    entityRef: API,
    criteria: [
      'sec.csrf-protection-enabled/token-validation',
      'sec.api-key-authentication/rate-limit-per-key',
      'sec.api-access-controlled/authorization-checks',
      'sec.pci-compliance/data-redacted-from-logs',
      'db.performance-optimized/no-n-plus-one',
      'app.endpoints-tested/authentication-flows',
      'app.endpoints-tested/crud-operations',
      'app.endpoints-tested/error-handling',
      'app.endpoints-tested/rate-limiting-enforced',
      'app.websocket-functionality/reconnection',
      'app.redis-configured/invalidation-tested',
      'app.application-caching/stale-handling',
      'app.error-responses-standardized/status-codes',
      'app.error-responses-standardized/no-sensitive-data',
      'app.unhandled-exceptions-caught/global-handler',
      'app.unhandled-exceptions-caught/graceful-degradation',
      'pay.webhook-endpoint-registered/signature-verification',
      'pay.webhook-endpoint-registered/idempotency',
      'pay.payment-verification-working/usdc-detection',
      'pay.payment-verification-working/transaction-verification',
      'pay.payment-verification-working/token-generation',
      'pay.payment-verification-working/expiry',
      'pay.x402-admin-secured/cleanup-tested',
      'legal.gdpr-compliance-verified/data-deletion',
      'legal.gdpr-compliance-verified/data-export',
    ],
  },
  {
    tool: 'jest',
    entityRef: FRONTEND,
    criteria: [
      'sec.authentication-configured/nextauth-working',
      'legal.terms-of-service-published/accepted-on-signup',
    ],
  },
  {
    tool: 'pytest',
    entityRef: AGGREGATOR,
    criteria: [
      'sec.pci-compliance/data-redacted-from-logs',
      'app.aggregator-running/error-handling',
      'app.aggregator-running/retry-logic',
    ],
  },
  {
    tool: 'pytest',
    entityRef: SOCIAL_WATCHER,
    criteria: [
      'sec.pci-compliance/data-redacted-from-logs',
      'app.social-watcher/rate-limiting',
      'app.social-watcher/duplicate-prevention',
    ],
  },
  {
    tool: 'pytest payments',
    entityRef: SYSTEM,
    criteria: [
      'pay.payment-flows-tested/subscription-creation',
      'pay.payment-flows-tested/payment-succeeded',
      'pay.payment-flows-tested/payment-failed',
      'pay.payment-flows-tested/cancellation',
      'pay.payment-flows-tested/refund',
    ],
  },
];

/** The suite that is run against what was deployed. */
export const SMOKE = {
  tool: 'playwright',
  entityRef: SYSTEM,
  criteria: [
    'sec.audit-logging-enabled/authentication-events',
    'sec.audit-logging-enabled/admin-actions',
    'sec.audit-logging-enabled/payment-events',
    'app.unhandled-exceptions-caught/errors-to-sentry',
    'pay.invoice-generation-working/invoices-sent',
  ],
};
