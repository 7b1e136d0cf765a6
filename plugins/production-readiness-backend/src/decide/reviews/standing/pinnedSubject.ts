import { parseEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_TARGET,
  type Checklist,
  type Pinned,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  ResolvedEntity,
  ResolvedSubject,
} from '../../../runs/resolveSubject';
import { DECLARES } from '../pinned';

/**
 * A launch unit as a review pins it (semantics 1.4): its members, their targets
 * and what they declare. Whoever left it since is judged with what is known of
 * them, and of what nobody can read any more nothing is known.
 */
export function pinnedSubject(
  resolved: ResolvedSubject,
  { checklist, pinned }: { checklist: Checklist; pinned: Pinned },
): ResolvedSubject {
  const subjectRef = resolved.subject.input.ref;
  const current = new Map(
    resolved.members.map(member => [member.input.ref, member]),
  );
  return {
    ...resolved,
    subject: asPinned(resolved.subject, pinned, checklist),
    members: pinned.members
      .filter(ref => ref !== subjectRef)
      .map(ref =>
        asPinned(current.get(ref) ?? departed(ref), pinned, checklist),
      ),
  };
}

function asPinned(
  resolved: ResolvedEntity,
  { declared, targets }: Pinned,
  checklist: Checklist,
): ResolvedEntity {
  const { ref } = resolved.input;
  const kept = Object.entries(resolved.input.annotations).filter(
    ([name]) => !name.startsWith(DECLARES),
  );
  const annotations = {
    ...Object.fromEntries(kept),
    ...declared[ref],
    // Overrides the selectors, which may sort an entity elsewhere by now.
    [ANNOTATION_TARGET]: Object.keys(targets)
      .filter(
        name =>
          targets[name].includes(ref) && !checklist.targets[name]?.subject,
      )
      .join(),
  };
  const { entity } = resolved;
  return {
    ...resolved,
    input: { ...resolved.input, annotations },
    entity: { ...entity, metadata: { ...entity.metadata, annotations } },
  };
}

/** One that is no member any more, as much of it as its ref says. */
function departed(ref: string): ResolvedEntity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    input: { ref, kind, name, type: null, annotations: {} },
    columns: {
      entityRef: ref,
      kind: kind.toLocaleLowerCase('en-US'),
      namespace,
      name,
      title: null,
      type: null,
      lifecycle: null,
      owner: null,
      system: null,
    },
    etag: null,
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { namespace, name },
    },
  };
}
