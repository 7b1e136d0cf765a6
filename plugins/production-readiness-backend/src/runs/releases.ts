import type {
  FactRecord,
  JsonValue,
  Release,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { EntityInput } from '@production-readiness/backstage-plugin-production-readiness-engine';

/** The fact that says what is live, by whatever collector deploys are seen. */
export const DEPLOY_FACT = 'render.deploy';

export interface Releases {
  entities: EntityInput[];
  /** When one of the facts that say so is over; null: none is there. */
  validUntil: string | null;
}

/**
 * The entities with the commit of the release that is judged: the one that an
 * open launch review is about, else that of the live deploy (semantics 1.4).
 * What is not deployed by itself, a database or the launch unit as a whole, is
 * of the release of the others, if these are all of one commit.
 */
export function withReleases(
  entities: EntityInput[],
  options: {
    facts: FactRecord[];
    now: Date;
    /** Of a launch review; without it what is live is judged. */
    pinned?: readonly Release[];
  },
): Releases {
  const { pinned, facts } = options;
  if (pinned !== undefined) {
    const commits = new Map(
      pinned.map(({ entityRef, commit }) => [entityRef, commit ?? undefined]),
    );
    return { entities: withCommits(entities, commits), validUntil: null };
  }
  const now = options.now.toISOString();
  const deploys = facts.filter(fact => fact.fact === DEPLOY_FACT);
  const commits = new Map(
    deploys.map(fact => [
      fact.entityRef,
      fact.expiresAt > now ? commitOf(fact.value) : undefined,
    ]),
  );
  return {
    entities: withCommits(entities, commits),
    validUntil:
      deploys
        .map(fact => fact.expiresAt)
        .filter(at => at > now)
        .sort()[0] ?? null,
  };
}

function withCommits(
  entities: EntityInput[],
  commits: ReadonlyMap<string, string | undefined>,
): EntityInput[] {
  const distinct = new Set(commits.values());
  const common = distinct.size === 1 ? [...distinct][0] : undefined;
  return entities.map(entity => {
    const commit = commits.has(entity.ref) ? commits.get(entity.ref) : common;
    return commit === undefined ? entity : { ...entity, releaseCommit: commit };
  });
}

function commitOf(value: JsonValue | undefined): string | undefined {
  const live = fieldOf(value, 'live');
  const commit = fieldOf(live, 'commit');
  return typeof commit === 'string' && commit !== ''
    ? commit.toLowerCase()
    : undefined;
}

function fieldOf(
  value: JsonValue | undefined,
  key: string,
): JsonValue | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? value[key]
    : undefined;
}
