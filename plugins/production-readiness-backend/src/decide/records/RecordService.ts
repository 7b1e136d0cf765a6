import { ConflictError } from '@backstage/errors';
import type {
  LaunchRecord,
  RecordExport,
  RecordFormat,
  RecordKey,
  RecordVerification,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { StoredReview } from '../../store/reviewTypes';
import type { Store } from '../../store/types';
import { hashOf } from '../../store/RecordStore';
import type { SigningConfig } from './config';
import {
  launchStatement,
  signStatement,
  type DecisionRecord,
} from './launchStatement';
import { recordMarkdown } from './markdown/recordMarkdown';
import { verifyChain } from './verifyChain';

export interface ExportedRecord {
  contentType: string;
  text: string;
}

/** In these a decision still says what may be launched, or was. */
const STANDS: StoredReview['state'][] = ['decided', 'launched', 'verified'];

/** Records as they are handed out. */
export class RecordService {
  constructor(
    private readonly options: {
      store: Pick<Store, 'records'>;
      signing: SigningConfig;
      now: () => Date;
    },
  ) {}

  /** Entities that the records of a review speak of. */
  async entitiesOf(review: StoredReview): Promise<string[]> {
    const records = await this.read(review);
    const named = records.flatMap(({ record }) => [
      record.review.subjectRef,
      ...record.review.pinned.members,
      ...(record.kind === 'decision'
        ? record.document.members.map(({ entityRef }) => entityRef)
        : []),
    ]);
    return [...new Set([review.subjectRef, ...named])];
  }

  /** Throws ConflictError before a decision, and for a statement that would be untrue. */
  async export(
    review: StoredReview,
    format: RecordFormat,
  ): Promise<ExportedRecord> {
    const records = await this.read(review);
    if (!records.some(({ record }) => record.kind === 'decision')) {
      throw new ConflictError(
        `Launch ${review.number} of ${review.subjectRef} is not decided: the record is frozen with the decision`,
      );
    }
    switch (format) {
      case 'markdown':
        return {
          contentType: 'text/markdown; charset=utf-8',
          text: recordMarkdown(records)!,
        };
      case 'dsse':
        return {
          contentType: 'application/vnd.dsse.envelope.v1+json',
          text: this.signed(review, records),
        };
      default:
        return {
          contentType: 'application/json; charset=utf-8',
          text: exportText(records),
        };
    }
  }

  verify(): Promise<RecordVerification> {
    return verifyChain(this.options.store.records);
  }

  keys(): RecordKey[] {
    return this.options.signing.keys;
  }

  /** Throws ConflictError rather than hand out what is not as it was written. */
  private async read({ id }: StoredReview): Promise<ReadRecord[]> {
    const stored = await this.options.store.records.read(id);
    return stored.map(({ hash, payload, sequence }) => {
      const record: LaunchRecord | undefined =
        hashOf(payload) === hash ? JSON.parse(payload) : undefined;
      if (record?.review.id === id) return { hash, payload, record };
      throw new ConflictError(
        `Record ${sequence} is not as it was written: GET /records/verify names the first that is not`,
      );
    });
  }

  private signed(review: StoredReview, records: ReadRecord[]): string {
    const refuse = (why: string) =>
      new ConflictError(
        `No statement on launch ${review.number} is signed: ${why}`,
      );
    const now = this.options.now();
    const { signer } = this.options.signing;
    if (!signer) {
      throw refuse(
        'there is no key; the platform team sets productionReadiness.records.signing',
      );
    }
    const decision = records.find(
      (each): each is ReadRecord<DecisionRecord> =>
        each.record.kind === 'decision' &&
        each.record.id === review.decision?.recordId,
    );
    if (!decision) throw refuse('its decision has no record, or is no more');
    const whyNot = whyNotSign(review, decision.record, now);
    if (whyNot !== undefined) throw refuse(whyNot);
    const { validForMs } = signer;
    const statement = launchStatement(decision, { now, validForMs });
    if (!statement) {
      throw refuse(
        'none of its releases names a commit that it could be about',
      );
    }
    return JSON.stringify(signStatement(statement, signer));
  }
}

/** Why what was decided counts no more. */
function whyNotSign(
  { state, withdrawn }: StoredReview,
  { decision: { validUntil } }: DecisionRecord,
  now: Date,
): string | undefined {
  // A launch goes on through its windows though its GO is withdrawn.
  if (withdrawn) return `its GO was withdrawn at ${withdrawn.at}`;
  if (!STANDS.includes(state)) {
    return `it is ${state}, its decision counts no more`;
  }
  return validUntil !== null && validUntil <= now.toISOString()
    ? `its decision held until ${validUntil}`
    : undefined;
}

interface ReadRecord<Record extends LaunchRecord = LaunchRecord> {
  hash: string;
  payload: string;
  record: Record;
}

/** Each record letter by letter as it was hashed. */
function exportText(records: ReadRecord[]): string {
  const schema: RecordExport['schema'] =
    'production-readiness/record-export/v1';
  const entries = records.map(
    ({ hash, payload }) => `{"hash":"${hash}","record":${payload}}`,
  );
  return `{"schema":"${schema}","records":[${entries.join(',')}]}\n`;
}
