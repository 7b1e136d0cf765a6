import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { PgFact } from './PgFact';

/** Whether the database answers a query. */
export const connectFact: PgFact = {
  value: z.object({
    ok: z.boolean(),
    /** Milliseconds; null where it does not answer. */
    latencyMs: z.number().nullable(),
    reachable: z.boolean().default(true),
    failingSince: z.string().nullable().default(null),
  }),
  async read({ session }) {
    const startedAt = performance.now();
    await session.row('select 1');
    const latencyMs = Math.round(performance.now() - startedAt);
    return {
      value: { ok: true, latencyMs, reachable: true, failingSince: null },
      evidence: [
        evidence({
          request: `select 1 at ${session.place}`,
          response: `answered, ${latencyMs} ms`,
        }),
        ...warnOf(session.login.canChange),
      ],
    };
  },
  withoutSession: error =>
    error.silent
      ? {
          unreachable: {
            ok: false,
            latencyMs: null,
            reachable: false,
            failingSince: null,
          },
          evidence: [
            evidence({ request: 'select 1', response: error.message }),
          ],
        }
      : undefined,
};

/** What the login could change, though these sessions change nothing. */
export function warnOf(canChange: string[]) {
  return canChange.length === 0
    ? []
    : [
        evidence({
          request: 'rights of the login',
          response: `may change ${canChange.join(
            ', ',
          )}: give these checks a login that only reads`,
        }),
      ];
}
