import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { OutboxStore } from '../store/types';
import { SIGNAL_CHANNEL, type RunEvent, type RunService } from './types';

const BATCH = 100;

/** Tells open pages that a run moved; says which run and nothing of the entity. */
export function publishRunSignals(options: {
  runs: RunService;
  signals: SignalsService;
  logger: LoggerService;
}): () => void {
  const { runs, signals, logger } = options;
  return runs.subscribe((event: RunEvent) => {
    if (event.type !== 'run') return;
    const { id, state, progress } = event.run;
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: { type: 'run', runId: id, state, progress: { ...progress } },
      })
      .catch(error => logger.debug(`A signal was not published: ${error}`));
  });
}

/**
 * Delivers what evaluations left in the outbox. At least once: a notice is
 * settled only after it was published.
 */
export async function deliverNotices(options: {
  outbox: OutboxStore;
  signals?: SignalsService;
}): Promise<void> {
  const { outbox, signals } = options;
  for (;;) {
    const notices = await outbox.pending(BATCH);
    if (notices.length === 0) return;
    for (const { kind, checklistId } of notices) {
      await signals?.publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: { type: kind, checklistId },
      });
    }
    await outbox.settle(notices.map(notice => notice.id));
  }
}
