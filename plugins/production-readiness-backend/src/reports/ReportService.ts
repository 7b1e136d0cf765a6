import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  ReportError,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { EntityReader } from '../createEntityReader';
import type { RunService } from '../runs/types';
import { digestOf } from '../store/digest';
import type { Store, StoredReport } from '../store/types';
import { EVERY, type ReportsConfig, type TokenEntry } from './config';
import { isSigned, openSigned } from './dsse';
import { isInFuture, readEnvelope, type ReceivedReport } from './envelope';
import type { ReportParserRegistry } from './ReportParserRegistry';

/** Who pushes: a token by its subject, or a person whom the policy allows it. */
export type Pusher =
  | { kind: 'token'; subject: string }
  | { kind: 'user'; userEntityRef: string };

export interface PushedReport {
  report: StoredReport;
  /** False: the same was pushed before. */
  added: boolean;
  /** What the pusher has to know all the same. */
  note?: string;
}

/** Larger values would not fit an expression's bounds, and are no figures any more. */
const MAX_VALUE_BYTES = 512 * 1024;

/** Takes reports in: checks who, for what and what, and has what they change judged anew. */
export class ReportService {
  constructor(
    private readonly options: {
      store: Store;
      parsers: ReportParserRegistry;
      config: ReportsConfig;
      entities: EntityReader;
      runs: Pick<RunService, 'requestRun'>;
      now: () => Date;
    },
  ) {}

  /** Throws NotFoundError on a type that is none. */
  maxBytesOf(type: string): number {
    return this.options.parsers.require(type).maxBytes ?? Infinity;
  }

  /**
   * Stores a report and queues runs of the subjects that it concerns. Throws
   * NotFoundError for an unknown type or entity, NotAllowedError for an entity
   * that the token is not mapped to, InputError with the offending path else.
   */
  async push(
    type: string,
    body: unknown,
    pusher: Pusher,
    authorize: (entityRef: string) => Promise<void>,
  ): Promise<PushedReport> {
    const parser = this.options.parsers.require(type);
    const now = this.options.now();
    const { received, signedBy } = this.open(body, { type, pusher, now });
    const { entityRef } = received.envelope;
    this.assertMapped(pusher, { type, entityRef });
    await authorize(entityRef);
    await this.assertExists(entityRef);
    this.assertSigned(pusher, { type, entityRef, signedBy });
    const pushed = await this.options.store.reports.add(
      this.toReport(parser, received, { pusher, signedBy, now }),
      now,
    );
    if (pushed.added) await this.requestRuns(entityRef);
    return { ...pushed, ...(await this.noteOn(pushed.report)) };
  }

  /** Who is to push what is said by configuration: what nobody is to push does not count. */
  private async noteOn({
    type,
    entityRef,
  }: StoredReport): Promise<{ note?: string }> {
    const { config, store } = this.options;
    const declared = Object.hasOwn(config.types, type)
      ? config.types[type].for
      : [];
    if (declared.includes(EVERY) || declared.includes(entityRef)) return {};
    const members = await store.members.listByEntity(entityRef);
    const byTarget = declared.some(each =>
      members.some(({ targets }) => targets.includes(each)),
    );
    // Before the first run nobody knows the targets of the entity.
    if (byTarget || (declared.length > 0 && members.length === 0)) return {};
    return {
      note: `Stored, but it does not count: no one is declared to push '${type}' of it; add '${entityRef}' to productionReadiness.reports.types.${type}.for`,
    };
  }

  private open(
    body: unknown,
    { type, pusher, now }: { type: string; pusher: Pusher; now: Date },
  ): { received: ReceivedReport; signedBy: string | null } {
    if (!isSigned(body)) {
      return { received: readEnvelope(body, { type, now }), signedBy: null };
    }
    // Keys are those of the token: who holds one key cannot sign for another.
    const keys = this.entriesOf(pusher).flatMap(entry => entry.keys);
    const { envelope, signedBy } = openSigned(body, keys);
    return { received: readEnvelope(envelope, { type, now }), signedBy };
  }

  private entriesOf(pusher: Pusher): TokenEntry[] {
    if (pusher.kind === 'user') return [];
    return this.options.config.tokens.filter(
      ({ subject }) => subject === pusher.subject,
    );
  }

  /** The entries that let this pusher push this. */
  private allowing(
    pusher: Pusher,
    { type, entityRef }: { type: string; entityRef: string },
  ): TokenEntry[] {
    return this.entriesOf(pusher).filter(
      ({ entities, types }) =>
        (entities.includes(EVERY) || entities.includes(entityRef)) &&
        (types === undefined || types.includes(type)),
    );
  }

  private assertMapped(
    pusher: Pusher,
    about: { type: string; entityRef: string },
  ): void {
    if (pusher.kind === 'user') return;
    if (this.allowing(pusher, about).length > 0) return;
    const { type, entityRef } = about;
    throw new NotAllowedError(
      `The token '${pusher.subject}' may not push '${type}' reports of ${entityRef}; an entry { subject: '${pusher.subject}', entities: ['${entityRef}'] } under productionReadiness.reports.tokens, without 'types' or with '${type}' among them, allows it`,
    );
  }

  private async assertExists(entityRef: string): Promise<void> {
    const [entity] = await this.options.entities.getEntitiesByRefs([entityRef]);
    if (!entity) {
      throw new NotFoundError(`There is no entity ${entityRef} in the catalog`);
    }
  }

  private assertSigned(
    pusher: Pusher,
    about: { type: string; entityRef: string; signedBy: string | null },
  ): void {
    const entries = this.allowing(pusher, about);
    if (pusher.kind === 'user') return;
    const isEnough = entries.some(
      ({ requireSignature, keys }) =>
        !requireSignature || keys.some(({ keyid }) => keyid === about.signedBy),
    );
    if (isEnough) return;
    throw new InputError(
      `The token '${pusher.subject}' has to sign its reports of ${about.entityRef}: send a DSSE envelope signed by a key of its entry`,
    );
  }

  private toReport(
    parser: ReportParser,
    { envelope, payload }: ReceivedReport,
    by: { pusher: Pusher; signedBy: string | null; now: Date },
  ) {
    const { value, miss, series, happenedAt } = parser.parse(payload, envelope);
    if (happenedAt !== undefined && isInFuture(happenedAt, by.now)) {
      throw new ReportError('', `tells of ${happenedAt}, in the future`);
    }
    if (Buffer.byteLength(JSON.stringify(value)) > MAX_VALUE_BYTES) {
      throw new ReportError(
        '',
        'holds more than can be judged; split it or leave out what no check reads',
      );
    }
    const { signedBy } = by;
    return {
      ...envelope,
      // An old result does not become young by being pushed again.
      producedAt: [
        envelope.producedAt,
        happenedAt ?? envelope.producedAt,
      ].sort()[0],
      series: series ?? '',
      digest: digestOf({ envelope, payload, signedBy }),
      pushedBy:
        by.pusher.kind === 'user' ? by.pusher.userEntityRef : by.pusher.subject,
      signedBy,
      value,
      ...(miss ? { miss } : {}),
    };
  }

  private async requestRuns(entityRef: string): Promise<void> {
    const { store, runs } = this.options;
    const members = await store.members.listByEntity(entityRef);
    for (const { subjectRef, checklistId } of members) {
      const subject = await store.subjects.get({ subjectRef, checklistId });
      if (subject && subject.goneAt === null) {
        await runs.requestRun({ subjectRef, checklistId, reason: 'changed' });
      }
    }
  }
}
