import { DAY_MS, HOUR_MS, MINUTE_MS } from './shared.mjs';

const KEY = 'rk_live_StandInKamiyo';
const WEBHOOK_URL = 'https://api.kamiyo.ai/api/v1/webhooks/stripe';
const SECOND_MS = 1000;

const seconds = ms => Math.floor(ms / SECOND_MS);
const range = count => Array.from({ length: count }, (_, index) => index);
/** As Stripe's ids look: a prefix and letters, newest first in a list. */
const idOf = (prefix, index) =>
  `${prefix}_1StandIn${String(index).padStart(6, '0')}`;

/** What is for sale, in cents; MCP access is sold beside the three tiers. */
const TIERS = [
  ['Pro', 'month', 4900, 14],
  ['Pro', 'year', 49000, null],
  ['Team', 'month', 14900, null],
  ['Team', 'year', 149000, null],
  ['Enterprise', 'year', 990000, null],
  ['KAMIYO MCP', 'month', 1900, null],
];
const PRODUCTS = [...new Set(TIERS.map(([name]) => name))];

const EVENTS = [
  'customer.subscription.created',
  'customer.subscription.deleted',
  'customer.subscription.updated',
  'invoice.paid',
  'invoice.payment_failed',
  'payment_intent.succeeded',
];
const EXPECTED_EVENTS = [
  'customer.subscription.deleted',
  'invoice.paid',
  'invoice.payment_failed',
];

function world({ now }) {
  const created = seconds(now - 200 * DAY_MS);
  return {
    account: account(created),
    balance: {
      object: 'balance',
      available: [{ amount: 0, currency: 'usd', source_types: { card: 0 } }],
      livemode: true,
      pending: [{ amount: 0, currency: 'usd', source_types: { card: 0 } }],
    },
    balanceTransactions: range(31).map(index =>
      balanceTransaction(index, now - agoOf(index)),
    ),
    events: range(31).map(index => event(index, now - agoOf(index))),
    invoices: range(24).map(index => invoice(index, now - agoOf(index))),
    paymentIntents: range(31).map(index =>
      paymentIntent(index, now - agoOf(index)),
    ),
    portals: [portal(created)],
    prices: TIERS.map((tier, index) => price(tier, { index, created })),
    products: PRODUCTS.map((name, index) => product(name, { index, created })),
    registrations: ['US', 'DE', 'GB'].map((country, index) =>
      registration(country, { index, created }),
    ),
    subscriptions: range(128).map(index =>
      subscription(index, {
        status: index < 120 ? 'active' : 'trialing',
        created,
      }),
    ),
    taxSettings: taxSettings(),
    webhookEndpoints: [endpoint(created)],
    /** Paths that the key may not read, as the dashboard has it. */
    forbidden: [],
  };
}

/** Four of the last day, the others over the month; none of this minute. */
function agoOf(index) {
  return index < 4
    ? 10 * MINUTE_MS + index * 5 * HOUR_MS
    : index * 22 * HOUR_MS;
}

function account(created) {
  return {
    id: 'acct_1StandInKamiyo',
    object: 'account',
    business_profile: { mcc: '5734', name: 'KAMIYO', url: 'https://kamiyo.ai' },
    business_type: 'company',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    country: 'US',
    created,
    default_currency: 'usd',
    details_submitted: true,
    email: 'finance@kamiyo.ai',
    metadata: {},
    payouts_enabled: true,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: [],
      disabled_reason: null,
      errors: [],
      eventually_due: [],
      past_due: [],
      pending_verification: [],
    },
    type: 'standard',
  };
}

function balanceTransaction(index, at) {
  return {
    id: idOf('txn', index),
    object: 'balance_transaction',
    amount: 4900,
    available_on: seconds(at + 2 * DAY_MS),
    created: seconds(at),
    currency: 'usd',
    description: null,
    exchange_rate: null,
    fee: 172,
    fee_details: [],
    net: 4728,
    reporting_category: 'charge',
    source: idOf('ch', index),
    status: 'available',
    type: 'charge',
  };
}

/** `pending_webhooks` says how many endpoints have not taken it. */
function event(index, at) {
  return {
    id: idOf('evt', index),
    object: 'event',
    api_version: '2026-08-26.dahlia',
    created: seconds(at),
    data: { object: { id: idOf('in', index), object: 'invoice' } },
    livemode: true,
    pending_webhooks: 0,
    request: { id: null, idempotency_key: null },
    type: EVENTS[index % EVENTS.length],
  };
}

function invoice(index, at) {
  return {
    id: idOf('in', index),
    object: 'invoice',
    amount_due: 4900,
    amount_paid: 4900,
    amount_remaining: 0,
    attempt_count: 1,
    attempted: true,
    auto_advance: false,
    billing_reason: 'subscription_cycle',
    collection_method: 'charge_automatically',
    created: seconds(at),
    currency: 'usd',
    customer: idOf('cus', index),
    customer_email: 'ada@customer.example',
    hosted_invoice_url: `https://invoice.stripe.com/i/acct_1StandInKamiyo/live_${index}?s=ap`,
    livemode: true,
    metadata: {},
    number: `KAMIYO-${String(index).padStart(4, '0')}`,
    parent: {
      quote_details: null,
      subscription_details: {
        metadata: {},
        subscription: idOf('sub', index),
      },
      type: 'subscription_details',
    },
    period_end: seconds(at),
    period_start: seconds(at - 30 * DAY_MS),
    status: 'paid',
    total: 4900,
  };
}

function paymentIntent(index, at) {
  return {
    id: idOf('pi', index),
    object: 'payment_intent',
    amount: 4900,
    amount_received: 4900,
    capture_method: 'automatic',
    client_secret: `${idOf('pi', index)}_secret_StandInNobodyMaySee`,
    created: seconds(at),
    currency: 'usd',
    customer: idOf('cus', index),
    livemode: true,
    metadata: {},
    payment_method_types: ['card'],
    status: 'succeeded',
  };
}

function portal(created) {
  return {
    id: 'bpc_1StandInKamiyo',
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: {
      headline: null,
      privacy_policy_url: 'https://kamiyo.ai/privacy',
      terms_of_service_url: 'https://kamiyo.ai/terms',
    },
    created,
    default_return_url: 'https://kamiyo.ai/account',
    features: {
      customer_update: { allowed_updates: ['email'], enabled: true },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: {
        cancellation_reason: { enabled: false, options: [] },
        enabled: true,
        mode: 'at_period_end',
        proration_behavior: 'none',
      },
      subscription_update: {
        default_allowed_updates: [],
        enabled: false,
        proration_behavior: 'none',
      },
    },
    is_default: true,
    livemode: true,
    login_page: { enabled: true, url: 'https://billing.stripe.com/p/login/x' },
    metadata: {},
    updated: created,
  };
}

function price([name, interval, amount, trialDays], { index, created }) {
  return {
    id: idOf('price', index),
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created,
    currency: 'usd',
    livemode: true,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: idOf('prod', PRODUCTS.indexOf(name)),
    recurring: {
      interval,
      interval_count: 1,
      meter: null,
      trial_period_days: trialDays,
      usage_type: 'licensed',
    },
    tax_behavior: 'exclusive',
    tiers_mode: null,
    type: 'recurring',
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  };
}

function product(name, { index, created }) {
  return {
    id: idOf('prod', index),
    object: 'product',
    active: true,
    created,
    default_price: null,
    description: null,
    images: [],
    livemode: true,
    marketing_features: [],
    metadata: {},
    name,
    shippable: null,
    statement_descriptor: null,
    tax_code: 'txcd_10103001',
    type: 'service',
    unit_label: null,
    updated: created,
    url: null,
  };
}

function registration(country, { index, created }) {
  return {
    id: idOf('taxreg', index),
    object: 'tax.registration',
    active_from: created,
    country,
    country_options: {},
    created,
    expires_at: null,
    livemode: true,
    status: 'active',
  };
}

function subscription(index, { status, created }) {
  return {
    id: idOf('sub', index),
    object: 'subscription',
    collection_method: 'charge_automatically',
    created,
    currency: 'usd',
    customer: idOf('cus', index),
    livemode: true,
    metadata: {},
    start_date: created,
    status,
  };
}

function taxSettings() {
  return {
    object: 'tax.settings',
    defaults: { tax_behavior: 'exclusive', tax_code: 'txcd_10103001' },
    head_office: {
      address: {
        city: 'Wilmington',
        country: 'US',
        line1: '1 Market Street',
        line2: null,
        postal_code: '19801',
        state: 'DE',
      },
    },
    livemode: true,
    status: 'active',
    status_details: { active: {} },
  };
}

function endpoint(created) {
  return {
    id: 'we_1StandInKamiyo',
    object: 'webhook_endpoint',
    api_version: '2026-08-26.dahlia',
    application: null,
    created,
    description: null,
    enabled_events: [...EVENTS],
    livemode: true,
    metadata: {},
    status: 'enabled',
    url: WEBHOOK_URL,
  };
}

/** Single things by path. */
const THINGS = {
  '/v1/account': 'account',
  '/v1/balance': 'balance',
  '/v1/tax/settings': 'taxSettings',
};

/** Lists by path, and what tells whether an item fits a parameter. */
const equals = field => (item, value) => String(item[field]) === value;
const CREATED = {
  'created[gte]': (item, value) => item.created >= Number(value),
  'created[lte]': (item, value) => item.created <= Number(value),
};
const LISTS = {
  '/v1/balance_transactions': ['balanceTransactions', CREATED],
  '/v1/billing_portal/configurations': [
    'portals',
    { active: equals('active'), is_default: equals('is_default') },
  ],
  '/v1/events': [
    'events',
    {
      ...CREATED,
      delivery_success: (item, value) =>
        (item.pending_webhooks === 0) === (value === 'true'),
    },
  ],
  '/v1/invoices': ['invoices', CREATED],
  '/v1/payment_intents': ['paymentIntents', CREATED],
  '/v1/prices': ['prices', { active: equals('active') }],
  '/v1/products': ['products', { active: equals('active') }],
  '/v1/subscriptions': ['subscriptions', { status: equals('status') }],
  '/v1/tax/registrations': ['registrations', { status: equals('status') }],
  '/v1/webhook_endpoints': ['webhookEndpoints', {}],
};

const PAGING = ['limit', 'starting_after'];
const isType = name => /^types\[\d*\]$/.test(name);

function answer(state, { method, path, url, headers }) {
  if (headers.authorization !== `Bearer ${KEY}`) {
    return refusal(401, `Invalid API Key provided: ${shortened(headers)}`);
  }
  if (state.forbidden.includes(path)) {
    return refusal(
      403,
      `The provided key '${shortened(
        headers,
      )}' does not have the required permissions for this endpoint on account 'acct_1StandInKamiyo'.`,
    );
  }
  if (method !== 'GET') return refusal(403, 'This key may only read.');
  if (THINGS[path]) return { status: 200, body: state[THINGS[path]] };
  if (LISTS[path]) return listed(state, { path, query: url.searchParams });
  return refusal(404, `Unrecognized request URL (GET: ${path}).`);
}

function listed(state, { path, query }) {
  const [name, filters] = LISTS[path];
  const wanted = [...query].filter(([key]) => !PAGING.includes(key));
  const types = wanted.filter(([key]) => isType(key)).map(([, value]) => value);
  const strange = wanted.find(([key]) => !isType(key) && !filters[key]);
  if (strange) return refusal(400, `Received unknown parameter: ${strange[0]}`);

  const fitting = state[name].filter(
    item =>
      (types.length === 0 || types.includes(item.type)) &&
      wanted.every(([key, value]) => isType(key) || filters[key](item, value)),
  );
  const after = query.get('starting_after');
  const from =
    after === null ? 0 : fitting.findIndex(({ id }) => id === after) + 1;
  if (after !== null && from === 0) {
    return refusal(400, `No such object: '${after}'`);
  }
  const limit = Number(query.get('limit') ?? 10);
  return {
    status: 200,
    body: {
      object: 'list',
      data: fitting.slice(from, from + limit),
      has_more: fitting.length > from + limit,
      url: path,
    },
  };
}

/** As Stripe quotes a key in its messages. */
function shortened({ authorization = '' }) {
  const key = authorization.replace(/^Bearer /, '');
  return `${key.slice(0, 8)}${'*'.repeat(20)}${key.slice(-6)}`;
}

function refusal(status, message) {
  return {
    status,
    body: { error: { message, type: 'invalid_request_error' } },
  };
}

const priceOf = (state, [name, interval]) =>
  state.prices.find(
    ({ product: id, recurring }) =>
      id === idOf('prod', PRODUCTS.indexOf(name)) &&
      recurring.interval === interval,
  );
const productOf = (state, name) =>
  state.products.find(candidate => candidate.name === name);
const without = (list, entry) => list.filter(candidate => candidate !== entry);

/** The live mode of KAMIYO's Stripe account. */
export const stripe = {
  id: 'stripe',
  title: 'Stripe',
  hosts: ['api.stripe.com'],
  world,
  answer,
  config: {
    productionReadiness: {
      collectors: {
        stripe: {
          apiKey: KEY,
          expected: {
            products: [
              'Pro',
              'Team',
              'Enterprise',
              { name: 'KAMIYO MCP', tags: ['mcp'] },
            ],
            prices: TIERS.map(([name, interval, amount, trialDays]) => ({
              product: name,
              amount,
              currency: 'usd',
              interval,
              ...(trialDays && { trialDays }),
            })),
            events: EXPECTED_EVENTS,
          },
        },
      },
    },
  },
  defects: {
    'stripe-endpoint-gone': {
      title: 'the webhook endpoint was deleted',
      fails: [
        'pay.webhook-endpoint-registered/url',
        'pay.webhook-endpoint-registered/events',
        'pay.invoice-generation-working/failed-payment-notifications',
      ],
      // Without an endpoint nothing was delivered, and nothing failed.
      unknown: ['pay.stripe-production-keys/webhook-secret'],
      spoil(state) {
        state.webhookEndpoints = [];
      },
    },
    'stripe-endpoint-elsewhere': {
      title: 'the webhook endpoint has the address of staging',
      fails: [
        'pay.webhook-endpoint-registered/url',
        'pay.webhook-endpoint-registered/events',
        'pay.invoice-generation-working/failed-payment-notifications',
      ],
      unknown: ['pay.stripe-production-keys/webhook-secret'],
      spoil(state) {
        state.webhookEndpoints[0].url =
          'https://staging.kamiyo.ai/api/v1/webhooks/stripe';
      },
    },
    'stripe-endpoint-disabled': {
      title: 'the webhook endpoint is disabled',
      fails: ['pay.webhook-endpoint-registered/url'],
      unknown: ['pay.stripe-production-keys/webhook-secret'],
      spoil(state) {
        state.webhookEndpoints[0].status = 'disabled';
      },
    },
    'stripe-event-missing': {
      title: 'the webhook endpoint hears nothing of cancellations',
      fails: ['pay.webhook-endpoint-registered/events'],
      spoil(state) {
        const [own] = state.webhookEndpoints;
        own.enabled_events = without(
          own.enabled_events,
          'customer.subscription.deleted',
        );
      },
    },
    'stripe-payment-failed-missing': {
      title: 'the webhook endpoint hears nothing of failed payments',
      fails: [
        'pay.webhook-endpoint-registered/events',
        'pay.invoice-generation-working/failed-payment-notifications',
      ],
      spoil(state) {
        const [own] = state.webhookEndpoints;
        own.enabled_events = without(
          own.enabled_events,
          'invoice.payment_failed',
        );
      },
    },
    'stripe-deliveries-fail': {
      title: 'the webhook endpoint refuses what Stripe sends it',
      fails: ['pay.stripe-production-keys/webhook-secret'],
      spoil(state) {
        for (const sent of state.events.slice(0, 3)) sent.pending_webhooks = 1;
      },
    },
    'stripe-no-events': {
      title: 'no live event was sent yet',
      fails: [],
      // The map: waiting for traffic until the first live event.
      unknown: ['pay.stripe-production-keys/webhook-secret'],
      spoil(state) {
        state.events = [];
      },
    },
    'stripe-tier-archived': {
      title: 'the product Team is archived',
      fails: [
        'pay.products-and-prices/subscription-tiers',
        'pay.products-and-prices/pricing',
      ],
      spoil(state) {
        productOf(state, 'Team').active = false;
      },
    },
    'stripe-mcp-archived': {
      title: 'the product for MCP is archived',
      // It is one of the expected products, and its price is in the table.
      fails: [
        'pay.products-and-prices/subscription-tiers',
        'pay.products-and-prices/mcp-products',
        'pay.products-and-prices/pricing',
      ],
      spoil(state) {
        productOf(state, 'KAMIYO MCP').active = false;
      },
    },
    'stripe-price-wrong': {
      title: 'Pro costs 39 dollars a month and not 49',
      fails: ['pay.products-and-prices/pricing'],
      spoil(state) {
        Object.assign(priceOf(state, ['Pro', 'month']), {
          unit_amount: 3900,
          unit_amount_decimal: '3900',
        });
      },
    },
    'stripe-price-left-over': {
      title: 'an old price of Team is still for sale',
      fails: ['pay.products-and-prices/pricing'],
      spoil(state) {
        state.prices.push({
          ...priceOf(state, ['Team', 'month']),
          id: idOf('price', 99),
          unit_amount: 9900,
          unit_amount_decimal: '9900',
        });
      },
    },
    'stripe-price-missing': {
      title: 'Team cannot be bought by the year',
      fails: ['pay.products-and-prices/pricing'],
      spoil(state) {
        priceOf(state, ['Team', 'year']).active = false;
      },
    },
    'stripe-trial-missing': {
      title: 'the price of Pro carries no trial',
      fails: ['pay.products-and-prices/trial-periods'],
      spoil(state) {
        priceOf(state, ['Pro', 'month']).recurring.trial_period_days = null;
      },
    },
    'stripe-portal-inactive': {
      title: 'the customer portal is switched off',
      fails: ['pay.customer-portal-configured/portal-configured'],
      spoil(state) {
        state.portals[0].active = false;
      },
    },
    'stripe-portal-no-cards': {
      title: 'customers cannot change their card',
      fails: ['pay.customer-portal-configured/manage-subscriptions'],
      spoil(state) {
        state.portals[0].features.payment_method_update.enabled = false;
      },
    },
    'stripe-portal-no-invoices': {
      title: 'customers do not see their invoices',
      fails: ['pay.customer-portal-configured/invoice-history'],
      spoil(state) {
        state.portals[0].features.invoice_history.enabled = false;
      },
    },
    'stripe-invoices-drafts': {
      title: 'invoices of subscriptions are not finalised',
      fails: ['pay.invoice-generation-working/invoices-sent'],
      spoil(state) {
        for (const one of state.invoices.slice(2, 5)) {
          Object.assign(one, { status: 'draft', hosted_invoice_url: null });
        }
      },
    },
    'stripe-invoices-closed': {
      title: 'finalised invoices cannot be opened',
      fails: ['pay.invoice-generation-working/invoices-sent'],
      spoil(state) {
        state.invoices[0].hosted_invoice_url = null;
      },
    },
    'stripe-account-unverified': {
      title: 'Stripe waits for papers of the business',
      fails: ['legal.business-registered/stripe-verified'],
      spoil(state) {
        state.account.payouts_enabled = false;
        Object.assign(state.account.requirements, {
          disabled_reason: 'requirements.past_due',
          past_due: ['company.tax_id'],
        });
      },
    },
    'stripe-tax-pending': {
      title: 'Stripe Tax is not set up',
      fails: ['legal.tax-compliance/stripe-tax'],
      spoil(state) {
        Object.assign(state.taxSettings, {
          status: 'pending',
          status_details: { pending: { missing_fields: ['head_office'] } },
        });
      },
    },
    'stripe-tax-nowhere': {
      title: 'tax is registered nowhere',
      fails: ['legal.tax-compliance/sales-tax-collection'],
      spoil(state) {
        for (const one of state.registrations) one.status = 'expired';
      },
    },
    'stripe-subscriptions-forbidden': {
      title: 'the key may not read subscriptions',
      fails: [],
      // The map: unknown. Nothing that Stripe holds makes them uncountable.
      unknown: ['mon.business-metrics-tracked/conversions'],
      spoil(state) {
        state.forbidden.push('/v1/subscriptions');
      },
    },
    'stripe-balance-forbidden': {
      title: 'the key may not read the balance',
      fails: [],
      // The map: unknown. Nothing that Stripe holds makes it unreadable.
      unknown: ['mon.business-metrics-tracked/revenue'],
      spoil(state) {
        state.forbidden.push('/v1/balance_transactions');
      },
    },
    'stripe-test-mode': {
      title: 'the products are of test mode',
      fails: [],
      // What test mode says is no word on production: an error, never a pass.
      unknown: [
        'pay.products-and-prices/subscription-tiers',
        'pay.products-and-prices/mcp-products',
        'pay.products-and-prices/pricing',
        'pay.products-and-prices/trial-periods',
      ],
      spoil(state) {
        for (const one of state.products) one.livemode = false;
      },
    },
  },
};
