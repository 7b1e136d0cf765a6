import type { Pinned } from '@production-readiness/backstage-plugin-production-readiness-common';
import { canonicalJson } from '../checklist/digest';
import { compareText } from '../evaluate/causes';

/**
 * Where one pinned state differs from another, each a sentence; empty where
 * nothing does. The order of members, targets and releases says nothing.
 *
 * @public
 */
export function comparePinned(before: Pinned, after: Pinned): string[] {
  return [
    ...compareChecklists(before.checklist, after.checklist),
    ...members(before, after),
    ...keyed(before.targets, after.targets, {
      text: refs => canonicalJson([...refs].sort(compareText)),
      said: target => `The target ${target} has other members`,
    }),
    ...keyed(before.declared, after.declared, {
      text: canonicalJson,
      said: ref => `${ref} declares something else`,
    }),
    ...releases(before, after),
  ];
}

/** Whether one checklist is another version than it was, or another one; a sentence if so. */
export function compareChecklists(
  before: Pinned['checklist'],
  { id, version, digest }: Pinned['checklist'],
): string[] {
  if (id === before.id && digest === before.digest) return [];
  return [
    id === before.id && version !== before.version
      ? `The checklist is version ${version}, and was ${before.version}`
      : `The checklist is another than it was: ${id} ${version}`,
  ];
}

function members(before: Pinned, after: Pinned): string[] {
  return [
    ...missingIn(before.members, after.members).map(
      ref => `${ref} is a member now`,
    ),
    ...missingIn(after.members, before.members).map(
      ref => `${ref} is a member no more`,
    ),
  ];
}

/** Those of `refs` that `others` lacks. */
function missingIn(others: readonly string[], refs: readonly string[]) {
  return refs.filter(ref => !others.includes(ref)).sort(compareText);
}

function releases(before: Pinned, after: Pinned): string[] {
  const byRef = ({ releases: list }: Pinned) =>
    Object.fromEntries(list.map(release => [release.entityRef, release]));
  const now = byRef(after);
  return keyed(byRef(before), now, {
    text: ({ version, commit }) => canonicalJson([version, commit]),
    said: ref =>
      now[ref]
        ? `The release of ${ref} is another: ${now[ref].version}`
        : `No release of ${ref} is named any more`,
  });
}

function keyed<T>(
  before: Record<string, T>,
  after: Record<string, T>,
  { text, said }: { text: (value: T) => string; said: (key: string) => string },
): string[] {
  const textOf = (values: Record<string, T>, key: string) =>
    Object.hasOwn(values, key) ? text(values[key]) : undefined;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(key => textOf(before, key) !== textOf(after, key))
    .sort(compareText)
    .map(said);
}
