import { grafana } from './grafana.mjs';
import { datadog } from './datadog.mjs';
import { prometheus } from './prometheus.mjs';
import { render } from './render.mjs';
import { sentry } from './sentry.mjs';
import { stripe } from './stripe.mjs';

/**
 * The vendors of the stand-in, each in a file of its own:
 *
 * - `id`, `title`, `hosts`: names that it answers for over https;
 * - `world({ now })`: what the vendor holds of a healthy KAMIYO, in the shapes
 *   that the vendor publishes; `now` in milliseconds;
 * - `answer(world, request)`: its API; a request has `method`, `path`, `url`,
 *   `headers` and `body` (text), an answer `status`, `headers` and `body` (an
 *   object becomes JSON);
 * - `config`: what Backstage has to be told to ask it;
 * - `without`, if equal alternatives would stand in for what it does not say: the
 *   collectors and reports that are not connected while it is judged;
 * - `defects`: by name a `title`, `spoil(world)`, and `fails`, the criteria that
 *   find it: these and, with those that inherit from them, no other; `unknown`,
 *   the criteria that it leaves without an answer.
 */
export const VENDORS = [datadog, grafana, prometheus, render, sentry, stripe];

/** All defects of vendors, by name. */
export const VENDOR_DEFECTS = Object.fromEntries(
  VENDORS.flatMap(vendor => Object.entries(vendor.defects)),
);

/**
 * Plays a vendor as a site of the stand-in. Its world is made anew for each
 * request: what is recent stays recent however long the stand-in runs.
 */
export function vendorSite(vendor) {
  return ({ defects }) =>
    request => {
      const world = vendor.world({ now: Date.now() });
      for (const name of defects()) vendor.defects[name]?.spoil(world);
      const { status, headers = {}, body = '' } = vendor.answer(world, request);
      return typeof body === 'string'
        ? { status, headers, body }
        : {
            status,
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify(body),
          };
    };
}
