import type {
  JsonObject,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { z } from 'zod';
import type { Notice } from '../../store/types';

/** Where whoever wants to react to launches listens. */
export const EVENT_TOPIC = 'production-readiness';

/** Ids and words of a fixed choice: nothing that a person wrote, nothing that was measured. */
const TOLD = [
  'about',
  'attestationId',
  'by',
  'checkId',
  'daysLeft',
  'dueAt',
  'endsAt',
  'entityRef',
  'from',
  'launchedAt',
  'outcome',
  'requestedBy',
  'reviewId',
  'role',
  'state',
  'statement',
  'to',
  'verdict',
  'waiverId',
];

const transitions = z.array(
  z.object({
    entityRef: z.string(),
    item: z.string(),
    from: z.string().nullable(),
    to: z.string(),
  }),
);
const rows = z.array(z.object({ id: z.string() }));

/** What is published of a notice: itself, and each change of an item that it holds. */
export function eventsOf(notice: Notice): JsonObject[] {
  const { id, kind, createdAt, subjectRef, checklistId, payload } = notice;
  const common = { at: createdAt, subjectRef, checklistId };
  const changes = transitions.safeParse(payload.transitions);
  const failed = rows.safeParse(payload.rows);
  return [
    {
      id,
      kind,
      ...common,
      ...told(payload),
      ...(failed.success ? { rows: failed.data.map(row => row.id) } : {}),
    },
    ...(changes.success ? changes.data : []).map(change => ({
      id: `${id}:${change.entityRef}:${change.item}`,
      kind: 'item-changed',
      ...common,
      ...change,
    })),
  ];
}

function told(payload: Record<string, JsonValue>): JsonObject {
  return Object.fromEntries(
    TOLD.flatMap(key =>
      payload[key] === undefined || payload[key] === null
        ? []
        : [[key, payload[key]]],
    ),
  );
}
