/**
 * Writes what tests need of the example objects that Stripe publishes
 * (https://github.com/stripe/openapi, openapi/fixtures3.json, MIT licence):
 *
 *   node scripts/extract-fixtures.mjs <path to fixtures3.json>
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const RESOURCES = [
  'account',
  'balance',
  'balance_transaction',
  'billing_portal.configuration',
  'event',
  'invoice',
  'payment_intent',
  'price',
  'product',
  'subscription',
  'tax.registration',
  'tax.settings',
  'webhook_endpoint',
];
// Nothing here reads them, and scanners take them for real ones.
const LEFT_OUT = ['client_secret'];

const text = readFileSync(process.argv[2], 'utf8');
const { resources } = JSON.parse(text);
const extract = {
  source: 'https://github.com/stripe/openapi, openapi/fixtures3.json',
  license: 'MIT',
  sha256: createHash('sha256').update(text).digest('hex'),
  resources: Object.fromEntries(
    RESOURCES.map(name => {
      if (!resources[name]) throw new Error(`there is no ${name}`);
      return [name, resources[name]];
    }),
  ),
};
writeFileSync(
  new URL('../src/__fixtures__/stripe-fixtures.json', import.meta.url),
  `${JSON.stringify(
    extract,
    (key, value) => (LEFT_OUT.includes(key) ? undefined : value),
    2,
  )}\n`,
);
