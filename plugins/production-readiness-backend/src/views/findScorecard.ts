import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import { inScope, type ScorecardAuthorizer } from '../permissions/scope';
import type {
  EntityColumns,
  MemberRow,
  ScorecardRow,
  Store,
  SubjectKey,
} from '../store/types';
import { aliasHidden, type Aliases } from './hideEntities';
import type { NotFoundExplainer } from './explainNotFound';
import type { Visibility } from './visibility';

/** What a path and its query say. */
export interface ScorecardRequest {
  entityRef: string;
  checklist?: string;
  subject?: string;
}

/** The scorecard that is meant, and that the reader may read. */
export interface FoundScorecard {
  key: SubjectKey;
  entityRef: string;
  isSubject: boolean;
  /** The subject's aggregated row. */
  row: ScorecardRow;
  /** Everything that judges the entity, this one among it. */
  all: SubjectKey[];
  /** The subject first; empty before the first run. */
  members: MemberRow[];
  /** Members that the reader may not see in the catalog. */
  aliases: Aliases;
}

export interface ScorecardFinder {
  /** As one who may see everything finds it; undefined before its first row. */
  findOpen(key: SubjectKey): Promise<FoundScorecard | undefined>;
  /**
   * Throws NotFoundError for an entity that is not there, that the reader may
   * not see, or that no checklist judges; NotAllowedError where neither the
   * entity nor the subject satisfies the permission.
   */
  find(
    request: ScorecardRequest,
    options: {
      permission: ResourcePermission;
      credentials: BackstageCredentials;
    },
  ): Promise<FoundScorecard>;
}

export function createScorecardFinder(options: {
  store: Store;
  authorizer: ScorecardAuthorizer;
  visibility: Visibility;
  notFound: NotFoundExplainer;
}): ScorecardFinder {
  const { store, authorizer, visibility, notFound } = options;
  return {
    async findOpen(key) {
      const { subjectRef: entityRef } = key;
      const [memberships, own, members] = await Promise.all([
        store.members.listByEntity(entityRef),
        store.scorecards.list({ entityRefs: [entityRef] }, { limit: 100 }),
        store.members.list(key),
      ]);
      const row = own.rows.find(each => isSame(each, key));
      if (!row) return undefined;
      const all = keysOf(memberships, own.rows);
      const aliases: Aliases = new Map();
      return { key, entityRef, isSubject: true, row, all, members, aliases };
    },
    async find(request, { permission, credentials }) {
      const { entityRef } = request;
      const [scope, memberships, own, seen] = await Promise.all([
        authorizer.scope(permission, credentials),
        store.members.listByEntity(entityRef),
        store.scorecards.list({ entityRefs: [entityRef] }, { limit: 100 }),
        visibility.visible([entityRef], credentials),
      ]);
      if (!seen.has(entityRef)) throw notFound.unknownEntity(entityRef);
      const all = keysOf(memberships, own.rows);
      const key = choose(all, request);
      if (!key) throw await notFound.notJudged({ request, all, credentials });

      const isSubject = key.subjectRef === entityRef;
      const [row, members] = await Promise.all([
        own.rows.find(each => isSame(each, key)) ??
          store.scorecards.getRow(key),
        store.members.list(key),
      ]);
      if (!row) throw await notFound.notJudged({ request, all, credentials });
      const entity = members.find(member => member.entityRef === entityRef);
      assertInScope(scope, {
        entityRef,
        permission,
        entities: [asEntity(row), ...(entity ? [entity] : [])],
      });
      const refs = members.map(member => member.entityRef);
      return {
        key,
        entityRef,
        isSubject,
        row,
        all,
        members,
        aliases: aliasHidden(refs, await visibility.visible(refs, credentials)),
      };
    },
  };
}

/** Throws InputError on text that is no full ref. */
export function normalizedRef(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new InputError(
      `'${text.slice(
        0,
        200,
      )}' is no entity ref; write it like component:default/name`,
    );
  }
}

/** The entity as a subject first; then by ref and checklist. */
function keysOf(memberships: MemberRow[], own: ScorecardRow[]): SubjectKey[] {
  const keys: SubjectKey[] = [];
  for (const { subjectRef, checklistId } of [
    ...own,
    ...memberships.filter(member => member.isSubject),
    ...memberships,
  ]) {
    const key = { subjectRef, checklistId };
    if (!keys.some(each => isSame(each, key))) keys.push(key);
  }
  return keys;
}

function choose(
  keys: SubjectKey[],
  { checklist, subject }: ScorecardRequest,
): SubjectKey | undefined {
  return keys.find(
    key =>
      (checklist === undefined || key.checklistId === checklist) &&
      (subject === undefined || key.subjectRef === subject),
  );
}

function isSame(a: SubjectKey, b: SubjectKey): boolean {
  return a.subjectRef === b.subjectRef && a.checklistId === b.checklistId;
}

function asEntity(row: ScorecardRow): EntityColumns {
  return { ...row, entityRef: row.subjectRef };
}

function assertInScope(
  scope: Awaited<ReturnType<ScorecardAuthorizer['scope']>>,
  options: {
    entityRef: string;
    permission: ResourcePermission;
    entities: EntityColumns[];
  },
): void {
  if (inScope(scope, options.entities)) return;
  throw new NotAllowedError(
    `Your Backstage's permission policy does not grant ${options.permission.name} for ${options.entityRef}; ask its owner or those who keep the policy`,
  );
}
