import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE_MS } from '../vendors/shared.mjs';
import { readToken } from './access.mjs';
import { healthyReports } from './healthy.mjs';

/** Pushed twice within this, a report is the same. */
const STEP_MS = 5 * MINUTE_MS;

/**
 * Pushes what CI and jobs of a healthy KAMIYO push. Throws with the answer of
 * what is refused.
 *
 * @param {{ url: string, authorization: string, now?: number, types?: string[], patienceMs?: number }} options
 *   url: of Backstage's backend; authorization: the header of who may push;
 *   types: only these; patienceMs: how long entities are waited for that the
 *   catalog does not know yet
 * @returns {Promise<{ pushed: number, added: number }>} added: those that were new
 */
export async function pushReports({
  url,
  authorization,
  now = Date.now(),
  types,
  patienceMs = 0,
}) {
  const end = Date.now() + patienceMs;
  const reports = healthyReports({ now: now - (now % STEP_MS) }).filter(
    ({ type }) => types === undefined || types.includes(type),
  );
  let added = 0;
  for (const report of reports) {
    for (;;) {
      const answer = await fetch(
        `${url}/api/production-readiness/reports/${report.type}`,
        {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(report),
        },
      );
      const text = await answer.text();
      if (answer.ok) {
        if (answer.status === 201) added += 1;
        break;
      }
      if (answer.status !== 404 || Date.now() > end)
        throw new Error(
          `The ${report.type} report of ${report.entityRef} was answered with ${answer.status}: ${text}`,
        );
      await pause(500);
    }
  }
  return { pushed: reports.length, added };
}

/** The same, as who has the token of the stand-in in `directory`. */
export function pushReportsOf(directory, options) {
  return pushReports({
    ...options,
    authorization: `Bearer ${readToken(directory)}`,
  });
}
