import type {
  Pinned,
  Release,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { LoadedChecklist } from '../../checklists/types';
import type { MemberRow } from '../../store/types';

/** Annotations by which an entity declares what conditions and targets read. */
export const DECLARES = 'production-readiness/';

/** What of a launch unit a review pins, as it is now (semantics 1.4). */
export function pinnedNow(
  { checklist, digest }: LoadedChecklist,
  members: readonly Pick<MemberRow, 'entityRef' | 'targets' | 'annotations'>[],
  releases: Release[],
): Pinned {
  const targets: Record<string, string[]> = {};
  for (const target of Object.keys(checklist.targets)) {
    targets[target] = members
      .filter(member => member.targets.includes(target))
      .map(({ entityRef }) => entityRef);
  }
  return {
    checklist: { id: checklist.id, version: checklist.version, digest },
    members: members.map(({ entityRef }) => entityRef),
    targets,
    declared: Object.fromEntries(
      members.map(({ entityRef, annotations }) => [
        entityRef,
        Object.fromEntries(
          Object.entries(annotations)
            .filter(([name]) => name.startsWith(DECLARES))
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      ]),
    ),
    releases,
  };
}
