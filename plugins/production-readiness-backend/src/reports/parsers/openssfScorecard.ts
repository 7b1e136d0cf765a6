import {
  readShape,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { dateOrTime, words } from './shapes';

/** Scorecard writes -1 where it could not tell. */
const score = z
  .number()
  .min(-1)
  .max(10)
  .transform(value => (value < 0 ? null : value));

const scorecard = z.object({
  date: dateOrTime,
  repo: z.object({ name: words, commit: words }),
  score,
  checks: z
    .array(z.object({ name: words, score }))
    .min(1)
    .max(200),
});

/** JSON of OpenSSF Scorecard (`scorecard --format json`). */
export const openssfScorecardParser: ReportParser = {
  type: 'scorecard',
  title: 'OpenSSF Scorecard',
  parse(payload) {
    const report = readShape(scorecard, payload);
    return {
      happenedAt: report.date,
      value: {
        score: report.score,
        repository: report.repo.name,
        repositoryCommit: report.repo.commit.toLowerCase(),
        checks: Object.fromEntries(
          report.checks.map(check => [check.name, check.score]),
        ),
      },
    };
  },
};
