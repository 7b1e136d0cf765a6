import { CONNECTION } from './env.mjs';
import { API, FRONTEND } from './ids.mjs';

const set = (world, id, variables) =>
  Object.assign(world.envVars[id], variables);
const ORIGINS = 'https://kamiyo.ai,https://www.kamiyo.ai';

/** Of variables of services, by what is wrong with them. */
export const envDefects = {
  'env-python-version': {
    title: 'PYTHON_VERSION is another Python than the tested one',
    fails: ['infra.api-service-deployed/runtime'],
    spoil: world => set(world, API, { PYTHON_VERSION: '3.12.1' }),
  },
  'env-node-version': {
    title: 'NODE_VERSION is another Node than the tested one',
    fails: ['infra.frontend-service-deployed/runtime'],
    spoil: world => set(world, FRONTEND, { NODE_VERSION: '20.11.0' }),
  },
  'env-database-elsewhere': {
    title: 'DATABASE_URL leads to the database by its public address',
    fails: ['infra.postgres-provisioned/connection-string'],
    spoil: world =>
      set(world, API, { DATABASE_URL: CONNECTION.externalConnectionString }),
  },
  'env-required-missing': {
    title: 'A required variable is not set',
    fails: ['infra.environment-variables-configured/required-set'],
    spoil: world => {
      delete world.envVars[FRONTEND].STRIPE_SECRET_KEY;
    },
  },
  'env-secret-not-synced': {
    title: 'A secret that the blueprint leaves to people was never filled in',
    fails: ['infra.environment-variables-configured/secrets-synced'],
    spoil: world => set(world, API, { ADMIN_API_KEY: '' }),
  },
  'env-default-secret': {
    title: 'A secret has the value of .env.example',
    fails: ['infra.environment-variables-configured/no-default-values'],
    spoil: world => set(world, API, { ADMIN_API_KEY: 'change_me' }),
  },
  'env-origin-missing': {
    title: 'ALLOWED_ORIGINS lacks an origin of the product',
    fails: ['infra.cors-configured/includes-production-domains'],
    spoil: world => set(world, API, { ALLOWED_ORIGINS: 'https://kamiyo.ai' }),
  },
  'env-origin-wildcard': {
    title: 'ALLOWED_ORIGINS has a wildcard',
    fails: ['infra.cors-configured/no-wildcard'],
    spoil: world =>
      set(world, API, { ALLOWED_ORIGINS: `${ORIGINS},https://*.kamiyo.ai` }),
  },
  'env-origin-http': {
    title: 'ALLOWED_ORIGINS has an origin without TLS',
    fails: ['infra.cors-configured/https-only'],
    spoil: world =>
      set(world, API, { ALLOWED_ORIGINS: `${ORIGINS},http://kamiyo.ai` }),
  },
  'env-redis-in-clear': {
    title: 'REDIS_URL leads out without TLS',
    fails: ['app.redis-configured/redis-url'],
    spoil: world =>
      set(world, API, { REDIS_URL: 'redis://cache.elsewhere.net:6379' }),
  },
  'env-redis-missing': {
    title: 'REDIS_URL is not set',
    fails: [
      'app.redis-configured/redis-url',
      'infra.rate-limiting-enabled/redis-backed',
    ],
    spoil: world => {
      delete world.envVars[API].REDIS_URL;
    },
  },
  'env-local-folder': {
    title: 'A variable points into the own folder of the service',
    fails: [
      'bkp.stateless-application-design/deploys-keep-state',
      'bkp.stateless-application-design/no-local-files',
    ],
    spoil: world => set(world, API, { UPLOAD_DIR: './uploads' }),
  },
  'env-undocumented': {
    title: 'A variable is set that nothing explains',
    fails: ['doc.configuration-documented/environment-variables'],
    spoil: world => set(world, API, { NEW_ENGINE: 'on' }),
  },
  'env-foreign-dsn': {
    title: 'SENTRY_DSN has a key of another project',
    fails: ['mon.application-monitoring/sentry-dsn'],
    spoil: world => {
      const [{ envVars }] = world.envGroups;
      envVars.find(({ key }) => key === 'SENTRY_DSN').value =
        'https://0123456789abcdef0123456789abcdef@o450001.ingest.sentry.io/1';
    },
  },
  'env-stripe-secret': {
    title: 'STRIPE_SECRET_KEY is no live key',
    fails: ['pay.stripe-production-keys/secret-key-live'],
    spoil: world => set(world, API, { STRIPE_SECRET_KEY: 'from the vault' }),
  },
  'env-stripe-publishable': {
    title: 'STRIPE_PUBLISHABLE_KEY is no live key',
    fails: ['pay.stripe-production-keys/publishable-key-live'],
    spoil: world =>
      set(world, FRONTEND, { STRIPE_PUBLISHABLE_KEY: 'from the vault' }),
  },
  'env-stripe-webhook': {
    title: 'STRIPE_WEBHOOK_SECRET is no signing secret',
    fails: ['pay.stripe-production-keys/webhook-secret'],
    spoil: world =>
      set(world, API, { STRIPE_WEBHOOK_SECRET: 'from the vault' }),
  },
  'env-test-key': {
    title: 'A test key of Stripe is left',
    fails: ['pay.stripe-production-keys/no-test-keys'],
    spoil: world =>
      set(world, FRONTEND, {
        NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: ['pk', 'test', '51'].join('_'),
      }),
  },
  'env-base-address': {
    title: 'The address on Base has a wrong checksum',
    fails: ['pay.x402-addresses-configured/base-address'],
    spoil: world =>
      set(world, API, {
        X402_BASE_PAYMENT_ADDRESS: '0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
      }),
  },
  'env-ethereum-address': {
    title: 'The address on Ethereum is zero',
    fails: ['pay.x402-addresses-configured/ethereum-address'],
    spoil: world =>
      set(world, API, { X402_ETHEREUM_PAYMENT_ADDRESS: `0x${'0'.repeat(40)}` }),
  },
  'env-solana-address': {
    title: 'The address on Solana is short of a byte',
    fails: ['pay.x402-addresses-configured/solana-address'],
    spoil: world =>
      set(world, API, {
        X402_SOLANA_PAYMENT_ADDRESS: 'vines1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NK',
      }),
  },
  'env-admin-key-short': {
    title: 'X402_ADMIN_KEY is short',
    fails: ['pay.x402-admin-secured/admin-key'],
    spoil: world => set(world, API, { X402_ADMIN_KEY: 'q7Tn2vLw9KcR4nZb' }),
  },
  'env-csrf-secret-short': {
    title: 'CSRF_SECRET_KEY is short',
    fails: ['sec.csrf-protection-enabled/secret-set'],
    spoil: world => set(world, API, { CSRF_SECRET_KEY: 'q7Tn2vLw9KcR4nZb' }),
  },
  'env-nextauth-secret-short': {
    title: 'NEXTAUTH_SECRET is short',
    fails: ['sec.authentication-configured/nextauth-secret'],
    spoil: world =>
      set(world, FRONTEND, { NEXTAUTH_SECRET: 'q7Tn2vLw9KcR4nZb' }),
  },
  'env-nextauth-url': {
    title: 'NEXTAUTH_URL is that of staging',
    fails: ['sec.authentication-configured/nextauth-url'],
    spoil: world =>
      set(world, FRONTEND, { NEXTAUTH_URL: 'https://staging.kamiyo.ai' }),
  },
  'env-database-password': {
    title: 'The password of the database is short',
    fails: ['sec.database-security/strong-password'],
    spoil: world =>
      set(world, API, {
        DATABASE_URL: CONNECTION.internalConnectionString.replace(
          CONNECTION.password,
          'q7Tn2vLw',
        ),
      }),
  },
};
