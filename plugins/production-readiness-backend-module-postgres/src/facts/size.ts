import {
  CannotSay,
  evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { PostgresSession } from '../client/PostgresSession';
import type { SizePoint } from '../history/SizeHistory';
import type { PgFact } from './PgFact';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What a slope has to rest on. */
const FEWEST_POINTS = 5;
const FEWEST_DAYS = 7;

/** Bytes that the database takes on disk. */
export const sizeFact: PgFact = {
  value: z.object({ bytes: z.number() }),
  async read({ session }) {
    const bytes = await measure(session);
    return {
      value: { bytes },
      evidence: [
        evidence({ request: 'pg_database_size', response: `${bytes} bytes` }),
      ],
    };
  },
};

/** How fast it grows, over the sizes that were kept: one a day. */
export const growthFact: PgFact = {
  value: z.object({
    points: z.number(),
    days: z.number(),
    bytesPerDay: z.number(),
  }),
  async read({ session, entityRef, now, history }) {
    if (!history) {
      throw new CannotSay({
        cause: 'waiting-for-time',
        message: 'sizes are not kept here from one run to the next',
      });
    }
    const series = { entityRef, connection: session.connection.name };
    await history.record(series, { at: now, bytes: await measure(session) });
    const points = await history.list(series);
    const days = Math.floor(
      (points[points.length - 1].at.getTime() - points[0].at.getTime()) /
        DAY_MS,
    );
    if (points.length < FEWEST_POINTS || days < FEWEST_DAYS) {
      throw new CannotSay({
        cause: 'waiting-for-time',
        message: `${points.length} sizes over ${days} days are kept, and ${FEWEST_POINTS} over ${FEWEST_DAYS} days are wanted`,
      });
    }
    const bytesPerDay = Math.round(slopeOf(points));
    return {
      value: { points: points.length, days, bytesPerDay },
      evidence: [
        evidence({
          request: `${points.length} sizes over ${days} days`,
          response: `${bytesPerDay} bytes a day`,
        }),
      ],
    };
  },
};

async function measure(session: PostgresSession): Promise<number> {
  const { bytes } = await session.row<{ bytes: number }>(
    'select pg_database_size(current_database())::float8 as bytes',
  );
  return bytes;
}

/** Least squares, in bytes a day. */
function slopeOf(points: SizePoint[]): number {
  const xs = points.map(({ at }) => at.getTime() / DAY_MS);
  const mean = (list: number[]) =>
    list.reduce((sum, each) => sum + each, 0) / list.length;
  const meanX = mean(xs);
  const meanY = mean(points.map(({ bytes }) => bytes));
  const over = points.reduce(
    (sum, { bytes }, index) => sum + (xs[index] - meanX) * (bytes - meanY),
    0,
  );
  return over / xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
}
