import { storeDatabases } from '../../store/__testUtils__/databases';
import type { Notice } from '../../store/types';
import {
  ADA,
  MARGARET,
  OTTO,
  RADIA,
  startDelivery,
  WAIVER,
  type Delivery,
} from './__testUtils__/delivery';

const ENDS = { endsAt: '2026-03-15T10:00:00.000Z', daysLeft: 14 };
const CHECK = {
  checkId: 'P1',
  title: 'No errors',
  role: 'sre',
  dueAt: '2026-03-02T11:00:00.000Z',
  message: '7 errors',
};

describe('what people are told', () => {
  const { createStore } = storeDatabases();

  async function start(): Promise<Delivery & { reviewId: string }> {
    const delivery = await startDelivery(await createStore('SQLITE_3'));
    const reviewId = await delivery.openReview();
    await delivery.deliverer().deliver();
    delivery.notifications.heard.length = 0;
    return { ...delivery, reviewId };
  }

  const OWNERS = [ADA, OTTO];
  const SIGNERS = [ADA, MARGARET, OTTO, RADIA];

  it.each<
    [Notice['kind'], Notice['payload'], string, string, string, string[]]
  >([
    [
      'critical-failed',
      {
        rows: [
          { id: 'C1', title: 'HTTPS enforced', message: 'Port 80 is open' },
        ],
        before: [{ id: 'C2', title: 'Backups', message: null }],
        roles: ['security'],
      },
      'Critical item of KAMIYO fails: HTTPS enforced',
      'Port 80 is open. Failed before: Backups.',
      'high',
      [ADA, OTTO, RADIA],
    ],
    [
      'attestation-ending',
      {
        attestationId: 'a',
        about: 'x',
        title: 'Backups are restored',
        entityRef: 'component:default/api',
        role: 'sre',
        ...ENDS,
      },
      'Ends in 14 days: Backups are restored',
      'What On-call stated of api counts until 15 Mar 2026, 10:00 UTC. Renew it if it is still true.',
      'low',
      [MARGARET],
    ],
    [
      'waiver-requested',
      { ...WAIVER, role: 'owner' },
      'Waiver wanted for KAMIYO: Backups',
      'ada asks for an exception: approve or refuse it.',
      'normal',
      // Who asks does not approve.
      [OTTO],
    ],
    [
      'waiver-settled',
      { ...WAIVER, state: 'refused' },
      'Waiver refused for KAMIYO: Backups',
      'It goes on counting as it is.',
      'normal',
      [ADA],
    ],
    [
      'waiver-revoked',
      { ...WAIVER, requestedBy: RADIA },
      'Waiver revoked for KAMIYO: Backups',
      'What it excepted counts again from now on.',
      'normal',
      [ADA, OTTO, RADIA],
    ],
    [
      'waiver-ending',
      { ...WAIVER, role: 'sre', ...ENDS, daysLeft: 1 },
      'Waiver for KAMIYO ends within a day: Backups',
      'From 15 Mar 2026, 10:00 UTC on it counts again. Fix it, or ask for another waiver.',
      'normal',
      [ADA, MARGARET, OTTO],
    ],
    [
      'review-opened',
      { by: ADA, text: 'Reopened' },
      'Sign-off wanted: launch 1 of KAMIYO',
      'Planned for 2 Mar 2026, 10:00 UTC. Owner, Security and On-call sign.',
      'normal',
      [MARGARET, OTTO, RADIA],
    ],
    [
      'review-changed',
      { by: OTTO, text: 'Changed: api 2.4.1' },
      'Sign again: launch 1 of KAMIYO was changed',
      'Changed: api 2.4.1. Planned for 2 Mar 2026, 10:00 UTC.',
      'normal',
      [ADA, MARGARET, RADIA],
    ],
    [
      'sign-off-wanted',
      { by: OTTO, role: 'security', text: 'Withdrew it' },
      'Sign-off of Security wanted: launch 1 of KAMIYO',
      'Withdrew it.',
      'normal',
      [RADIA],
    ],
    [
      'sign-off-voided',
      { by: null, role: 'security', signer: RADIA, text: 'It is void' },
      'Sign-off of Security is void: launch 1 of KAMIYO',
      'It is void. Look at it again, and sign anew.',
      'high',
      [OTTO, RADIA],
    ],
    [
      'review-decided',
      { by: ADA, outcome: 'go', text: 'Decided GO' },
      'GO: launch 1 of KAMIYO',
      'Decided GO.',
      'normal',
      [MARGARET, OTTO, RADIA],
    ],
    [
      'review-closed',
      { by: ADA, text: 'Cancelled: not now' },
      'No sign-off wanted any more: launch 1 of KAMIYO',
      'Cancelled: not now.',
      'low',
      [MARGARET, OTTO, RADIA],
    ],
    [
      'go-withdrawn',
      {
        by: null,
        text: 'The GO holds no more: HTTPS enforced',
        signers: `${RADIA},user:default/left`,
        decidedBy: ADA,
        launched: true,
      },
      'GO withdrawn: launch 1 of KAMIYO',
      'The GO holds no more: HTTPS enforced. It is launched: decide whether to go back.',
      'critical',
      ['user:default/left', ...SIGNERS],
    ],
    [
      'go-expired',
      { by: null, text: 'The GO is over' },
      'The GO is over: launch 1 of KAMIYO',
      'The GO is over. Reopen the review to launch.',
      'normal',
      OWNERS,
    ],
    [
      'launch-due',
      {},
      'Launched? Record it: launch 1 of KAMIYO',
      'Planned for 2 Mar 2026, 10:00 UTC. What is checked after the launch begins once it is recorded.',
      'normal',
      OWNERS,
    ],
    [
      'launched',
      { by: ADA, text: 'Recorded' },
      'Launched: launch 1 of KAMIYO',
      'To be looked at: Within 1 hour.',
      'low',
      [MARGARET, OTTO],
    ],
    [
      'check-due',
      CHECK,
      'To be checked after launch 1 of KAMIYO: No errors',
      'On-call states it until 2 Mar 2026, 11:00 UTC.',
      'normal',
      [MARGARET],
    ],
    [
      'check-failed',
      {
        ...CHECK,
        rollbackTitle: 'Rollback plan',
        rollbackUrl: 'https://example.com/rollback',
      },
      'Fails after launch 1 of KAMIYO: No errors',
      '7 errors. Rollback plan: https://example.com/rollback',
      'critical',
      [ADA, MARGARET, OTTO],
    ],
    [
      'check-overdue',
      CHECK,
      'Overdue after launch 1 of KAMIYO: No errors',
      'It was due 2 Mar 2026, 11:00 UTC, and nothing is known of it. 7 errors.',
      'high',
      [ADA, MARGARET, OTTO],
    ],
    [
      'review-verified',
      { by: null, text: 'Every check passed' },
      'Verified: launch 1 of KAMIYO',
      'Every check passed.',
      'low',
      OWNERS,
    ],
  ])('%s', async (kind, payload, title, description, severity, people) => {
    const { write, deliverer, notifications, reviewId } = await start();
    await write(kind, { reviewId, ...payload });
    await deliverer().deliver();
    const [{ recipients, payload: sent }, ...others] = notifications.heard;
    expect(others).toEqual([]);
    expect(sent).toMatchObject({ title, description, severity });
    expect(
      [recipients]
        .flatMap(each => (each.type === 'entity' ? each.entityRef : []))
        .filter(ref => ref.startsWith('user:'))
        .sort(),
    ).toEqual([...people].sort());
  });

  it.each<Notice['kind']>([
    'scorecard-changed',
    'verdict-changed',
    'attestation-given',
    'attestation-withdrawn',
    'sign-off-given',
  ])('is nothing of %s', async kind => {
    const { write, deliverer, notifications, events, reviewId } = await start();
    events.heard.length = 0;
    await write(kind, { reviewId });
    await deliverer().deliver();
    expect(events.heard).toHaveLength(1);
    expect(notifications.heard).toEqual([]);
  });

  it('is one notification to each, of all that concerns them', async () => {
    const { write, deliverer, told, notifications } = await start();
    await write('waiver-requested', { ...WAIVER, requestedBy: MARGARET });
    await write('critical-failed', {
      rows: [{ id: 'C1', title: 'HTTPS enforced', message: 'Open' }],
      before: [],
      roles: [],
    });
    await deliverer().deliver();
    expect(told()).toEqual([
      {
        to: ['group:default/security', RADIA],
        not: [ADA, OTTO],
        title: 'Waiver wanted for KAMIYO: Backups',
      },
      {
        to: [OTTO],
        not: [ADA, RADIA],
        title:
          'KAMIYO: Critical item of KAMIYO fails: HTTPS enforced, and 1 more',
      },
      {
        to: [ADA, 'group:default/owners'].sort(),
        not: [OTTO, RADIA],
        title: 'Critical item of KAMIYO fails: HTTPS enforced',
      },
    ]);
    expect(notifications.heard[1].payload).toMatchObject({
      severity: 'high',
      topic: 'critical-items',
      description:
        'Waiver wanted for KAMIYO: Backups. margaret asks for an exception: approve or refuse it.\nCritical item of KAMIYO fails: HTTPS enforced. Open.',
      link: '/catalog/default/system/kamiyo/go-no-go?checklist=kamiyo',
    });
  });

  it('is the last of what follows on something', async () => {
    const { write, deliverer, notifications, reviewId } = await start();
    await write('review-changed', { reviewId, by: RADIA, text: 'Changed' });
    await write('review-closed', { reviewId, by: RADIA, text: 'Cancelled' });
    await deliverer().deliver();
    expect(notifications.heard.map(({ payload }) => payload)).toMatchObject([
      {
        title: 'No sign-off wanted any more: launch 1 of KAMIYO',
        scope: `review:${reviewId}`,
        link: `/production-readiness/reviews/${reviewId}`,
      },
    ]);
  });

  it('is nothing of a review that is there no more', async () => {
    const { write, deliverer, notifications } = await start();
    await write('review-decided', { reviewId: 'gone', outcome: 'go' });
    await deliverer().deliver();
    expect(notifications.heard).toEqual([]);
  });
});
