import type {
  Attestation,
  FactMiss,
  FactRecord,
  JsonValue,
  Waiver,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compileChecklist } from '../checklist/compile';
import type { CompiledChecklist } from '../checklist/compile';
import { digestOf } from '../checklist/digest';
import { parseChecklist } from '../checklist/parse';
import type { TreeSource } from '../checklist/schema';
import { evaluate } from '../evaluate/evaluate';
import type { EntityInput, EvaluateInput, Evaluation } from '../evaluate/input';

/** The moment of every test. */
export const NOW = Date.parse('2026-06-01T12:00:00Z');
export const DAY = 86_400_000;

/** ISO time so many days from now. */
export function days(count: number): string {
  return new Date(NOW + count * DAY).toISOString();
}

export const WEB: EntityInput = entity('web', {});
export const API: EntityInput = entity('api', { type: 'service' });
export const API2: EntityInput = entity('api2', { type: 'service' });
export const WORKER: EntityInput = entity('worker', { type: 'worker' });

/** A component; the subject of tests is `web`. */
export function entity(
  name: string,
  rest: Partial<Omit<EntityInput, 'name' | 'ref'>>,
): EntityInput {
  return {
    ref: `component:default/${name}`,
    kind: 'Component',
    name,
    type: 'website',
    annotations: {},
    ...rest,
  };
}

/** A fact that was collected an hour ago and lasts a day. */
export function fact(
  name: string,
  value: JsonValue,
  rest: Partial<FactRecord> = {},
): FactRecord {
  return {
    entityRef: WEB.ref,
    fact: name,
    value,
    evidence: [],
    collectedAt: days(-1 / 24),
    refreshAfter: days(1 / 24),
    expiresAt: days(1),
    hash: digestOf(value),
    ...rest,
  };
}

/** A fact whose collector cannot say yet. */
export function miss(
  name: string,
  cause: FactMiss['cause'],
  rest: Partial<FactRecord> = {},
): FactRecord {
  const { value, ...record } = fact(name, null, rest);
  const found = { cause, message: `${name}: ${cause}` };
  return { ...record, miss: found, hash: digestOf(found) };
}

/** A fact that was never collected successfully. */
export function failing(name: string): FactRecord {
  const { value, ...record } = fact(name, null);
  return { ...record, error: { message: 'boom', at: days(0) } };
}

/** The thing itself does not answer; with what was read of it before, if anything. */
export function silent(name: string, before?: FactRecord): FactRecord {
  const error = {
    message: 'api.example refuses the connection',
    at: days(0),
    cause: 'silent' as const,
  };
  return { ...(before ?? failing(name)), error };
}

let statements = 0;

export function statement(
  about: string,
  said: Attestation['statement'],
  rest: Partial<Attestation> = {},
): Attestation {
  statements += 1;
  return {
    id: `statement-${statements}`,
    about,
    entityRef: WEB.ref,
    role: 'owner',
    statement: said,
    by: 'user:default/ann',
    at: days(-1),
    expiresAt: days(30),
    ...rest,
  };
}

export function waiver(about: string, rest: Partial<Waiver> = {}): Waiver {
  return {
    id: `waiver-${about}`,
    about,
    reason: 'agreed',
    requestedBy: 'user:default/ann',
    approvedBy: 'user:default/bob',
    approvedAt: days(-1),
    expiresAt: days(30),
    ...rest,
  };
}

const TARGETS = {
  subject: { title: 'Subject', subject: true, required: true },
  api: { title: 'API', kind: 'Component', type: ['service'], required: true },
  worker: { title: 'Workers', kind: 'Component', type: ['worker'] },
};
const EVERYWHERE = Object.keys(TARGETS);

/** A checklist as it is written; tests give what they are about. */
export interface Written {
  [key: string]: unknown;
  items?: WrittenItem[];
}

export interface WrittenItem {
  id: string;
  criteria: WrittenCriterion[];
  [key: string]: unknown;
}

export interface WrittenCriterion extends TreeSource {
  id: string;
  text?: string;
  for?: string[];
  role?: string;
  when?: string;
  waivable?: boolean;
}

/** The text of a checklist with some facts, reports, roles and documents declared. */
export function writtenChecklist({ items = [], ...rest }: Written): string {
  // JSON is YAML.
  return JSON.stringify({
    id: 'test',
    version: '1',
    subject: { kind: 'Component' },
    targets: TARGETS,
    roles: {
      owner: { title: 'Owner', validFor: 'P90D' },
      security: { title: 'Security', validFor: 'P90D' },
    },
    params: { limit: 10, words: ['ok', 'fine'] },
    levels: [
      { id: 'ready', title: 'READY', min: 100 },
      { id: 'caution', title: 'CAUTION', min: 95 },
      { id: 'not-ready', title: 'NOT READY', min: 90 },
      { id: 'no', title: 'DO NOT LAUNCH', min: 0 },
    ],
    sources: { render: { title: 'Render', config: 'render: { apiKey: x }' } },
    reports: {
      k6: { title: 'k6 summary', maxAge: 'P30D', check: 'report.k6.ok' },
      junit: { title: 'JUnit', sameCommit: true, check: 'report.junit.ok' },
      'npm-audit': { title: 'npm audit', check: "report['npm-audit'].ok" },
    },
    documents: {
      incident: { title: 'Incident plan', role: 'security', globs: ['*.md'] },
    },
    collect: {
      http: {
        health: { for: EVERYWHERE, url: 'https://x' },
        home: { for: EVERYWHERE, url: 'https://x' },
      },
      render: { service: { for: EVERYWHERE } },
      metrics: { p95: { for: EVERYWHERE } },
      doc: { incident: { for: EVERYWHERE, document: 'incident' } },
    },
    categories: [
      {
        id: 'a',
        title: 'A',
        sections: [
          {
            title: 'S',
            items: items.map(item => ({
              title: item.id,
              why: 'why',
              fix: 'fix',
              ...item,
              criteria: item.criteria.map(criterion => ({
                text: criterion.id,
                ...criterion,
              })),
            })),
          },
        ],
      },
    ],
    ...rest,
  });
}

/** Compiles a checklist; throws what the linter finds wrong with it. */
export function compiled(written: Written): CompiledChecklist {
  const { checklist, findings } = parseChecklist({
    entry: 'checklist.yaml',
    files: [{ name: 'checklist.yaml', text: writtenChecklist(written) }],
  });
  if (!checklist) {
    const errors = findings.filter(finding => finding.level === 'error');
    throw new Error(errors.map(({ message }) => message).join('\n'));
  }
  return compileChecklist(checklist);
}

/** The input of an evaluation of `web` with the members `api`. */
export function inputOf(
  written: Written | CompiledChecklist,
  rest: Partial<EvaluateInput> = {},
): EvaluateInput {
  const isCompiled = (
    given: Written | CompiledChecklist,
  ): given is CompiledChecklist => 'program' in given;
  return {
    checklist: isCompiled(written) ? written : compiled(written),
    now: NOW,
    subject: WEB,
    members: [API],
    facts: [],
    attestations: [],
    waivers: [],
    notConnected: [],
    conditions: [],
    ...rest,
  };
}

/** Evaluates a checklist of one item `i` with one criterion `i/c`. */
export function judgeCriterion(
  criterion: Omit<WrittenCriterion, 'id'>,
  rest: Partial<EvaluateInput> = {},
): Evaluation {
  return evaluate(
    inputOf(
      { items: [{ id: 'i', criteria: [{ id: 'c', ...criterion }] }] },
      rest,
    ),
  );
}
