import {
  readShape,
  ReportError,
  type JsonObject,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { time, words } from './shapes';

const auditResult = z.object({
  score: z.number().min(0).max(1).nullable(),
  scoreDisplayMode: z.string(),
  numericValue: z.number().optional(),
  numericUnit: z.string().optional(),
  details: z
    .object({ overallSavingsBytes: z.number().optional() })
    .nullish()
    .catch(undefined),
});

const run = z.object({
  lighthouseVersion: words,
  fetchTime: time,
  finalDisplayedUrl: z.url().optional(),
  finalUrl: z.url().optional(),
  runtimeError: z.object({ code: words }).optional(),
  audits: z.record(words, auditResult),
});

const runs = z.union([
  z.array(run).min(1).max(25),
  run.transform(single => [single]),
]);

type Run = z.output<typeof run>;

/** From here on Lighthouse shows an audit as passed. */
const PASSING_SCORE = 0.9;

/**
 * One of these is there, by the release of Lighthouse: the first one replaced
 * the others. Whoever asks for either must not stumble over what is not there.
 */
const IMAGE_AUDITS = [
  'image-delivery-insight',
  'modern-image-formats',
  'uses-optimized-images',
  'uses-responsive-images',
];
const NO_SUCH_AUDIT = { passed: false, wastedBytes: null };
/** Audits that checklists ask for and that not every release has. */
const ASKED_FOR = ['unused-javascript', 'offscreen-images'];

/**
 * Lighthouse's JSON of one run, or a list of several of one page. An audit
 * passes if it did so in every run; times are medians, wasted bytes the most.
 */
export const lighthouseParser: ReportParser = {
  type: 'lighthouse',
  title: 'Lighthouse',
  parse(payload) {
    const list = readShape(runs, payload);
    list.forEach((each, index) => assertMeasured(each, index, list.length));
    const [first] = list;
    const ids = Object.keys(first.audits).filter(id =>
      list.every(each => Object.hasOwn(each.audits, id)),
    );
    const audits: JsonObject = Object.fromEntries(
      ids.map(id => [id, auditOf(list.map(each => each.audits[id]))]),
    );
    const hasImageAudit = IMAGE_AUDITS.some(id => id in audits);
    if (hasImageAudit) {
      for (const id of IMAGE_AUDITS) audits[id] ??= NO_SUCH_AUDIT;
    }
    const absent = [
      ...ASKED_FOR,
      ...(hasImageAudit ? [] : IMAGE_AUDITS),
    ].filter(id => !(id in audits));
    return {
      happenedAt: list.map(each => each.fetchTime).sort()[0],
      value: {
        runs: list.length,
        version: first.lighthouseVersion,
        path: pathOf(first),
        audits,
        medianMs: mediansOf(list, ids),
        awaited: Object.fromEntries(
          absent.map(id => [
            `audits.${id}`,
            `the Lighthouse report has no audit '${id}'`,
          ]),
        ),
      },
    };
  },
};

function assertMeasured(one: Run, index: number, total: number): void {
  if (!one.runtimeError || one.runtimeError.code === 'NO_ERROR') return;
  const path = total > 1 ? `[${index}].runtimeError` : 'runtimeError';
  throw new ReportError(path, 'the page did not load, so nothing was measured');
}

function auditOf(results: z.output<typeof auditResult>[]): JsonObject {
  const wasted = results.flatMap(
    ({ details }) => details?.overallSavingsBytes ?? [],
  );
  return {
    passed: results.every(isPassed),
    wastedBytes: wasted.length === 0 ? null : Math.max(...wasted),
  };
}

function isPassed({
  score,
  scoreDisplayMode,
}: z.output<typeof auditResult>): boolean {
  switch (scoreDisplayMode) {
    case 'notApplicable':
      return true;
    case 'manual':
    case 'informative':
    case 'error':
      return false;
    default:
      return score !== null && score >= PASSING_SCORE;
  }
}

function mediansOf(list: Run[], ids: string[]): JsonObject {
  return Object.fromEntries(
    ids.flatMap(id => {
      const times = list.flatMap(({ audits }) => {
        const { numericValue, numericUnit } = audits[id];
        return numericUnit === 'millisecond' && numericValue !== undefined
          ? [numericValue]
          : [];
      });
      return times.length === list.length ? [[id, median(times)]] : [];
    }),
  );
}

/** Of an even number the mean of the two in the middle. */
function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const lower = sorted.length % 2 === 0 ? upper - 1 : upper;
  return (sorted[lower] + sorted[upper]) / 2;
}

function pathOf({ finalDisplayedUrl, finalUrl }: Run): string | null {
  const url = finalDisplayedUrl ?? finalUrl;
  return url === undefined ? null : new URL(url).pathname.slice(0, 200);
}
