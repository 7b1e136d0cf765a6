import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { startStandIn } from './__testUtils__/startStandIn';
import { failuresOf } from './__testUtils__/statuses';

const KAMIYO = 'system/default/kamiyo';

/** What each defect of the stand-in is found by: these criteria, and no other. */
const DEFECTS: Record<string, string[]> = {
  'api-http-200': ['infra.https-enforced/redirect kamiyo-api'],
  'api-referrer-policy': [
    'sec.security-headers-enabled/referrer-policy kamiyo-api',
  ],
  'api-csp': ['sec.xss-protection/csp-header kamiyo-api'],
  'api-cors-any-origin': ['infra.cors-configured/no-wildcard kamiyo-api'],
  'api-certificate-7-days': [
    'infra.custom-domain-configured/ssl-certificates kamiyo-api',
  ],
  'api-open-path': ['sec.api-key-authentication/keys-validated kamiyo-api'],
  'api-stack-trace': [
    'app.error-responses-standardized/no-sensitive-data kamiyo-api',
    'pay.payment-logging-secure/no-exposure kamiyo-api',
  ],
  'frontend-hsts': [
    'infra.https-enforced/hsts kamiyo-frontend',
    'sec.security-headers-enabled/strict-transport-security kamiyo-frontend',
  ],
  'frontend-tls-1.1': [
    'infra.https-enforced/tls-12-only kamiyo-frontend',
    'pay.pci-dss-requirements/tls-12 kamiyo',
  ],
  'frontend-static-cache': [
    'infra.cdn-caching-configured/cache-headers kamiyo-frontend',
    'perf.caching-implemented/static-caching kamiyo-frontend',
  ],
  'frontend-robots': ['app.seo-optimized/robots kamiyo-frontend'],
  'frontend-terms-date': [
    'legal.terms-of-service-published/last-updated kamiyo-frontend',
  ],
  'frontend-acceptable-use': [
    'doc.legal-pages-published/acceptable-use kamiyo-frontend',
  ],
  'frontend-no-compression': [
    'perf.static-assets-optimized/compression kamiyo-frontend',
  ],
};

describe('the KAMIYO stand-in', () => {
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  let healthy: ScorecardView;

  beforeAll(async () => {
    standIn = await startStandIn();
    healthy = await standIn.run(KAMIYO);
  }, 60_000);

  afterAll(async () => {
    await standIn?.stop();
  });

  it('fails nothing while it is healthy', () => {
    expect(failuresOf(healthy)).toEqual([]);
    expect(healthy.verdict).toBe('undecided');
  });

  it.each(Object.entries(DEFECTS))(
    'has %s found by exactly the criteria that speak of it',
    async (defect, expected) => {
      await standIn.flip('healthy', [defect]);
      expect(failuresOf(await standIn.run(KAMIYO))).toEqual(expected);
    },
  );

  it('shows all of them while it is degraded, and none once it is healthy again', async () => {
    await standIn.flip('degraded');
    const degraded = await standIn.run(KAMIYO);
    expect(failuresOf(degraded)).toEqual(
      [...new Set(Object.values(DEFECTS).flat())].sort(),
    );
    expect(degraded.verdict).toBe('no-go');

    await standIn.flip('healthy');
    expect(failuresOf(await standIn.run(KAMIYO))).toEqual([]);
  });
});
