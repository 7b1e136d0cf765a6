/** Security headers of a well-kept site; null leaves one out. */
export function securityHeaders(overrides = {}) {
  const headers = {
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-xss-protection': '1; mode=block',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'content-security-policy':
      "default-src 'self'; script-src 'self' https://js.stripe.com; frame-src https://js.stripe.com; frame-ancestors 'none'",
    server: 'cloudflare',
    'cf-ray': '8f1c2d3e4f5a6b7c-FRA',
    ...overrides,
  };
  return Object.fromEntries(
    Object.entries(headers).filter(([, value]) => value !== null),
  );
}

export const redirectToHttps = url => ({
  status: 301,
  headers: { location: `https://${url.hostname}${url.pathname}${url.search}` },
});
