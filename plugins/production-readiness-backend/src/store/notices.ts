import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { whereKey } from './SubjectStore';
import type { Notice, SubjectKey } from './types';

/** Writes a notice in the transaction of what it speaks of. */
export async function writeNotice(
  tx: Knex,
  notice: SubjectKey & Pick<Notice, 'kind' | 'payload'> & { now: Date },
): Promise<void> {
  await tx('outbox').insert({
    id: randomUUID(),
    kind: notice.kind,
    ...whereKey(notice),
    payload: JSON.stringify(notice.payload),
    created_at: notice.now.toISOString(),
  });
}
