import type { RecordedReview } from '@production-readiness/backstage-plugin-production-readiness-common';
import { SUBJECT } from '../../../store/__testUtils__/samples';

export const API = 'component:default/kamiyo-api';
export const DATABASE = 'resource:default/kamiyo-postgres';
export const COMMIT = 'a1'.repeat(20);

export function recordedReview(
  changes: Partial<RecordedReview> = {},
): RecordedReview {
  return {
    id: 'review-1',
    number: 12,
    subjectRef: SUBJECT.subjectRef,
    title: 'KAMIYO',
    plannedAt: '2026-03-02T10:00:00.000Z',
    separation: 'strict',
    pinned: {
      checklist: { id: 'kamiyo', version: '1.0.0', digest: 'digest-1' },
      members: [API, DATABASE],
      targets: { api: [API], database: [DATABASE] },
      declared: {},
      releases: [
        { entityRef: API, version: '2.4.0', commit: COMMIT },
        { entityRef: DATABASE, version: '17', commit: null },
      ],
    },
    ...changes,
  };
}
