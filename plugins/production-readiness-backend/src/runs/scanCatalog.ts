import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import { judges } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { ChecklistService, LoadedChecklist } from '../checklists/types';
import type { Store } from '../store/types';
import { toEntityColumns, toEntityInput, type CatalogReader } from './catalog';
import { inheritChecklists } from './inheritChecklists';

export interface ScanOptions {
  store: Store;
  checklists: ChecklistService;
  catalog: CatalogReader;
  now: () => Date;
}

/**
 * Brings the list of subjects in step with the catalog: new ones are due at
 * once, those that are gone are kept for a while, and a subject of which any
 * entity changed is due. Throws where the catalog fails, and then nothing is
 * taken for gone.
 */
export async function scanCatalog(options: ScanOptions): Promise<void> {
  const checklists = await options.checklists.listLoaded();
  const kinds = new Set(checklists.map(each => kindOf(each.checklist)));
  const subjects = new Map<string, string[]>(
    checklists.map(each => [each.checklist.id, []]),
  );
  for (const kind of kinds) {
    const judging = checklists.filter(each => kindOf(each.checklist) === kind);
    for await (const page of options.catalog.listKind(kind)) {
      const entities = await inheritChecklists(page, options.catalog);
      for (const checklist of judging) {
        const refs = await ensureSubjects(options, checklist, entities);
        subjects.get(checklist.checklist.id)!.push(...refs);
      }
    }
  }
  await markGone(options, subjects);
  await bumpChanged(options);
}

/** Whether a checklist judges an entity, which has inherited what it names, as a whole. */
export function isSubject(checklist: Checklist, entity: Entity): boolean {
  return judges(checklist, toEntityInput(entity));
}

async function ensureSubjects(
  { store, now }: ScanOptions,
  { checklist, digest }: LoadedChecklist,
  entities: Entity[],
): Promise<string[]> {
  const refs: string[] = [];
  for (const entity of entities) {
    if (!isSubject(checklist, entity)) continue;
    const subjectRef = stringifyEntityRef(entity);
    refs.push(subjectRef);
    await store.subjects.ensure(
      { subjectRef, checklistId: checklist.id },
      toEntityColumns(entity),
      {
        digest,
        version: checklist.version,
        items: checklist.items.length,
        hasGate: hasGate(checklist),
        enforced: checklist.mode === 'enforce',
      },
      now(),
    );
  }
  return refs;
}

async function markGone(
  { store, now }: ScanOptions,
  subjects: Map<string, string[]>,
): Promise<void> {
  const active = await store.checklists.listActiveDigests();
  const known = await store.subjects.list();
  const withdrawn = known
    .map(row => row.checklistId)
    .filter(id => !subjects.has(id) && !active.some(each => each.id === id));
  for (const [checklistId, present] of subjects) {
    await store.retention.markGone(checklistId, present, now());
  }
  for (const checklistId of new Set(withdrawn)) {
    await store.retention.markGone(checklistId, [], now());
  }
}

/** The catalog's etag covers an entity's relations too: it tells of new parts. */
async function bumpChanged({
  store,
  catalog,
  now,
}: ScanOptions): Promise<void> {
  const known = await store.members.listEtags();
  const refs = [...new Set(known.map(member => member.entityRef))];
  const found = await catalog.getByRefs(refs, [
    'kind',
    'metadata.namespace',
    'metadata.name',
    'metadata.etag',
  ]);
  const current = new Map(
    found.map(entity => [
      stringifyEntityRef(entity),
      entity.metadata.etag ?? null,
    ]),
  );
  const changed = known.filter(
    ({ entityRef, etag }) => (current.get(entityRef) ?? null) !== etag,
  );
  for (const ref of new Set(changed.map(member => member.entityRef))) {
    await store.subjects.bumpByEntity(ref, now());
  }
}

function hasGate({ critical, go, noGo }: Checklist): boolean {
  return critical.length + go.length + noGo.length > 0;
}

function kindOf({ subject }: Checklist): string {
  return subject.kind.toLowerCase();
}
