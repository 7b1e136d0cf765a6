import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { bulkUpsert } from './bulk';
import { bumpAll, whereKey } from './SubjectStore';
import type {
  CollectorHealth,
  FactStore,
  StoredFact,
  SubjectKey,
} from './types';

interface Row {
  entity_ref: string;
  fact: string;
  request: string;
  collector: string;
  value: string | null;
  miss: string | null;
  error: string | null;
  evidence: string;
  collected_at: string;
  refresh_after: string;
  expires_at: string;
  hash: string;
  failing_since: string | null;
}

interface Reader extends SubjectKey {
  entityRef: string;
  requests: Record<string, string>;
}

export class DatabaseFactStore implements FactStore {
  constructor(private readonly knex: Knex) {}

  async listForSubject(
    key: SubjectKey,
    tx: Knex = this.knex,
  ): Promise<StoredFact[]> {
    const readers = await this.readers(tx, members =>
      members.where({
        subject_ref: key.subjectRef,
        checklist_id: key.checklistId,
      }),
    );
    const wanted = new Set(readers.flatMap(requestIds));
    const rows = await tx<Row>('facts')
      .whereIn(
        'entity_ref',
        readers.map(reader => reader.entityRef),
      )
      .orderBy(['entity_ref', 'fact']);
    return rows.map(fromRow).filter(fact => wanted.has(idOf(fact)));
  }

  async listForEntity(entityRef: string): Promise<StoredFact[]> {
    const rows = await this.knex<Row>('facts')
      .where({ entity_ref: entityRef })
      .orderBy(['fact', 'request']);
    return rows.map(fromRow);
  }

  async listForRequests(
    requests: readonly Pick<StoredFact, 'entityRef' | 'fact' | 'request'>[],
    tx: Knex = this.knex,
  ): Promise<StoredFact[]> {
    const wanted = new Set(requests.map(idOf));
    const rows = await tx<Row>('facts')
      .whereIn('entity_ref', [
        ...new Set(requests.map(({ entityRef }) => entityRef)),
      ])
      .orderBy(['entity_ref', 'fact', 'request']);
    return rows.map(fromRow).filter(fact => wanted.has(idOf(fact)));
  }

  async stateForSubject(key: SubjectKey, now: Date): Promise<string> {
    const rows = await this.knex<Row>('facts')
      .whereIn(
        'entity_ref',
        this.knex('members').where(whereKey(key)).select('entity_ref'),
      )
      .orderBy(['entity_ref', 'fact', 'request'])
      .select(
        'entity_ref',
        'fact',
        'request',
        'hash',
        'error',
        'collected_at',
        'refresh_after',
      );
    const at = now.toISOString();
    const digest = createHash('sha256');
    for (const { refresh_after: refreshAfter, ...row } of rows) {
      digest.update(
        JSON.stringify([Object.values(row), refreshAfter <= at]),
        'utf8',
      );
    }
    return digest.digest('hex');
  }

  async save(facts: StoredFact[], now: Date): Promise<{ changed: string[] }> {
    if (facts.length === 0) return { changed: [] };
    return this.knex.transaction(async tx => {
      const ordered = [...facts].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
      const entityRefs = [...new Set(ordered.map(fact => fact.entityRef))];
      const stored = new Map(
        (await tx<Row>('facts').whereIn('entity_ref', entityRefs))
          .map(fromRow)
          .map(fact => [idOf(fact), fact]),
      );
      await bulkUpsert(tx, {
        table: 'facts',
        columns: {
          entity_ref: 'text',
          fact: 'text',
          request: 'text',
          collector: 'text',
          value: 'text',
          miss: 'text',
          error: 'text',
          evidence: 'text',
          collected_at: 'text',
          refresh_after: 'text',
          expires_at: 'text',
          hash: 'text',
          failing_since: 'text',
        },
        key: ['entity_ref', 'fact', 'request'],
        rows: ordered.map(toRow),
      });
      const changed = ordered
        .filter(fact => isOtherContent(stored.get(idOf(fact)), fact, now))
        .map(idOf);
      await this.bumpReaders(tx, { entityRefs, changed, now });
      return { changed };
    });
  }

  async healthOfCollectors(): Promise<CollectorHealth[]> {
    const totals: { collector: string; facts: number | string }[] =
      await this.knex('facts')
        .groupBy('collector')
        .orderBy('collector')
        .select('collector', this.knex.raw('count(*) as facts'));
    const successes: { collector: string; at: string }[] = await this.knex(
      'facts',
    )
      .where(query => query.whereNotNull('value').orWhereNotNull('miss'))
      .groupBy('collector')
      .select('collector', this.knex.raw('max(collected_at) as at'));
    const failures = (
      await this.knex<Row>('facts')
        .whereNotNull('error')
        .select('collector', 'entity_ref', 'error')
    ).map(row => ({
      collector: row.collector,
      entityRef: row.entity_ref,
      error: JSON.parse(row.error!) as NonNullable<StoredFact['error']>,
    }));
    return totals.map(({ collector, facts }) => {
      const failed = failures
        .filter(each => each.collector === collector && !each.error.cause)
        .sort((a, b) => (a.error.at < b.error.at ? 1 : -1));
      const [newest] = failed;
      return {
        collector,
        facts: Number(facts),
        failing: failed.length,
        lastSuccessAt:
          successes.find(each => each.collector === collector)?.at ?? null,
        lastError: newest
          ? {
              at: newest.error.at,
              message: newest.error.message,
              entityRef: newest.entityRef,
            }
          : null,
      };
    });
  }

  private async bumpReaders(
    tx: Knex,
    options: { entityRefs: string[]; changed: string[]; now: Date },
  ): Promise<void> {
    if (options.changed.length === 0) return;
    const changed = new Set(options.changed);
    const readers = await this.readers(tx, members =>
      members.whereIn('entity_ref', options.entityRefs),
    );
    await bumpAll(
      tx,
      readers.filter(reader => requestIds(reader).some(id => changed.has(id))),
      options.now,
    );
  }

  private async readers(
    tx: Knex,
    which: (members: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<Reader[]> {
    const rows = await which(tx('members')).select(
      'subject_ref',
      'checklist_id',
      'entity_ref',
      'requests',
    );
    return rows.map((row: Record<string, string>) => ({
      subjectRef: row.subject_ref,
      checklistId: row.checklist_id,
      entityRef: row.entity_ref,
      requests: JSON.parse(row.requests),
    }));
  }
}

/**
 * A value that comes back after it had expired changes the answer too, though
 * its content is the same; so does an error that comes or goes.
 */
function isOtherContent(
  before: StoredFact | undefined,
  after: StoredFact,
  now: Date,
): boolean {
  return (
    before === undefined ||
    before.hash !== after.hash ||
    before.error?.message !== after.error?.message ||
    (before.expiresAt <= now.toISOString() &&
      after.expiresAt > now.toISOString())
  );
}

function idOf(fact: Pick<StoredFact, 'entityRef' | 'fact' | 'request'>) {
  return `${fact.entityRef}|${fact.fact}|${fact.request}`;
}

function requestIds(reader: Reader): string[] {
  return Object.entries(reader.requests).map(([fact, request]) =>
    idOf({ entityRef: reader.entityRef, fact, request }),
  );
}

function toRow(fact: StoredFact) {
  return {
    entity_ref: fact.entityRef,
    fact: fact.fact,
    request: fact.request,
    collector: fact.collector,
    value: fact.value === undefined ? null : JSON.stringify(fact.value),
    miss: fact.miss ? JSON.stringify(fact.miss) : null,
    error: fact.error ? JSON.stringify(fact.error) : null,
    evidence: JSON.stringify(fact.evidence),
    collected_at: fact.collectedAt,
    refresh_after: fact.refreshAfter,
    expires_at: fact.expiresAt,
    hash: fact.hash,
    failing_since: fact.failingSince,
  };
}

function fromRow(row: Row): StoredFact {
  return {
    entityRef: row.entity_ref,
    fact: row.fact,
    request: row.request,
    collector: row.collector,
    ...(row.value === null ? {} : { value: JSON.parse(row.value) }),
    ...(row.miss === null ? {} : { miss: JSON.parse(row.miss) }),
    ...(row.error === null ? {} : { error: JSON.parse(row.error) }),
    evidence: JSON.parse(row.evidence),
    collectedAt: row.collected_at,
    refreshAfter: row.refresh_after,
    expiresAt: row.expires_at,
    hash: row.hash,
    failingSince: row.failing_since,
  };
}
