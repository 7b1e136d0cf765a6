import type {
  FactRecord,
  JsonValue,
  Release,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { InputError } from '@backstage/errors';
import { DEPLOY_FACT } from '../../runs/releases';
import type { MemberRow } from '../../store/types';

/** What is live of an entity, as far as a deploy tells. */
export interface LiveRelease {
  entityRef: string;
  commit: string | null;
  /** When it went live, where that is said. */
  at: string | null;
}

/** What the newest facts on deploys say is live. */
export function liveReleases(facts: readonly FactRecord[]): LiveRelease[] {
  return facts
    .filter(({ fact }) => fact === DEPLOY_FACT)
    .map(({ entityRef, value }) => {
      const live = fieldOf(value, 'live');
      const commit = fieldOf(live, 'commit');
      const at = fieldOf(live, 'finishedAt') ?? fieldOf(live, 'createdAt');
      return {
        entityRef,
        commit:
          typeof commit === 'string' && commit !== ''
            ? commit.toLowerCase()
            : null,
        at: typeof at === 'string' ? at : null,
      };
    });
}

/**
 * A release per component: what is given, else what is live. Throws InputError
 * for a release of something that is no component of the launch unit.
 */
export function releasesOf(
  members: readonly MemberRow[],
  given: readonly { entityRef: string; version?: string; commit?: string }[],
  live: readonly LiveRelease[],
): Release[] {
  const components = members.filter(
    member => member.kind === 'component' && !member.isSubject,
  );
  const unit = members.find(member => member.isSubject);
  // A launch unit that is itself a component is what is launched.
  const launched =
    components.length === 0 && unit?.kind === 'component' ? [unit] : components;
  for (const { entityRef } of given) {
    if (launched.some(each => each.entityRef === entityRef)) continue;
    throw new InputError(
      `${entityRef} is no component of this launch unit; name releases of ${launched
        .map(each => each.entityRef)
        .join(', ')}`,
    );
  }
  return launched.map(({ entityRef }) => {
    const named = given.find(each => each.entityRef === entityRef);
    const seen = live.find(each => each.entityRef === entityRef);
    const commit = named?.commit?.toLowerCase() ?? seen?.commit ?? null;
    return {
      entityRef,
      commit,
      version: named?.version ?? (commit ? commit.slice(0, 7) : 'unknown'),
    };
  });
}

/** Where what is live is another than what is to be launched, each a sentence. */
export function liveDrift(
  releases: readonly Release[],
  live: readonly LiveRelease[],
): string[] {
  return releases.flatMap(({ entityRef, commit, version }) => {
    const seen = live.find(each => each.entityRef === entityRef);
    if (commit === null) {
      return [
        `Which commit of ${entityRef} is launched is not known: name it, or evidence that has to be of it counts for nothing`,
      ];
    }
    if (!seen?.commit || seen.commit === commit) return [];
    return [
      `What is live of ${entityRef} is ${seen.commit.slice(
        0,
        7,
      )}, not the release ${version} (${commit.slice(
        0,
        7,
      )}): what was measured speaks of that`,
    ];
  });
}

/** The newest live deploy of a release, where all that tell are of it. */
export function deploySeen(
  releases: readonly Release[],
  live: readonly LiveRelease[],
): { at: string; entityRef: string } | null {
  const seen = releases.flatMap(({ entityRef, commit }) => {
    const found = live.find(
      each => each.entityRef === entityRef && each.commit === commit,
    );
    return found?.at && commit !== null ? [{ at: found.at, entityRef }] : [];
  });
  const isWhole = releases.every(
    ({ entityRef, commit }) =>
      commit === null || seen.some(each => each.entityRef === entityRef),
  );
  if (!isWhole) return null;
  return seen.sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null;
}

function fieldOf(
  value: JsonValue | undefined,
  key: string,
): JsonValue | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? value[key]
    : undefined;
}
