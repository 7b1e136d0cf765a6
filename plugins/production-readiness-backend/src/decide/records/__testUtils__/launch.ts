import type {
  DecisionOutcome,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  ADA,
  API,
  MARGARET,
  OTTO,
  RADIA,
  STORE,
} from '../../__testUtils__/people';
import type { People } from '../../__testUtils__/startPeople';

const DAY_MS = 24 * 60 * 60 * 1000;
const ATTEST = '/scorecards/system/default/store/attestations';

/** A full commit of the API's release. */
export const RELEASE = 'a'.repeat(40);

/** By whom, what of which role; a link where one is worth keeping. */
const STATEMENTS: [string, { about: string; role: string; link?: string }][] = [
  [
    RADIA,
    {
      about: 'c.audit/done',
      role: 'security',
      link: 'https://wiki.example/audit',
    },
  ],
  [MARGARET, { about: 'c.drill/done', role: 'sre' }],
  [ADA, { about: 'G3', role: 'owner' }],
];

const SIGNERS: [string, string][] = [
  ['owner', OTTO],
  ['security', RADIA],
  ['sre', MARGARET],
];

const inDays = (people: People, days: number) =>
  new Date(people.now().getTime() + days * DAY_MS).toISOString();

export async function openReview(people: People): Promise<ReviewView> {
  const { body } = await people.post('/reviews', {
    entityRef: STORE,
    plannedAt: inDays(people, 1),
    releases: [{ entityRef: API, version: '2.4.0', commit: RELEASE }],
  });
  return body;
}

/** Decides an open review; what is open then is ada's. */
export async function decide(
  people: People,
  id: string,
  decision: { outcome: DecisionOutcome; reason?: string },
): Promise<ReviewView> {
  const { body: review } = await people.get(`/reviews/${id}`);
  const { body, status } = await people.post(`/reviews/${id}/decision`, {
    ...decision,
    ...(decision.outcome === 'no-go'
      ? {}
      : {
          openItems: review.toAssign.map(({ item }: { item: string }) => ({
            item,
            owner: ADA,
            dueAt: inDays(people, 10),
          })),
        }),
  });
  expect([status, body.error?.message]).toEqual([200, undefined]);
  return body;
}

/** From nothing to a GO: stated, signed and decided. */
export async function decideGo(people: People): Promise<ReviewView> {
  const { id } = await openReview(people);
  for (const [as, stated] of STATEMENTS) {
    const attestation = { entityRef: STORE, statement: 'met', ...stated };
    await people.post(ATTEST, { attestations: [attestation] }, as);
  }
  for (const [role, as] of SIGNERS) {
    const signOff = { role, statement: 'go' };
    await people.post(`/reviews/${id}/sign-offs`, signOff, as);
  }
  return decide(people, id, { outcome: 'go' });
}
