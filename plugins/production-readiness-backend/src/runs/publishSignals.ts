import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { SIGNAL_CHANNEL, type RunEvent, type RunService } from './types';

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
