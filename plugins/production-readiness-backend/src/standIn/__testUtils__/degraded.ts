/**
 * What each defect of the state 'degraded' is found by: these criteria on these
 * entities, and no other.
 */
export const DEGRADED: Record<string, string[]> = {
  'api-http-200': ['infra.https-enforced/redirect kamiyo-api'],
  'api-referrer-policy': [
    'sec.security-headers-enabled/referrer-policy kamiyo-api',
  ],
  'api-csp': ['sec.xss-protection/csp-header kamiyo-api'],
  'api-cors-any-origin': ['infra.cors-configured/no-wildcard kamiyo-api'],
  'api-certificate-7-days': [
    'infra.custom-domain-configured/ssl-certificates kamiyo-api',
  ],
  'api-open-path': [
    'sec.api-access-controlled/authentication-required kamiyo-api',
    'sec.api-key-authentication/keys-validated kamiyo-api',
  ],
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
