import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { ChecklistService } from '../../checklists/types';
import type { RoleResolver } from '../../people/RoleResolver';
import type { Store } from '../../store/types';
import { NoticeDelivery } from './NoticeDelivery';
import { Notifier } from './Notifier';
import { Reminders } from './Reminders';

/** What tells the outside of what happened, and of what is about to. */
export function createNotices(options: {
  store: Store;
  checklists: ChecklistService;
  roles: RoleResolver;
  events: EventsService;
  notifications: NotificationService;
  signals: SignalsService;
  logger: LoggerService;
  now: () => Date;
}): { delivery: NoticeDelivery; reminders: Reminders } {
  return {
    delivery: new NoticeDelivery({
      ...options,
      outbox: options.store.outbox,
      notifier: new Notifier(options),
    }),
    reminders: new Reminders(options),
  };
}
