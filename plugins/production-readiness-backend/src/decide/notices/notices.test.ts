import {
  createServiceFactory,
  type BackendFeature,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  eventsServiceRef,
  type EventParams,
} from '@backstage/plugin-events-node';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import { ADA, MARGARET, OTTO, RADIA, STORE } from '../__testUtils__/people';
import { startPeople } from '../__testUtils__/startPeople';

const PATH = `/scorecards/${STORE.replace(':', '/')}`;
const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

async function start() {
  const sent: NotificationSendOptions[] = [];
  const events: any[] = [];
  // Its declared type leaves out what brings it into a backend.
  const scheduler = mockServices.scheduler() as SchedulerService & {
    factory(): BackendFeature;
  };
  const people = await startPeople({
    features: [
      scheduler.factory(),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async message => {
            sent.push(message);
          },
        }),
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => ({
          publish: async ({ eventPayload }: EventParams) => {
            events.push(eventPayload);
          },
          subscribe: async () => {},
        }),
      }),
    ],
  });
  await people.settled();

  /** What is sent with such a title once what was written is delivered. */
  async function told(title: string) {
    await scheduler.triggerTask('deliver-notices');
    const found = sent.find(({ payload }) => payload.title.includes(title));
    expect([title, sent.map(({ payload }) => payload.title)]).toEqual([
      title,
      expect.arrayContaining([expect.stringContaining(title)]),
    ]);
    return found!;
  }
  return { ...people, sent, events, told };
}

const refsOf = ({ recipients }: NotificationSendOptions) =>
  recipients.type === 'entity' ? [recipients.entityRef].flat() : [];

describe('people who act', () => {
  it('tell those whose turn it is', async () => {
    const { post, told, events, now, stop } = await start();
    try {
      const waiver = await post(`${PATH}/waivers`, {
        about: 'c.soft',
        reason: 'A secret reason',
        expiresAt: new Date(now().getTime() + MONTH_MS).toISOString(),
      });
      expect(waiver.status).toBe(201);
      const asked = await told('Waiver wanted for store: Soft');
      expect(refsOf(asked)).toEqual(['group:default/security', RADIA]);

      const approved = await post(
        `/waivers/${waiver.body.id}/approve`,
        {},
        RADIA,
      );
      expect(approved.status).toBe(200);
      const settled = await told('Waiver approved for store: Soft');
      expect(refsOf(settled)).toEqual([ADA]);
      expect(settled.payload.scope).toBe(asked.payload.scope);

      const review = await post('/reviews', {
        entityRef: STORE,
        plannedAt: new Date(now().getTime() + MONTH_MS).toISOString(),
      });
      expect(review.status).toBe(201);
      const wanted = await told('Sign-off wanted: launch 1 of store');
      expect(refsOf(wanted)).toEqual(
        expect.arrayContaining([
          OTTO,
          RADIA,
          MARGARET,
          'group:default/operations',
        ]),
      );
      expect(refsOf(wanted)).not.toContain(ADA);
      expect(wanted.payload.link).toBe(
        `/production-readiness/reviews/${review.body.id}`,
      );
      expect(events.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining([
          'scorecard-changed',
          'waiver-requested',
          'waiver-settled',
          'review-opened',
        ]),
      );
      expect(JSON.stringify(events)).not.toContain('secret');
    } finally {
      await stop();
    }
  });

  it('hear of what they need that fails, but of nothing that is not known', async () => {
    const { told, probe, pass, sent, stop } = await start();
    try {
      probe.health = 'down';
      await pass(4 * 60 * 60 * 1000);
      probe.health = 503;
      await pass(60 * 60 * 1000);
      const failed = await told('Critical item of store fails: Healthy');
      expect(refsOf(failed)).toEqual([
        'group:default/operations',
        'group:default/owners',
        ADA,
        MARGARET,
        OTTO,
      ]);
      probe.health = 'down';
      await pass(4 * 60 * 60 * 1000);
      probe.health = 503;
      await pass(60 * 60 * 1000);
      await told('Critical item of store fails: Healthy');
      expect(sent).toHaveLength(1);
    } finally {
      await stop();
    }
  });
});
