import { answer, KEY } from './render/answer.mjs';
import { defects } from './render/defects.mjs';
import { envDefects } from './render/envDefects.mjs';
import { OWNER } from './render/ids.mjs';
import { world } from './render/world.mjs';

export const render = {
  id: 'render',
  title: 'Render',
  hosts: ['api.render.com'],
  world,
  answer,
  config: {
    productionReadiness: {
      collectors: {
        render: {
          apiKey: KEY,
          ownerId: OWNER,
          envInspection: 'values',
          knownDefaults: ['dev_x402_admin_key_change_in_production'],
          allowedMembers: ['ada@kamiyo.ai', 'grace@kamiyo.ai'],
          maxPrivilegedMembers: 4,
        },
        postgres: { trustedCidrs: ['203.0.113.10/32'] },
      },
    },
  },
  // Equal alternatives to what Render tells of traffic, lines and channels.
  without: [
    'metrics',
    'uptime',
    'sql',
    'sentry.mailRules',
    'sentry.chatRules',
    'http.readyPayments',
    'report.backup-run',
    'report.k6',
    'report.smoke',
    'report.startup-validation',
  ],
  // The variables hold the addresses of their endpoints.
  with: ['chains'],
  defects: { ...defects, ...envDefects },
};
