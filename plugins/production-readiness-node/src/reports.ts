import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  FactMiss,
  JsonObject,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { z, ZodType } from 'zod';

/**
 * What is said of a report, whatever its type. What the pusher left out is
 * null.
 *
 * @public
 */
export interface ReportEnvelope {
  /** The entity that the report speaks of. */
  entityRef: string;
  type: string;
  /** ISO 8601, in UTC. */
  producedAt: string;
  /** Full commit id, in lower case. */
  commit: string | null;
  environment: string | null;
  tool: { name: string; version: string | null } | null;
  link: string | null;
}

/**
 * What a parser makes of one report.
 *
 * @public
 */
export interface ParsedReport {
  /**
   * The figures that expressions read as `report.<type>`: complete by the
   * type's schema, what is absent is null. Nothing that a tool quotes from
   * files, logs or answers belongs in it: there may be secrets.
   *
   * Two names are the engine's. `byCriterion` holds by criterion what
   * expressions of that criterion read as `mapped`. `awaited` names paths of
   * which the report says nothing, each with a sentence why: what reads one of
   * them still waits for a report.
   */
  value: JsonObject;
  /** The tool ran and cannot say yet: whatever reads the type is unknown. */
  miss?: FactMiss;
  /**
   * Where one entity has several of a type side by side: which of them it is. A
   * newer report replaces the older one of its series only.
   */
  series?: string;
  /**
   * ISO time at which what the report tells of happened, where it says so
   * itself: an old result does not become young by being pushed again.
   */
  happenedAt?: string;
}

/** A report as it is kept. @public */
export interface ReportRecord {
  envelope: ReportEnvelope;
  value: JsonObject;
  miss?: FactMiss;
  series: string;
}

/** For whom a report is read. @public */
export interface ReportSurroundings {
  now: Date;
  /** The entity that the report speaks of. */
  entity: { ref: string; annotations: Record<string, string> };
  /** All entities of the launch unit, this one among them. */
  entities: { ref: string; annotations: Record<string, string> }[];
}

/** What several records of a type come to. @public */
export interface CombinedReport {
  value: JsonObject;
  miss?: FactMiss;
  /** From when its age counts, where that is not the newest record's time. */
  producedAt?: string;
  /** Milliseconds since the epoch at which they come to something else by time alone. */
  changesAt?: number;
}

/**
 * Reads one type of report that CI or a job pushes.
 *
 * @public
 */
export interface ReportParser {
  /** `junit` for `report.junit`. */
  readonly type: string;
  readonly title: string;
  /** Bytes that a report of this type may have; at most and by default 5 MiB. */
  readonly maxBytes?: number;
  /** Milliseconds that `combine` looks back beyond the newest of each series. */
  readonly historyMs?: number;
  /** Throws ReportError with the offending path on what is no such report. */
  parse(payload: unknown, envelope: ReportEnvelope): ParsedReport;
  /**
   * What expressions read, where that is more than the newest record. Newest
   * first, at least one. By default the newest alone counts.
   */
  combine?(
    records: [ReportRecord, ...ReportRecord[]],
    surroundings: ReportSurroundings,
  ): CombinedReport;
}

/**
 * Where a module adds types of reports. Types are unique: a second parser of
 * one type stops the start-up.
 *
 * @public
 */
export interface ReportParsersExtensionPoint {
  addReportParser(...parsers: ReportParser[]): void;
}

/** @public */
export const reportParsersExtensionPoint =
  createExtensionPoint<ReportParsersExtensionPoint>({
    id: 'production-readiness.report-parsers',
  });

/**
 * A report is not what its type wants. Answered with status 400.
 *
 * @public
 */
export class ReportError extends InputError {
  constructor(
    /** Where in the report, for example `metadata.vulnerabilities.critical`. */
    readonly path: string,
    reason: string,
  ) {
    super(path === '' ? reason : `${path}: ${reason}`);
  }
}

/**
 * The payload by a schema; throws ReportError that names the first path at
 * fault. No value of the report is part of the message.
 *
 * @public
 */
export function readShape<T extends ZodType>(
  schema: T,
  payload: unknown,
): z.output<T> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const { path, message } = deepest(parsed.error.issues[0]);
  throw new ReportError(pathText(path), message);
}

type Issue = z.core.$ZodIssue;

/** Of alternatives the one that was nearly met tells most. */
function deepest(issue: Issue): { path: PropertyKey[]; message: string } {
  const { path, message } = issue;
  if (issue.code !== 'invalid_union') return { path, message };
  const [nearest] = issue.errors
    .filter(issues => issues.length > 0)
    .sort((a, b) => b[0].path.length - a[0].path.length);
  if (!nearest) return { path, message };
  const inner = deepest(nearest[0]);
  return { ...inner, path: [...path, ...inner.path] };
}

/** `runs[0].tool`; bounded, since keys are the pusher's. */
function pathText(path: PropertyKey[]): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
    .slice(0, 200);
}
