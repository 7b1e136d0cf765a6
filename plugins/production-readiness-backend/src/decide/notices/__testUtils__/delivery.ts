import type { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { EventParams } from '@backstage/plugin-events-node';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  entityColumns,
  memberRow,
  START,
  SUBJECT,
} from '../../../store/__testUtils__/samples';
import { writeNotice } from '../../../store/notices';
import type { Notice, Store } from '../../../store/types';
import { NoticeDelivery } from '../NoticeDelivery';
import { Notifier } from '../Notifier';

export const ADA = 'user:default/ada';
export const OTTO = 'user:default/otto';
export const RADIA = 'user:default/radia';
export const MARGARET = 'user:default/margaret';

/** Otto owns and is in security too. */
const GROUPS: Record<string, { group: string; people: string[] }> = {
  owner: { group: 'group:default/owners', people: [ADA, OTTO] },
  security: { group: 'group:default/security', people: [OTTO, RADIA] },
  sre: { group: 'group:default/sre', people: [MARGARET] },
};

const CHECKLIST = {
  roles: {
    owner: { title: 'Owner', validFor: 'P90D' },
    security: { title: 'Security', validFor: 'P90D' },
    sre: { title: 'On-call', validFor: 'P90D' },
  },
  review: {
    signOffs: ['owner', 'security', 'sre'],
    goValidFor: 'P7D',
    separation: 'strict',
    decides: 'owner',
  },
  postLaunch: [
    {
      id: 'hour',
      title: 'Within 1 hour',
      duration: 'PT1H',
      checks: [{ id: 'P1', title: 'No errors', role: 'sre' }],
    },
  ],
} as unknown as Checklist;

/** Someone who listens, and does not while there is something in `fails`. */
export class Listener<T> {
  readonly heard: T[] = [];
  /** What it answers instead, in order; the last one stays. */
  fails: (Error | undefined)[] = [];
  /** Runs while something is told: as a process that is slow, or dies. */
  during: (() => Promise<void>) | undefined;

  hear = async (message: T): Promise<void> => {
    const [failure] = this.fails;
    if (this.fails.length > 1) this.fails.shift();
    if (failure) throw failure;
    this.heard.push(message);
    await this.during?.();
  };
}

type Signal = { channel: string; message: object };

/** A store with a subject, and whoever hears of it; any number of deliverers. */
export async function startDelivery(store: Store) {
  await store.members.replace(
    SUBJECT,
    [
      memberRow({ ...entityColumns(), owner: 'group:default/owners' }),
      memberRow({
        ...entityColumns({
          entityRef: 'component:default/api',
          kind: 'component',
          name: 'api',
          title: 'API',
        }),
        isSubject: false,
        owner: 'group:default/owners',
      }),
    ],
    START,
  );
  const clock = { now: START };
  const events = new Listener<EventParams>();
  const signals = new Listener<Signal>();
  const notifications = new Listener<NotificationSendOptions>();
  const warnings: string[] = [];
  const logger: LoggerService = mockServices.logger.mock({
    warn: message => {
      warnings.push(message);
    },
  });
  const now = () => clock.now;

  const deliverer = () =>
    new NoticeDelivery({
      outbox: store.outbox,
      events: { publish: events.hear },
      signals: { publish: signals.hear as any },
      notifier: new Notifier({
        notifications: { send: notifications.hear },
        store,
        checklists: {
          get: async () => ({ checklist: CHECKLIST } as any),
          getVersion: async () => ({ checklist: CHECKLIST } as any),
        },
        roles: {
          groupsOf: role => (GROUPS[role] ? [GROUPS[role].group] : []),
          holdersOf: async role => GROUPS[role]?.people ?? [],
        },
        logger,
        now,
      }),
      logger,
      now,
    });

  return {
    events,
    signals,
    notifications,
    warnings,
    deliverer,
    pass: (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    async write(
      kind: Notice['kind'],
      payload: Notice['payload'] = {},
      key = SUBJECT,
    ) {
      await writeNotice(store.knex, { ...key, kind, payload, now: clock.now });
      // Two in one millisecond have no order.
      clock.now = new Date(clock.now.getTime() + 1);
    },
    async openReview() {
      const review = await store.reviews.open(
        {
          ...SUBJECT,
          digest: 'digest-1',
          version: '1.0.0',
          plannedAt: '2026-03-02T10:00:00.000Z',
          separation: 'strict',
          pinned: {
            checklist: { id: 'kamiyo', version: '1.0.0', digest: 'digest-1' },
            members: [],
            targets: {},
            declared: {},
            releases: [],
          },
          openedBy: ADA,
        },
        { by: ADA, kind: 'review-opened', text: 'Opened', now: clock.now },
      );
      clock.now = new Date(clock.now.getTime() + 1);
      return review.id;
    },
    /** Who was told what, in short. */
    told: () =>
      notifications.heard.map(({ recipients, payload }) => ({
        to: recipients.type === 'entity' ? recipients.entityRef : 'everyone',
        not:
          recipients.type === 'entity' ? recipients.excludeEntityRef ?? [] : [],
        title: payload.title,
      })),
  };
}

export type Delivery = Awaited<ReturnType<typeof startDelivery>>;

export const WAIVER = {
  waiverId: 'waiver-1',
  about: 'infra.a',
  title: 'Backups',
  role: 'security',
  state: 'requested',
  requestedBy: ADA,
};
