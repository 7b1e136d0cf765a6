import { FURTHER_DEFECTS } from './further/index.mjs';
import { VENDOR_DEFECTS } from './vendors/index.mjs';

/**
 * What is wrong with KAMIYO in the state 'degraded', by name. Each site asks
 * for its defect where it would otherwise do the right thing.
 */
export const DEFECTS = {
  'api-http-200':
    'api.kamiyo.ai answers 200 on port 80 instead of redirecting to https',
  'api-referrer-policy': 'api.kamiyo.ai sends no Referrer-Policy',
  'api-csp': 'api.kamiyo.ai sends no Content-Security-Policy',
  'api-cors-any-origin': 'api.kamiyo.ai allows any https origin',
  'api-certificate-7-days': 'the certificate of api.kamiyo.ai ends in 7 days',
  'api-open-path': '/api/v1/alerts of api.kamiyo.ai answers without a key',
  'api-stack-trace': 'errors of api.kamiyo.ai show a stack trace',
  'frontend-hsts': 'kamiyo.ai sends no Strict-Transport-Security',
  'frontend-tls-1.1': 'kamiyo.ai accepts TLS 1.0 and 1.1',
  'frontend-static-cache':
    'static files of kamiyo.ai may not be cached for long',
  'frontend-robots': 'robots.txt of kamiyo.ai forbids everything',
  'frontend-terms-date': '/terms of kamiyo.ai shows no date',
  'frontend-acceptable-use': '/acceptable-use of kamiyo.ai answers 404',
  'frontend-no-compression': 'kamiyo.ai compresses nothing',
};

/** What any defect is in words: of these, of the further ones and of vendors. */
export const titleOf = name =>
  DEFECTS[name] ?? (FURTHER_DEFECTS[name] ?? VENDOR_DEFECTS[name])?.title;

export const STATES = ['healthy', 'degraded', 'down'];

/** The defects that a state stands for. */
export const defectsOf = state =>
  state === 'degraded' ? Object.keys(DEFECTS) : [];
