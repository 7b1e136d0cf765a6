import { parseEntityRef } from '@backstage/catalog-model';
import type {
  FactView,
  JsonValue,
  Release,
  ReviewChange,
  ReviewInput,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** A release as a form holds it; what is empty is taken from what is live. */
export interface ReleaseLine {
  entityRef: string;
  version: string;
  commit: string;
}

/** What says which commit is live, by whatever collector sees deploys. */
const DEPLOY_FACT = 'render.deploy';
const FULL_COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/i;

/**
 * One line a component of a launch unit, with the commit that is live where that
 * is known. A launch unit without one is launched itself where it is a component.
 */
export function liveReleases(
  view: Pick<ScorecardView, 'subjectRef' | 'members' | 'facts'>,
): ReleaseLine[] {
  const { subjectRef } = view;
  const parts = view.members
    .map(each => each.entityRef)
    .filter(each => each !== subjectRef && isComponent(each));
  const launched = parts.length ? parts : [subjectRef].filter(isComponent);
  return launched.map(entityRef => ({
    entityRef,
    version: '',
    commit: liveCommit(view.facts[`${entityRef}|${DEPLOY_FACT}`]) ?? '',
  }));
}

function isComponent(entityRef: string): boolean {
  return (
    parseEntityRef(entityRef).kind.toLocaleLowerCase('en-US') === 'component'
  );
}

function liveCommit(fact: FactView | undefined): string | undefined {
  const commit = fieldOf(fieldOf(fact?.value, 'live'), 'commit');
  return typeof commit === 'string' ? commit : undefined;
}

function fieldOf(
  value: JsonValue | undefined,
  key: string,
): JsonValue | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? value[key]
    : undefined;
}

export function linesOfReleases(releases: Release[]): ReleaseLine[] {
  return releases.map(({ entityRef, version, commit }) => ({
    entityRef,
    version,
    commit: commit ?? '',
  }));
}

/** A shortened commit names nothing for certain. */
export function isUsableCommit(text: string): boolean {
  const commit = text.trim();
  return commit === '' || FULL_COMMIT.test(commit);
}

/** What is to be sent; components of which nothing is said are left to what is live. */
export function toReleases(
  lines: ReleaseLine[],
): NonNullable<ReviewInput['releases']> {
  return lines.flatMap(line => {
    const version = line.version.trim();
    const commit = line.commit.trim().toLocaleLowerCase('en-US');
    if (!version && !commit) return [];
    return {
      entityRef: line.entityRef,
      ...(version && { version }),
      ...(commit && { commit }),
    };
  });
}

/** Only what differs from what is pinned; undefined where nothing does. */
export function toChange(
  before: { plannedAt: string; releases: Release[] },
  form: { plannedAt: string; lines: ReleaseLine[] },
): ReviewChange | undefined {
  const old = toReleases(linesOfReleases(before.releases));
  const releases = toReleases(form.lines);
  const change: ReviewChange = {
    ...(Date.parse(form.plannedAt) !== Date.parse(before.plannedAt) && {
      plannedAt: form.plannedAt,
    }),
    ...(JSON.stringify(releases) !== JSON.stringify(old) && { releases }),
  };
  return Object.keys(change).length ? change : undefined;
}

/** As people call a release: its version, else the first characters of its commit. */
export function releaseName(
  release: Pick<Release, 'version' | 'commit'>,
): string {
  return release.version || (release.commit ?? '').slice(0, 8);
}
