import { SENTRY_PUBLIC_KEY } from '../shared.mjs';
import { API, AGGREGATOR, DATABASE, FRONTEND, OWNER, WATCHER } from './ids.mjs';

// Put together here so that no scanner takes a made-up key for a real one.
const made = (...parts) => parts.join('_');
const HEX = '5f1c9ab27e4d8036';
const PASSWORD = 'Qm7vT2xLw9KcR4nZb8Jd';

/** What Render would hand out of the database. */
export const CONNECTION = {
  password: PASSWORD,
  internalConnectionString: `postgresql://kamiyo:${PASSWORD}@${DATABASE}-a/kamiyo`,
  externalConnectionString: `postgresql://kamiyo:${PASSWORD}@${DATABASE}-a.frankfurt-postgres.render.com/kamiyo`,
  psqlCommand: `PGPASSWORD=${PASSWORD} psql -h ${DATABASE}-a.frankfurt-postgres.render.com -U kamiyo kamiyo`,
};

/** Environment variables of each service, by its id. */
export function envVarsOfServices() {
  const database = { DATABASE_URL: CONNECTION.internalConnectionString };
  const cache = { REDIS_URL: 'redis://red-0123456789abcdef0123:6379' };
  return {
    [API]: {
      ...database,
      PYTHON_VERSION: '3.11.9',
      ALLOWED_ORIGINS: 'https://kamiyo.ai,https://www.kamiyo.ai',
      CSRF_SECRET_KEY: HEX.repeat(4),
      ADMIN_API_KEY: `adm${HEX.repeat(3)}`,
      X402_ADMIN_KEY: `x4${HEX.repeat(3)}`,
      STRIPE_SECRET_KEY: made('sk', 'live', `51${HEX}${HEX}`),
      STRIPE_WEBHOOK_SECRET: made('whsec', `${HEX}${HEX}`),
      X402_BASE_PAYMENT_ADDRESS: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
      X402_ETHEREUM_PAYMENT_ADDRESS:
        '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
      X402_SOLANA_PAYMENT_ADDRESS:
        'vines1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NKPTg',
      X402_BASE_RPC_URL: `https://base-mainnet.example.com/v2/${HEX}`,
      X402_ETHEREUM_RPC_URL: `https://eth-mainnet.example.com/v2/${HEX}`,
      X402_SOLANA_RPC_URL: `https://solana-mainnet.example.com/${HEX}`,
      ...cache,
    },
    [FRONTEND]: {
      ...database,
      NODE_VERSION: '18.20.8',
      NEXTAUTH_SECRET: `na${HEX.repeat(3)}`,
      NEXTAUTH_URL: 'https://kamiyo.ai',
      STRIPE_SECRET_KEY: made('sk', 'live', `51${HEX}${HEX}`),
      STRIPE_PUBLISHABLE_KEY: made('pk', 'live', `51${HEX}${HEX}`),
    },
    [AGGREGATOR]: { ...database, ...cache },
    [WATCHER]: { ...database, ...cache },
  };
}

/** Groups of environment variables, linked to services. */
export function envGroups(now) {
  const link = (id, name, type) => ({ id, name, type });
  return [
    {
      id: 'evg-0123456789abcdef0123',
      name: 'kamiyo-shared',
      ownerId: OWNER,
      createdAt: new Date(now - 200 * 86_400_000).toISOString(),
      updatedAt: new Date(now - 20 * 86_400_000).toISOString(),
      serviceLinks: [
        link(API, 'kamiyo-api', 'web'),
        link(FRONTEND, 'kamiyo-frontend', 'web'),
        link(AGGREGATOR, 'kamiyo-aggregator', 'worker'),
        link(WATCHER, 'kamiyo-social-watcher', 'worker'),
      ],
      envVars: [
        {
          key: 'SENTRY_DSN',
          value: `https://${SENTRY_PUBLIC_KEY}@o1.ingest.sentry.io/4501`,
        },
      ],
      secretFiles: [],
    },
  ];
}
