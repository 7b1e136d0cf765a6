import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as entities from './entities.mjs';

/** Who pushes KAMIYO's reports. */
export const SUBJECT = 'kamiyo-ci';

/** Of what somebody is to push which type: what is not pushed of it is waited for. */
const TYPES = {
  junit: ['system', 'api', 'frontend', 'worker'],
  smoke: ['system', 'api', 'frontend', 'worker'],
  sarif: ['system', 'api', 'frontend', 'worker'],
  'npm-audit': ['system', 'frontend'],
  'pip-audit': ['system', 'api', 'worker'],
  scorecard: ['system'],
  k6: ['system', 'api', 'frontend'],
  lighthouse: ['frontend'],
  axe: ['frontend'],
  'bundle-stats': ['frontend'],
  'startup-validation': ['api'],
  heartbeat: ['system', 'api', 'worker'],
  'security-audit': ['system'],
  'alert-test': ['system'],
  'dr-test': ['system'],
  'schema-diff': ['database'],
  'migration-rollback': ['database'],
  'data-migration': ['database'],
  'restore-drill': ['system', 'database'],
  'backup-run': ['system', 'database'],
};

const tokenFile = directory => path.join(directory, 'ci-token');

/** The token that a stand-in's directory was given. */
export const readToken = directory =>
  fs.readFileSync(tokenFile(directory), 'utf8');

/** Made once for a directory: what was told of it stays true. */
function tokenOf(directory) {
  const file = tokenFile(directory);
  if (!fs.existsSync(file)) {
    fs.writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  }
  return readToken(directory);
}

/** What Backstage has to be told to take KAMIYO's reports. */
export function reportsConfig({ directory }) {
  return {
    backend: {
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: tokenOf(directory), subject: SUBJECT },
          },
        ],
      },
    },
    productionReadiness: {
      reports: {
        tokens: [{ subject: SUBJECT, entities: Object.values(entities) }],
        types: Object.fromEntries(
          Object.entries(TYPES).map(([type, targets]) => [
            type,
            { for: targets },
          ]),
        ),
      },
      environments: {
        // As Render names the services, beside the names of the annotations.
        production: {
          hosts: ['kamiyo-api.onrender.com', 'kamiyo-frontend.onrender.com'],
        },
        staging: { hosts: ['api.staging.kamiyo.ai'] },
      },
    },
  };
}
