import { createHmac, randomBytes } from 'node:crypto';
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

const KEY = 'productionReadiness.fingerprintKey';
/** Below that a key could be guessed, and with it what it protects. */
const LEAST_LENGTH = 32;
/** Hexadecimal digits: 128 bits. */
const LENGTH = 32;

/**
 * Tells whether two secrets are the same without telling what they are: an HMAC
 * under a key of the backend's own, for a plain hash of a short value can be
 * guessed.
 *
 * @public
 */
export interface Fingerprints {
  /** 32 hexadecimal digits; equal for equal texts, across modules and restarts. */
  of(text: string): Promise<string>;
}

/**
 * Fingerprints under `productionReadiness.fingerprintKey`, else under a key
 * that is made once and kept in the plugin's database.
 *
 * @public
 */
export const fingerprintServiceRef = createServiceRef<Fingerprints>({
  id: 'production-readiness.fingerprint',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
      },
      factory({ config, database }) {
        const configured = config.getOptionalString(KEY);
        if (configured !== undefined && configured.length < LEAST_LENGTH) {
          throw new Error(
            `${KEY} has ${configured.length} characters; give it at least ${LEAST_LENGTH}`,
          );
        }
        let key: Promise<string> | undefined;
        return {
          async of(text) {
            key ??= configured
              ? Promise.resolve(configured)
              : storedKey(() => database.getClient());
            // A database that did not answer once may answer the next time.
            key.catch(() => {
              key = undefined;
            });
            return fingerprintWith(await key, text);
          },
        };
      },
    }),
});

/**
 * The fingerprint of a text under a key.
 *
 * @public
 */
export function fingerprintWith(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, LENGTH);
}

/** The first replica makes it; all read the one that is there. */
async function storedKey(getClient: () => Promise<any>): Promise<string> {
  const knex = await getClient();
  const made = randomBytes(32).toString('hex');
  await knex('keys')
    .insert({ id: 'fingerprint', value: made })
    .onConflict('id')
    .ignore();
  const row = await knex('keys').where({ id: 'fingerprint' }).first('value');
  return row.value;
}
