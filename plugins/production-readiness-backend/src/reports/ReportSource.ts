import type {
  Evidence,
  FactMiss,
  JsonObject,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  durationMs,
  type NotConnected,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import {
  evidence,
  type ReportParser,
  type ReportRecord,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Knex } from 'knex';
import { digestOf } from '../store/digest';
import type {
  EvaluationInputs,
  EvaluationInputSource,
  InputsWanted,
  ReportStore,
  StoredFact,
  StoredReport,
  SubjectKey,
} from '../store/types';
import { EVERY, type ReportsConfig } from './config';
import { NEVER } from './never';
import { PUSHED_FACTS } from './parsers/pushedFacts';

type WantedEntity = InputsWanted['entities'][number];

/** The parsers as reading needs them. */
export interface ReportParsers {
  list(): ReportParser[];
  get(type: string): ReportParser | undefined;
}

/** What CI reports, as an evaluation reads it. People's inputs are not here. */
export class ReportSource implements EvaluationInputSource {
  constructor(
    private readonly options: {
      reports: Pick<ReportStore, 'listCurrent'>;
      parsers: ReportParsers;
      config: ReportsConfig;
    },
  ) {}

  async read(
    _key: SubjectKey,
    wanted: InputsWanted,
    tx: Knex,
  ): Promise<EvaluationInputs> {
    const { reports, parsers } = this.options;
    const stored = await reports.listCurrent(
      wanted.entities.map(({ input }) => input.ref),
      {
        history: parsers
          .list()
          .flatMap(({ type, historyMs }) =>
            historyMs === undefined
              ? []
              : [{ type, since: before(wanted.now, historyMs) }],
          ),
      },
      tx,
    );
    const facts = groups(stored).map(group => this.toFact(group, wanted));
    return {
      attestations: [],
      waivers: [],
      ...this.pushedFacts(facts, wanted),
      unpushed: this.unpushed(wanted),
    };
  }

  /** Declared by configuration, never by what was pushed (semantics 4.2). */
  private isDeclared(type: string, { input, targets }: WantedEntity): boolean {
    const declared = Object.hasOwn(this.options.config.types, type)
      ? this.options.config.types[type].for
      : [];
    return declared.some(
      each => each === EVERY || each === input.ref || targets.includes(each),
    );
  }

  private unpushed({ checklist, entities }: InputsWanted): NotConnected[] {
    return Object.keys(checklist.checklist.reports).flatMap(type =>
      entities
        .filter(entity => !this.isDeclared(type, entity))
        .map(entity => ({
          source: `report:${type}`,
          entityRef: entity.input.ref,
          message: 'no one is declared to push it',
        })),
    );
  }

  /** What all records of one type and entity come to. */
  private toFact(
    records: [StoredReport, ...StoredReport[]],
    wanted: InputsWanted,
  ): StoredFact {
    const [newest] = records;
    const parser = this.options.parsers.get(newest.type);
    const { input } = wanted.entities.find(
      each => each.input.ref === newest.entityRef,
    )!;
    const combined = parser?.combine
      ? parser.combine(
          records.map(toRecord) as [ReportRecord, ...ReportRecord[]],
          {
            now: wanted.now,
            entity: input,
            entities: wanted.entities.map(each => each.input),
          },
        )
      : { value: newest.value, miss: newest.miss };
    const { producedAt = newest.producedAt, miss } = combined;
    const value: JsonObject = {
      // Some reports say themselves where something was done.
      environment: newest.environment,
      ...combined.value,
      producedAt,
      commit: newest.commit,
      link: newest.link,
      signedBy: newest.signedBy,
    };
    // It ends by its maximum age in the checklist, or by a newer one.
    const expiresAt =
      combined.changesAt === undefined
        ? NEVER
        : new Date(combined.changesAt).toISOString();
    return {
      entityRef: newest.entityRef,
      fact: `report.${newest.type}`,
      collector: 'report',
      request: '',
      failingSince: null,
      ...(miss ? { miss } : { value }),
      evidence: [evidenceOf(newest)],
      collectedAt: newest.producedAt,
      refreshAfter: expiresAt,
      expiresAt,
      hash: digestOf(miss ?? value),
    };
  }

  /** Reports that stand for a collector become its facts, and none of its own count. */
  private pushedFacts(
    facts: StoredFact[],
    wanted: InputsWanted,
  ): Pick<EvaluationInputs, 'reports' | 'standsFor'> {
    const sources = Object.entries(PUSHED_FACTS).flatMap(([type, collectors]) =>
      wanted.entities
        .filter(entity => this.isDeclared(type, entity))
        .map(entity => ({ type, collectors, entity })),
    );
    return {
      standsFor: sources.flatMap(({ collectors, entity }) =>
        collectors.map(collector => ({
          entityRef: entity.input.ref,
          collector,
        })),
      ),
      reports: [
        ...facts,
        ...sources.flatMap(({ type, collectors, entity }) =>
          factsOf({
            report: facts.find(
              each =>
                each.fact === `report.${type}` &&
                each.entityRef === entity.input.ref,
            ),
            type,
            collectors,
            entity,
            wanted,
          }),
        ),
      ],
    };
  }
}

/** By type and entity, newest first; of one series only its newest is current. */
function groups(stored: StoredReport[]): [StoredReport, ...StoredReport[]][] {
  const found = new Map<string, [StoredReport, ...StoredReport[]]>();
  const current = new Set<string>();
  for (const report of stored) {
    const key = `${report.entityRef}|${report.type}`;
    const series = `${key}|${report.series}`;
    const isTwin = !report.superseded && current.has(series);
    if (!report.superseded) current.add(series);
    const group = found.get(key);
    if (!group) found.set(key, [report]);
    else if (!isTwin) group.push(report);
  }
  return [...found.values()];
}

function toRecord(report: StoredReport): ReportRecord {
  const { entityRef, type, producedAt, commit, environment, tool, link } =
    report;
  return {
    envelope: {
      entityRef,
      type,
      producedAt,
      commit,
      environment,
      tool,
      link,
    },
    value: report.value,
    ...(report.miss ? { miss: report.miss } : {}),
    series: report.series,
  };
}

function evidenceOf(report: StoredReport): Evidence {
  const { type, pushedBy, producedAt, commit, tool, signedBy, link } = report;
  return evidence({
    request: `${type} report pushed by ${pushedBy}`,
    response: [
      `produced at ${producedAt}`,
      ...(commit === null ? [] : [`of commit ${commit.slice(0, 12)}`]),
      ...(tool === null
        ? []
        : [`by ${tool.name} ${tool.version ?? ''}`.trim()]),
      ...(signedBy === null ? [] : [`signed by ${signedBy}`]),
    ].join(', '),
    ...(link === null ? {} : { link }),
  });
}

/** Each fact that the checklist wants of the entity: from the report, or why it is not. */
function factsOf(options: {
  report: StoredFact | undefined;
  type: string;
  collectors: string[];
  entity: WantedEntity;
  wanted: InputsWanted;
}): StoredFact[] {
  const { report, type, collectors, entity, wanted } = options;
  const ids = entity.wanted.filter(fact =>
    collectors.includes(fact.split('.')[0]),
  );
  const rule = wanted.checklist.checklist.reports[type];
  const facts = (report?.value as JsonObject | undefined)?.facts as
    | Record<string, JsonObject>
    | undefined;
  const refusal = whyUnfit(options);
  return ids.map(fact => {
    const found = facts && Object.hasOwn(facts, fact) ? facts[fact] : undefined;
    const content: { value: JsonObject } | { miss: FactMiss } =
      refusal === undefined && found !== undefined
        ? { value: found }
        : {
            miss: {
              cause: 'waiting-for-report',
              message:
                refusal ?? `the newest ${type} report does not hold ${fact}`,
            },
          };
    const expiresAt =
      report && 'value' in content ? endOf(report, rule?.maxAge) : NEVER;
    return {
      entityRef: entity.input.ref,
      fact,
      collector: fact.split('.')[0],
      request: '',
      failingSince: null,
      ...content,
      evidence: report?.evidence ?? [],
      collectedAt: report?.collectedAt ?? wanted.now.toISOString(),
      refreshAfter: expiresAt,
      expiresAt,
      hash: digestOf(content),
    };
  });
}

function whyUnfit({
  report,
  type,
  entity,
  wanted,
}: {
  report: StoredFact | undefined;
  type: string;
  entity: WantedEntity;
  wanted: InputsWanted;
}): string | undefined {
  if (!report) return `waits for a report from the owner's CI: ${type}`;
  if (!wanted.checklist.checklist.reports[type]?.sameCommit) return undefined;
  const { releaseCommit, name } = entity.input;
  if (releaseCommit === undefined) {
    return `the commit of the release of ${name} is not known, and an ${type} report has to be of it`;
  }
  const { commit } = report.value as JsonObject;
  return commit === releaseCommit
    ? undefined
    : `the newest ${type} report is of another commit than the release of ${name}`;
}

function endOf(report: StoredFact, maxAge: string | undefined): string {
  const ms = maxAge === undefined ? undefined : durationMs(maxAge);
  if (ms === undefined) return NEVER;
  return new Date(Date.parse(report.collectedAt) + ms).toISOString();
}

function before(now: Date, ms: number): string {
  return new Date(now.getTime() - ms).toISOString();
}
