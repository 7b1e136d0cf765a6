import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { ClaimedNotice, OutboxStore } from '../../store/noticeTypes';
import { EVENT_TOPIC, eventsOf } from './noticeEvents';
import type { Notifier } from './Notifier';
import { signalOf } from './noticeSignals';
import { withinTime } from './withinTime';

const BATCH = 100;
/** A deliverer that dies leaves its notices to the others after this time. */
const LEASE_MS = 5 * 60 * 1000;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * 60 * 1000;
/** From so many attempts on somebody has to look. */
export const WARN_AFTER = 5;
/** What fails so often in a row is asked nothing more for now. */
const GIVE_UP_AFTER = 3;

type Channel = 'events' | 'signals' | 'notifications';

/** How the channels fared since the delivery began. */
class Run {
  private readonly failed = new Map<Channel, number>();
  constructor(readonly by: string) {}

  isDown(channel: Channel): boolean {
    return (this.failed.get(channel) ?? 0) >= GIVE_UP_AFTER;
  }
  note(channel: Channel, isReached: boolean): void {
    this.failed.set(
      channel,
      isReached ? 0 : (this.failed.get(channel) ?? 0) + 1,
    );
  }
}

/**
 * Delivers what was written with the changes: as events, to open pages, to
 * people. At least once, by any number of replicas: a notice is settled after
 * all three have it, and where one of them does not answer it alone is asked
 * again, later and later.
 */
export class NoticeDelivery {
  constructor(
    private readonly options: {
      outbox: OutboxStore;
      events: Pick<EventsService, 'publish'>;
      signals: Pick<SignalsService, 'publish'>;
      notifier: Pick<Notifier, 'tell'>;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  /** Until nothing is due any more. */
  async deliver(): Promise<void> {
    const { outbox, now } = this.options;
    const run = new Run(randomUUID());
    for (;;) {
      const claimed = await outbox.claim({
        by: run.by,
        now: now(),
        until: this.leaseEnd(),
        limit: BATCH,
      });
      if (claimed.length === 0) return;
      await this.deliverClaimed(claimed, run);
    }
  }

  /** Warns of what could not be delivered: it stays until it is too old. */
  async warnOfStuck(): Promise<void> {
    const { outbox, logger, now } = this.options;
    const { count, oldest, problem } = await outbox.stuck({
      attempts: WARN_AFTER,
      now: now(),
    });
    if (!oldest) return;
    logger.warn(
      `${count} notices could not be delivered, the oldest '${oldest.kind}' of ${oldest.subjectRef} of ${oldest.createdAt}: ${problem}`,
    );
  }

  private async deliverClaimed(
    claimed: ClaimedNotice[],
    run: Run,
  ): Promise<void> {
    const bundles = bySubject(claimed);
    let renewAt = this.now() + LEASE_MS / 2;
    while (bundles.length > 0) {
      if (this.now() >= renewAt) {
        await this.keepHeld(bundles, run);
        renewAt = this.now() + LEASE_MS / 2;
      }
      const together = bundles.shift() ?? [];
      if (together.length > 0) await this.deliverTogether(together, run);
    }
  }

  /** Holds on to what is left, and leaves out what somebody else has by now. */
  private async keepHeld(bundles: ClaimedNotice[][], run: Run): Promise<void> {
    const held = new Set(
      await this.options.outbox.renew(
        bundles.flat().map(({ id }) => id),
        { by: run.by, until: this.leaseEnd() },
      ),
    );
    for (const [index, bundle] of bundles.entries()) {
      bundles[index] = bundle.filter(({ id }) => held.has(id));
    }
  }

  /** Notices of one launch unit: who is told of several is told once. */
  private async deliverTogether(
    notices: ClaimedNotice[],
    run: Run,
  ): Promise<void> {
    const { outbox, events, signals, notifier } = this.options;
    const problems: string[] = [];
    const attempt = async (channel: Channel, act: () => Promise<unknown>) => {
      if (run.isDown(channel)) return false;
      try {
        await act();
        run.note(channel, true);
        return true;
      } catch (error) {
        run.note(channel, false);
        problems.push(`${channel}: ${error}`);
        return false;
      }
    };
    for (const notice of notices) {
      const { progress } = notice;
      progress.event ||= await attempt('events', async () => {
        for (const eventPayload of eventsOf(notice)) {
          await withinTime(
            events.publish({ topic: EVENT_TOPIC, eventPayload }),
          );
        }
      });
      progress.signal ||= await attempt('signals', () =>
        withinTime(
          signals.publish({
            recipients: { type: 'broadcast' },
            ...signalOf(notice),
          }),
        ),
      );
    }
    const untold = notices.filter(({ progress }) => !progress.notified);
    if (untold.length > 0) {
      await attempt('notifications', () => notifier.tell(untold));
    }
    const delivered = notices.filter(isDelivered);
    await outbox.settle(
      delivered.map(({ id }) => id),
      run.by,
    );
    await this.postpone(
      notices.filter(notice => !isDelivered(notice)),
      { run, problems },
    );
  }

  private async postpone(
    notices: ClaimedNotice[],
    { run, problems }: { run: Run; problems: string[] },
  ): Promise<void> {
    if (notices.length === 0) return;
    const { outbox, logger } = this.options;
    const problem = problems.join('; ');
    // Where nothing was tried the others' failures are not counted against it.
    const wasTried = problems.length > 0;
    const postponed = notices.map(({ id, progress, attempts }) => {
      const after = attempts + (wasTried ? 1 : 0);
      const pause = wasTried ? pauseAfter(after) : FIRST_PAUSE_MS;
      const nextAt = new Date(this.now() + pause);
      return { id, progress, attempts: after, nextAt };
    });
    await outbox.postpone(postponed, {
      by: run.by,
      problem: wasTried ? problem : undefined,
    });
    const stuck = postponed.filter(({ attempts }) => attempts === WARN_AFTER);
    if (wasTried && stuck.length > 0) {
      logger.warn(
        `${stuck.length} notices of ${notices[0].subjectRef} are not delivered after ${WARN_AFTER} attempts, and tried on: ${problem}`,
      );
    }
  }

  private leaseEnd(): Date {
    return new Date(this.now() + LEASE_MS);
  }

  private now(): number {
    return this.options.now().getTime();
  }
}

function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
}

function isDelivered({ progress }: ClaimedNotice): boolean {
  return progress.event && progress.signal && progress.notified;
}

function bySubject(notices: readonly ClaimedNotice[]): ClaimedNotice[][] {
  const bundles = new Map<string, ClaimedNotice[]>();
  for (const notice of notices) {
    const key = JSON.stringify([notice.subjectRef, notice.checklistId]);
    bundles.set(key, [...(bundles.get(key) ?? []), notice]);
  }
  return [...bundles.values()];
}
