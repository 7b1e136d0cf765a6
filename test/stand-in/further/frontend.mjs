import { answersOf, header, status, text } from './spoil.mjs';

const at = (paths, ...spoils) => answersOf('kamiyo.ai', paths, ...spoils);
const page = (path, edit) => at([path], text(edit));
const home = edit => page('/', edit);
const without = pattern => body => body.replace(pattern, '');
const scripts = /^\/_next\/static\/.*\.js$/;
/** Headings and what is special of a page; of all else one sentence. */
const brief = body => {
  let kept = 0;
  return body.replace(
    /<p>(This section says|By using the service)[^<]*<\/p>/g,
    paragraph => (kept++ < 1 ? paragraph : ''),
  );
};

/** Defects of kamiyo-frontend: what it answers. */
export const FRONTEND_DEFECTS = {
  'frontend-home-500': {
    title: 'the home page of kamiyo.ai answers 500',
    fails: ['infra.frontend-service-deployed/status-healthy'],
    ...at(['/'], status(500)),
  },
  'frontend-www-stays': {
    title: 'www.kamiyo.ai serves something of its own',
    fails: ['infra.custom-domain-configured/frontend-domain'],
    ...answersOf(
      'www.kamiyo.ai',
      [],
      reply => (reply.status === 308 ? { ...reply, status: 200 } : reply),
      header('location', null),
    ),
  },
  'frontend-development': {
    title: 'kamiyo.ai serves a development build',
    fails: ['app.production-build-optimized/production-build'],
    ...home(without(/<script src="[^"]*_buildManifest.js" defer><\/script>/)),
  },
  'frontend-one-script': {
    title: 'kamiyo.ai serves all of its code in one script',
    fails: ['app.production-build-optimized/code-splitting'],
    ...home(
      without(
        /<script src="\/_next\/static\/chunks\/(webpack|framework|pages)[^"]*" defer><\/script>/g,
      ),
    ),
  },
  'frontend-not-minified': {
    title: 'scripts of kamiyo.ai are served as they were written',
    fails: ['app.production-build-optimized/assets-minified'],
    ...at(
      [scripts],
      text(body => body.replaceAll(/[,;{]/g, '$&\n')),
    ),
  },
  'frontend-eager-images': {
    title: 'images of kamiyo.ai are loaded before they are seen',
    fails: ['app.static-assets-served/lazy-loading'],
    beside: {
      'report.lighthouse': value => ({
        ...value,
        audits: {
          ...value.audits,
          'offscreen-images': {
            ...value.audits['offscreen-images'],
            passed: false,
          },
        },
      }),
    },
    ...home(body => body.replaceAll(' loading="lazy"', '')),
  },
  'frontend-no-description': {
    title: 'the home page of kamiyo.ai has no description',
    fails: ['app.seo-optimized/meta-tags'],
    ...home(without(/<meta name="description"[^>]*>/)),
  },
  'frontend-no-sitemap': {
    title: 'kamiyo.ai has no sitemap',
    fails: ['app.seo-optimized/sitemap'],
    ...at(['/sitemap.xml'], status(404)),
  },
  'frontend-no-structured-data': {
    title: 'the home page of kamiyo.ai has no structured data',
    fails: ['app.seo-optimized/structured-data'],
    ...home(without(/<script type="application\/ld\+json">.*?<\/script>/)),
  },
  'frontend-no-alt': {
    title: 'an image of kamiyo.ai has no alternative text',
    fails: ['app.accessibility/alt-text'],
    without: ['report:axe'],
    ...home(without(/ alt="The KAMIYO feed"/)),
  },
  'frontend-no-edge': {
    title: 'kamiyo.ai is not served by the edge of Render',
    fails: [
      'infra.cdn-caching-configured/cdn-enabled',
      'sec.ddos-protection/render-ddos',
    ],
    ...at(['/'], header('cf-ray', null)),
  },
  'frontend-static-missed': {
    title: 'the edge holds no static file of kamiyo.ai',
    fails: ['infra.cdn-caching-configured/static-assets-cached'],
    ...at(
      [/^\/_next\/static\//],
      header('cf-cache-status', 'MISS'),
      header('age', null),
    ),
  },
  'frontend-terms-brief': {
    title: 'the terms of kamiyo.ai are a few words',
    fails: ['legal.terms-of-service-published/url'],
    ...page('/terms', brief),
  },
  'frontend-signup-without-terms': {
    title: 'the sign-up page of kamiyo.ai does not link to the terms',
    fails: ['legal.terms-of-service-published/accepted-on-signup'],
    ...page('/auth/signup', body => body.replaceAll('href="/terms"', '')),
  },
  'frontend-privacy-brief': {
    title: 'the privacy policy of kamiyo.ai is a few words',
    fails: ['legal.privacy-policy-published/url'],
    ...page('/privacy', brief),
  },
  'frontend-privacy-collection': {
    title: 'the privacy policy of kamiyo.ai does not say what is collected',
    fails: [],
    unknown: ['legal.privacy-policy-published/data-collection'],
    ...page('/privacy', body =>
      body.replace('Information we collect', 'General'),
    ),
  },
  'frontend-privacy-rights': {
    title: 'the privacy policy of kamiyo.ai names no right to object',
    fails: [],
    unknown: ['legal.privacy-policy-published/user-rights'],
    ...page('/privacy', without(', and you may object to its use')),
  },
  'frontend-cookies-brief': {
    title: 'the cookie policy of kamiyo.ai is a few words',
    fails: ['doc.legal-pages-published/cookie-policy'],
    ...page('/cookies', brief),
  },
  'frontend-cookie-categories': {
    title: 'the cookie policy of kamiyo.ai names no category',
    fails: [],
    unknown: ['legal.cookie-policy/categories'],
    ...page('/cookies', body =>
      body
        .replaceAll(/essential/gi, 'technical')
        .replace(/Analytics|Marketing|Preferences/g, 'Other'),
    ),
  },
  'frontend-no-choice-of-cookies': {
    title: 'kamiyo.ai offers no choice of cookies',
    fails: [],
    unknown: ['legal.cookie-policy/opt-out'],
    ...at(
      ['/', '/cookies'],
      text(body => body.replaceAll(/reject|manage/gi, 'accept')),
    ),
  },
  'frontend-extra-cookie': {
    title: 'kamiyo.ai sets a cookie of analytics before anybody agreed',
    fails: ['sec.gdpr-compliance/cookie-consent'],
    ...at(['/'], header('set-cookie', '_ga=1; Path=/; Secure')),
  },
  'frontend-no-videos': {
    title: 'the page of videos of kamiyo.ai answers 404',
    fails: ['doc.user-guide/video-tutorials'],
    ...at(['/videos'], status(404)),
  },
  'frontend-nextauth': {
    title: 'kamiyo.ai gives no CSRF token',
    fails: ['sec.authentication-configured/nextauth-working'],
    ...at(['/api/auth/csrf'], status(404)),
  },
  'frontend-card-field': {
    title: 'the checkout of kamiyo.ai asks for the card number itself',
    fails: ['sec.pci-compliance/stripe-js'],
    ...page('/checkout', body =>
      body.replace('<button>', '<input name="card-number"/><button>'),
    ),
  },
  'frontend-test-key': {
    title: 'scripts of kamiyo.ai hold a test key of Stripe',
    fails: [
      'pay.stripe-production-keys/no-test-keys',
      'pay.stripe-production-keys/publishable-key-live',
    ],
    ...at(
      [scripts],
      text(body => `${body}var k="pk_test_0";`),
    ),
  },
};
