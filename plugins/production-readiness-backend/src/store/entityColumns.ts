import type { EntityColumns } from './types';

/** Columns that tables about entities share. */
export interface EntityColumnsRow {
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  owner: string | null;
  system: string | null;
}

/** Types for `bulkUpsert`. */
export const ENTITY_COLUMNS = {
  kind: 'text',
  namespace: 'text',
  name: 'text',
  title: 'text',
  type: 'text',
  lifecycle: 'text',
  owner: 'text',
  system: 'text',
} as const;

export function toEntityColumnsRow(entity: EntityColumns): EntityColumnsRow {
  const { kind, namespace, name, title, type, lifecycle, owner, system } =
    entity;
  return { kind, namespace, name, title, type, lifecycle, owner, system };
}

export function fromEntityColumnsRow(
  entityRef: string,
  row: EntityColumnsRow,
): EntityColumns {
  return { entityRef, ...toEntityColumnsRow({ entityRef, ...row }) };
}
