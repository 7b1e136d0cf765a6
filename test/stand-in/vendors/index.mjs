import { chains } from './chains.mjs';
import { grafana } from './grafana.mjs';
import { datadog } from './datadog.mjs';
import { github } from './github.mjs';
import { pagerduty } from './pagerduty.mjs';
import { prometheus } from './prometheus.mjs';
import { render } from './render.mjs';
import { sentry } from './sentry.mjs';
import { stripe } from './stripe.mjs';
import { uptimerobot } from './uptimerobot.mjs';

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
 * - `with`, if it is asked by what another one holds: the ids of vendors that run
 *   beside it;
 * - `without`, if equal alternatives would stand in for what it does not say: the
 *   collectors and reports that are not connected while it is judged;
 * - `defects`: by name a `title`, `spoil(world)`, and `fails`, the criteria that
 *   find it: these and, with those that inherit from them, no other; `unknown`,
 *   the criteria that it leaves without an answer.
 */
export const VENDORS = [
  chains,
  datadog,
  grafana,
  github,
  pagerduty,
  prometheus,
  render,
  sentry,
  stripe,
  uptimerobot,
];

/**
 * With this among the defects every answer of every vendor holds secrets where
 * a vendor may put some: nothing of what is read, and it must go nowhere.
 */
export const PLANTED_SECRETS = 'planted-secrets';

/** With this among the defects no vendor accepts its credentials. */
export const VENDORS_REFUSE = 'vendors-refuse';

/** All defects of vendors, by name. */
export const VENDOR_DEFECTS = {
  [PLANTED_SECRETS]: { title: 'vendors put secrets into every answer' },
  [VENDORS_REFUSE]: { title: 'no vendor accepts its credentials' },
  ...Object.fromEntries(
    VENDORS.flatMap(vendor => Object.entries(vendor.defects)),
  ),
};

/** What is planted begins with this. */
export const PLANTED = 'PlantedByTheStandIn';

const planted = value => {
  if (Array.isArray(value)) return value.map(planted);
  if (typeof value !== 'object' || value === null) return value;
  return {
    api_token: `${PLANTED}Token0123456789`,
    client_secret: `${PLANTED}Secret0123456789`,
    dsn: { secret: `https://${PLANTED}Dsn0123456789@sentry.example/1` },
    password: `${PLANTED}Password0123456789`,
    phone_number: `${PLANTED}Phone`,
    ...Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, planted(inner)]),
    ),
  };
};

/**
 * Plays a vendor as a site of the stand-in. Its world is made anew for each
 * request: what is recent stays recent however long the stand-in runs.
 */
export function vendorSite(vendor) {
  return ({ defects }) =>
    request => {
      const world = vendor.world({ now: Date.now() });
      for (const name of defects()) vendor.defects[name]?.spoil(world);
      const answer = defects().includes(VENDORS_REFUSE)
        ? { status: 401, body: { message: 'Bad credentials' } }
        : vendor.answer(world, request);
      const { status, headers = {} } = answer;
      const body = defects().includes(PLANTED_SECRETS)
        ? planted(answer.body ?? '')
        : answer.body ?? '';
      return typeof body === 'string'
        ? { status, headers, body }
        : {
            status,
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify(body),
          };
    };
}
