import type { ChecklistSummary } from '@production-readiness/backstage-plugin-production-readiness-common';

/** Faults that the sentence names; the checklist's own screen has them all. */
const SHOWN = 2;

/**
 * Says that a newer version of the checklist could not be loaded: which, from
 * where, since when, why, and what is in force instead. Undefined if none is.
 */
export function brokenChecklistSentence(
  broken: ChecklistSummary['broken'],
  inForce: string,
): string | undefined {
  if (!broken) return undefined;
  const { version, origin, at, messages } = broken;
  const which = version ? `Version ${version}` : 'A newer version';
  const more = messages.length - SHOWN;
  const why = [
    ...messages.slice(0, SHOWN),
    ...(more > 0 ? [`${more} more`] : []),
  ].join('; ');
  return `${which} of this checklist, from ${origin}, could not be loaded since ${at}: ${why}. Version ${inForce}, the last good one, is in force.`;
}
