import { createHash } from 'node:crypto';
import {
  readShape,
  ReportError,
  type JsonObject,
  type ReportParser,
  type ReportRecord,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { ofOneCommit, oldestOf } from './sameCommit';
import { readJunitXml, type TestCase, type TestRun } from './junitXml';

const documents = z.union([
  z.string().min(1),
  z.array(z.string().min(1)).min(1).max(200),
]);

const SHOWN_TESTS = 20;
const MOST_CRITERIA = 500;

/**
 * JUnit XML: one document or a list of them. Cases are mapped to criteria by
 * the property `production-readiness.criterion` of a case or its suite, or by
 * `[criterion:<id>]` in a name. Each tool has its own series, so that the
 * reports of two suites stand side by side if they are of one commit.
 */
export const junitParser: ReportParser = {
  type: 'junit',
  title: 'JUnit test report',
  parse(payload, { tool }) {
    return { value: readRun(payload).value, series: tool?.name ?? '' };
  },
  combine(records) {
    const together = ofOneCommit(records);
    const sum = (key: string) =>
      together.reduce((total, { value }) => total + Number(value[key]), 0);
    return {
      producedAt: oldestOf(together),
      value: {
        cases: sum('cases'),
        passed: sum('passed'),
        failed: sum('failed'),
        skipped: sum('skipped'),
        byCriterion: combineCriteria(together),
      },
    };
  },
};

/** JUnit XML of the suite that is run against what was deployed; the newest alone counts. */
export const smokeParser: ReportParser = {
  type: 'smoke',
  title: 'Smoke tests',
  parse(payload) {
    const { value, startedAt } = readRun(payload);
    return {
      value: { ...value, startedAt },
      happenedAt: startedAt ?? undefined,
    };
  },
};

function readRun(payload: unknown): {
  value: JsonObject;
  startedAt: string | null;
} {
  const list = [readShape(documents, payload)].flat();
  const runs: TestRun[] = list.map((xml, index) =>
    readJunitXml(xml, list.length > 1 ? `[${index}]` : ''),
  );
  const cases = runs.flatMap(run => run.cases);
  const [startedAt = null] = runs.flatMap(run => run.startedAt ?? []).sort();
  return {
    startedAt,
    value: { ...countsOf(cases), byCriterion: group(cases) },
  };
}

function countsOf(cases: TestCase[]) {
  const of = (outcome: TestCase['outcome']) =>
    cases.filter(each => each.outcome === outcome).length;
  return {
    cases: cases.length,
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
  };
}

function group(cases: TestCase[]): JsonObject {
  const byCriterion = new Map<string, TestCase[]>();
  for (const each of cases) {
    for (const id of each.criteria) {
      const known = byCriterion.get(id);
      if (known) known.push(each);
      else byCriterion.set(id, [each]);
    }
  }
  if (byCriterion.size > MOST_CRITERIA) {
    throw new ReportError(
      'testcase',
      `cases are mapped to more than ${MOST_CRITERIA} criteria`,
    );
  }
  return Object.fromEntries(
    [...byCriterion].map(([id, mapped]) => {
      const names = mapped.map(({ name }) => name).sort();
      return [
        id,
        {
          ...countsOf(mapped),
          tests: names.slice(0, SHOWN_TESTS),
          testsDigest: digestOfNames(names),
        },
      ];
    }),
  );
}

function combineCriteria(records: ReportRecord[]): JsonObject {
  const combined = new Map<string, JsonObject>();
  for (const { value } of records) {
    const found = value.byCriterion as Record<string, JsonObject>;
    for (const [id, mapped] of Object.entries(found)) {
      const known = combined.get(id);
      combined.set(id, known ? addCounts(known, mapped) : mapped);
    }
  }
  return Object.fromEntries(combined);
}

function addCounts(a: JsonObject, b: JsonObject): JsonObject {
  const sum = (key: string) => Number(a[key]) + Number(b[key]);
  const tests = [...(a.tests as string[]), ...(b.tests as string[])].sort();
  return {
    cases: sum('cases'),
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    tests: tests.slice(0, SHOWN_TESTS),
    testsDigest: digestOfNames(
      [String(a.testsDigest), String(b.testsDigest)].sort(),
    ),
  };
}

/** Tells a new or changed set of tests from the one before. */
function digestOfNames(names: string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('hex');
}
