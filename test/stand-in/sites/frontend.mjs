import { redirectToHttps, securityHeaders } from './headers.mjs';
import { pages } from './pages.mjs';

const BUILD = 'kYm240release';

/** Minified code in the shape of a Next.js chunk: few and long lines. */
const chunk = name =>
  `(self.webpackChunk_N_E=self.webpackChunk_N_E||[]).push([["${name}"],{${Array.from(
    { length: 60 },
    (_, i) => `${i}:(e,t,n)=>{"use strict";n.d(t,{Z:()=>r});let r=e=>e+${i}}`,
  ).join(',')}}]);`;

const css = `:root{--bg:#0b0b0f;--fg:#f5f5f7}${Array.from(
  { length: 60 },
  (_, i) => `.k${i}{margin:${i}px;color:var(--fg)}`,
).join('')}`;

const SCRIPTS = [
  'webpack-1a2b3c4d5e6f7a8b',
  'framework-2b3c4d5e6f7a8b9c',
  'main-3c4d5e6f7a8b9c0d',
  'pages/_app-4d5e6f7a8b9c0d1e',
];

const layout = ({
  title,
  body,
  description = 'KAMIYO aggregates verified reports of exploits across chains, in one feed.',
}) =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width"/><title>${title}</title><meta name="description" content="${description}"/><link rel="canonical" href="https://kamiyo.ai/"/><meta property="og:title" content="${title}"/><meta property="og:image" content="https://kamiyo.ai/og.png"/><link rel="stylesheet" href="/_next/static/css/5e6f7a8b9c0d1e2f.css"/>${SCRIPTS.map(
    name => `<script src="/_next/static/chunks/${name}.js" defer></script>`,
  ).join(
    '',
  )}<script src="/_next/static/${BUILD}/_buildManifest.js" defer></script><script type="application/ld+json">{"@context":"https://schema.org","@type":"Organization","name":"KAMIYO","url":"https://kamiyo.ai"}</script></head><body><div id="__next">${body}</div></body></html>`;

const home = layout({
  title: 'KAMIYO: exploit intelligence',
  body: `<header><nav><a href="/docs">Docs</a><a href="/faq">FAQ</a></nav></header><main><h1>Know of an exploit before it reaches you</h1>${'<p>KAMIYO gathers reports of exploits from the sources that matter, checks each against the chain, and tells you within minutes.</p>'.repeat(
    6,
  )}<img src="/hero.webp" alt="The KAMIYO feed"/><img src="/a.webp" alt="Alerts by chain" loading="lazy"/><img src="/b.webp" alt="A report in detail" loading="lazy"/></main><div id="cookie-consent" data-consent="required" role="dialog" aria-label="Cookies"><p>We use only essential cookies until you choose.</p><button>Accept</button><button>Reject all</button><a href="/cookies">Manage cookies</a></div><footer><a href="/terms">Terms</a><a href="/privacy">Privacy</a><a href="/cookies">Cookies</a><a href="/acceptable-use">Acceptable use</a></footer>`,
});

/** Plays kamiyo-frontend: a Next.js site as it is served. */
export function frontend({ defects }) {
  const has = name => defects().includes(name);
  return ({ url, path, secure }) => {
    if (!secure) return redirectToHttps(url);
    if (url.hostname === 'www.kamiyo.ai') {
      return {
        status: 308,
        headers: { ...securityHeaders(), location: `https://kamiyo.ai${path}` },
      };
    }
    const compress = !has('frontend-no-compression');
    const base = securityHeaders({
      'strict-transport-security': has('frontend-hsts')
        ? null
        : 'max-age=31536000; includeSubDomains',
    });
    const reply = (status, type, body, extra = {}) => ({
      status,
      headers: { ...base, 'content-type': type, ...extra },
      body,
      compress,
    });
    const html = (title, body) =>
      reply(200, 'text/html; charset=utf-8', layout({ title, body }), {
        'cache-control': 'private, no-cache',
      });

    if (path === '/')
      return reply(200, 'text/html; charset=utf-8', home, {
        'cache-control': 'private, no-cache',
        'set-cookie':
          '__Host-next-auth.csrf-token=0; Path=/; HttpOnly; Secure; SameSite=Lax',
      });
    if (path.startsWith('/_next/static/')) {
      const caching = has('frontend-static-cache')
        ? { 'cache-control': 'no-cache' }
        : { 'cache-control': 'public, max-age=31536000, immutable' };
      const extra = { ...caching, 'cf-cache-status': 'HIT', age: '120' };
      if (path.endsWith('.css')) return reply(200, 'text/css', css, extra);
      if (path.endsWith('.js'))
        return reply(200, 'application/javascript', chunk(path), extra);
    }
    if (path === '/health' || path === '/api/health')
      return reply(
        200,
        'application/json',
        JSON.stringify({ status: 'healthy', version: '2.4.0' }),
      );
    if (path === '/robots.txt') {
      const rule = has('frontend-robots') ? 'Disallow: /' : 'Allow: /';
      return reply(
        200,
        'text/plain',
        `User-agent: *\n${rule}\nSitemap: https://kamiyo.ai/sitemap.xml\n`,
      );
    }
    if (path === '/sitemap.xml') {
      return reply(
        200,
        'application/xml',
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://kamiyo.ai/</loc></url><url><loc>https://kamiyo.ai/docs</loc></url></urlset>',
      );
    }
    if (path === '/.well-known/security.txt') {
      const expires = new Date(
        Date.now() + 200 * 24 * 3600 * 1000,
      ).toISOString();
      return reply(
        200,
        'text/plain',
        `Contact: mailto:security@kamiyo.ai\nExpires: ${expires}\nPolicy: https://kamiyo.ai/security\nPreferred-Languages: en\n`,
      );
    }
    if (path === '/api/auth/providers')
      return reply(
        200,
        'application/json',
        JSON.stringify({
          email: { id: 'email', name: 'Email', type: 'email' },
        }),
      );
    if (path === '/api/auth/csrf')
      return reply(
        200,
        'application/json',
        JSON.stringify({ csrfToken: 'a'.repeat(64) }),
      );
    if (path === '/api/auth/session')
      return reply(200, 'application/json', '{}');
    const page = pages[path];
    if (
      page &&
      !(path === '/acceptable-use' && has('frontend-acceptable-use'))
    ) {
      return html(
        page.title,
        page.body({
          dated: !(path === '/terms' && has('frontend-terms-date')),
        }),
      );
    }
    return reply(
      404,
      'text/html; charset=utf-8',
      layout({ title: 'Not found', body: '<h1>Not found</h1>' }),
    );
  };
}
