import type { Entity } from '@backstage/catalog-model';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  FactCollector,
  FactOutcome,
  FactRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  bulkhead,
  timeout,
  TimeoutStrategy,
  type BulkheadPolicy,
} from 'cockatiel';

/** Calls of one collector at a time, over all runs of this process. */
const CONCURRENCY = 4;

export interface CollectTask {
  collector: FactCollector;
  entity: Entity;
  subject: Entity;
  requests: FactRequest[];
}

/**
 * Calls collectors so that none can harm another: each within its own limits
 * of time and concurrency, and whatever it does becomes one outcome a request.
 */
export class CollectorPool {
  private readonly collectors = new Map<string, FactCollector>();
  private readonly bulkheads = new Map<string, BulkheadPolicy>();

  constructor(
    private readonly options: {
      collectors: FactCollector[];
      logger: LoggerService;
      now: () => Date;
    },
  ) {
    for (const collector of options.collectors) {
      this.collectors.set(collector.id, collector);
      this.bulkheads.set(collector.id, bulkhead(CONCURRENCY, Infinity));
    }
  }

  get(id: string): FactCollector | undefined {
    return this.collectors.get(id);
  }

  /** One outcome for each request, in their order. Throws only where `signal` aborts. */
  async collect(
    { collector, entity, subject, requests }: CollectTask,
    signal: AbortSignal,
  ): Promise<FactOutcome[]> {
    // Aggressive: a collector that does not heed its signal is left behind.
    const limited = timeout(collector.timeoutMs, TimeoutStrategy.Aggressive);
    const { now } = this.options;
    const logger = this.options.logger.child({ collector: collector.id });
    try {
      const outcomes = await this.bulkheads.get(collector.id)!.execute(
        () =>
          limited.execute(
            context =>
              collector.collect({
                entity,
                subject,
                requests,
                signal: context.signal,
                logger,
                now,
              }),
            signal,
          ),
        signal,
      );
      return requests.map(request => outcomeOf(outcomes, request.key));
    } catch (error) {
      signal.throwIfAborted();
      const message = reasonOf(error, collector);
      return requests.map(({ key }) => ({ key, error: message }));
    }
  }
}

/** A collector that says nothing of a request has failed on it. */
function outcomeOf(outcomes: FactOutcome[], key: string): FactOutcome {
  return (
    outcomes.find(outcome => outcome.key === key) ?? {
      key,
      error: 'The collector gave no answer for this fact',
    }
  );
}

function reasonOf(error: unknown, collector: FactCollector): string {
  if (isError(error) && 'isTaskCancelledError' in error) {
    return `No result within ${collector.timeoutMs} ms`;
  }
  return isError(error) ? error.message : String(error);
}
