import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';
import type { LoadingChecklistService } from './checklists/LoadingChecklistService';
import type { NoticeDelivery } from './decide/notices/NoticeDelivery';
import type { Reminders } from './decide/notices/Reminders';
import { keepTime } from './decide/reviews/standing/keepTime';
import type { QueuedRunService } from './runs/QueuedRunService';
import { scanCatalog, type ScanOptions } from './runs/scanCatalog';
import type { Store } from './store/types';

const TIMEOUT: HumanDuration = { minutes: 10 };

/** Everything that happens again and again. */
export async function scheduleWork(options: {
  scheduler: SchedulerService;
  logger: LoggerService;
  store: Store;
  checklists: LoadingChecklistService;
  runs: QueuedRunService;
  delivery: NoticeDelivery;
  reminders: Reminders;
  scan: ScanOptions;
  scanEvery: HumanDuration;
  now: () => Date;
}): Promise<void> {
  const { scheduler, store, checklists, runs, delivery, now } = options;

  // Each process holds the compiled versions, and fills its own queue.
  await scheduler.scheduleTask({
    id: 'refresh-checklists',
    scope: 'local',
    frequency: { seconds: 15 },
    timeout: TIMEOUT,
    fn: () => checklists.refresh(),
  });
  await scheduler.scheduleTask({
    id: 'queue-due-runs',
    scope: 'local',
    // Few cheap queries; a second sample is wanted soon after its 60 s are over.
    frequency: { seconds: 5 },
    timeout: TIMEOUT,
    fn: () => runs.sweep(),
  });

  await scheduler.scheduleTask({
    id: 'scan-catalog',
    frequency: options.scanEvery,
    timeout: TIMEOUT,
    fn: async () => {
      await scanCatalog(options.scan);
      await store.launches.look(now());
      await runs.sweep();
    },
  });
  await scheduler.scheduleTask({
    id: 'keep-launch-reviews',
    frequency: { seconds: 15 },
    timeout: TIMEOUT,
    fn: () => keepTime({ store, checklists, now: now() }),
  });
  await scheduler.scheduleTask({
    id: 'deliver-notices',
    // Each claims its own: where one replica hangs the others go on.
    scope: 'local',
    frequency: { seconds: 3 },
    timeout: TIMEOUT,
    fn: () => delivery.deliver(),
  });
  await scheduler.scheduleTask({
    id: 'remind',
    frequency: { minutes: 5 },
    timeout: TIMEOUT,
    fn: () => options.reminders.remind(),
  });
  await scheduler.scheduleTask({
    id: 'prune',
    frequency: { hours: 1 },
    timeout: TIMEOUT,
    fn: async () => {
      const pruned = await store.retention.prune(now());
      options.logger.debug(`Deleted what is kept no longer`, { ...pruned });
      if (pruned.notices > 0) {
        options.logger.warn(
          `Deleted ${pruned.notices} notices that were never delivered`,
        );
      }
      await delivery.warnOfStuck();
    },
  });
}
