import { randomUUID } from 'node:crypto';
import type {
  AuthService,
  DatabaseService,
  LoggerService,
  RootConfigService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { FactCollector } from '@production-readiness/backstage-plugin-production-readiness-node';
import { readConfiguredChecklists } from '../checklists/config';
import { LoadingChecklistService } from '../checklists/LoadingChecklistService';
import { createSource } from '../checklists/sources';
import type { ChecklistService } from '../checklists/types';
import { runPipeline } from '../pipeline';
import { createStore } from '../store/createStore';
import type { EvaluationInputSource, Store } from '../store/types';
import { CatalogReader } from './catalog';
import { CollectorPool } from './CollectorPool';
import { InProcessRunQueue } from './InProcessRunQueue';
import { noInputs } from './noInputs';
import { deliverNotices, publishRunSignals } from './publishSignals';
import { QueuedRunService } from './QueuedRunService';
import { scanCatalog } from './scanCatalog';
import type { RunQueue, RunService } from './types';

/** Subjects that one process works at side by side; collectors have limits of their own. */
const CONCURRENCY = 4;

export interface ReadinessOptions {
  auth: AuthService;
  catalog: CatalogService;
  collectors: FactCollector[];
  config: RootConfigService;
  database: DatabaseService;
  logger: LoggerService;
  scheduler: SchedulerService;
  /** Absent where the signals plugin is not installed. */
  signals?: SignalsService;
  urlReader: UrlReaderService;
  inputs?: EvaluationInputSource;
  queue?: RunQueue;
  now?: () => Date;
}

export interface Readiness {
  store: Store;
  checklists: ChecklistService;
  runs: RunService;
  /** Loads the checklists, finds the subjects, runs what is due, and goes on doing so. */
  start(): Promise<void>;
  /** Ends runs that are under way; the next start resumes them. */
  stop(): Promise<void>;
}

/** Puts store, checklists and runs together over the services of a backend plugin. */
export async function createReadiness(
  options: ReadinessOptions,
): Promise<Readiness> {
  const { logger, scheduler, signals, now = () => new Date() } = options;
  const store = await createStore(options.database);
  const checklists = new LoadingChecklistService({
    sources: readConfiguredChecklists(options.config).map(configured =>
      createSource(configured, options.urlReader),
    ),
    store: store.checklists,
    logger,
    now,
  });
  const catalog = new CatalogReader(options);
  const pool = new CollectorPool({
    collectors: options.collectors,
    logger,
    now,
  });
  const inputs = options.inputs ?? noInputs;
  const runs = new QueuedRunService({
    store,
    queue: options.queue ?? new InProcessRunQueue({ concurrency: CONCURRENCY }),
    pipeline: (run, context) =>
      runPipeline(
        { store, checklists, catalog, pool, inputs, now },
        run,
        context,
      ),
    worker: randomUUID(),
    now,
    logger,
  });
  const lookAtCatalog = async () => {
    await scanCatalog({ store, checklists, catalog, now });
    await runs.sweep();
  };

  return {
    store,
    checklists,
    runs,
    async start() {
      if (signals) publishRunSignals({ runs, signals, logger });
      await checklists.refresh();
      await runs.start();
      // The catalog may still be starting; the scheduled look tries again.
      await lookAtCatalog().catch(error =>
        logger.warn(`The catalog could not be scanned yet: ${error}`),
      );
      checklists.subscribe(() => {
        lookAtCatalog().catch(error =>
          logger.warn(`The catalog could not be scanned: ${error}`),
        );
      });
      await schedule(scheduler, {
        checklists: { every: { seconds: 30 }, fn: () => checklists.refresh() },
        catalog: { every: { minutes: 1 }, fn: lookAtCatalog },
        due: { every: { seconds: 5 }, fn: () => runs.sweep() },
        notices: {
          every: { seconds: 5 },
          fn: () => deliverNotices({ outbox: store.outbox, signals }),
        },
        retention: {
          every: { hours: 6 },
          scope: 'global',
          fn: async () => {
            await store.retention.prune(now());
          },
        },
      });
    },
    stop: () => runs.stop(),
  };
}

interface RecurringTask {
  every: { seconds?: number; minutes?: number; hours?: number };
  /** Local: each process has its own checklists, queue and listeners. */
  scope?: 'local' | 'global';
  fn: () => Promise<void>;
}

async function schedule(
  scheduler: SchedulerService,
  tasks: Record<string, RecurringTask>,
): Promise<void> {
  for (const [id, { every, scope = 'local', fn }] of Object.entries(tasks)) {
    await scheduler.scheduleTask({
      id: `production-readiness-${id}`,
      frequency: every,
      initialDelay: every,
      timeout: { minutes: 10 },
      scope,
      fn,
    });
  }
}
