import { PLATFORM_TEAM } from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  UnknownCause,
  Who,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** Why something is unknown, and who can end it (semantics 4.6). */
export interface Unknown {
  cause: UnknownCause;
  who: Who;
  message: string;
  /** Collector, or type of report, that is concerned. */
  source?: string;
  /** A report that nobody is declared to push: a source that is not connected. */
  unpushed?: true;
}

/** Whether it is for want of a source that nobody configured (semantics 4.2). */
export function isUnconnected({ cause, unpushed }: Unknown): boolean {
  return cause === 'not-connected' || unpushed === true;
}

// Where several things are missing, the one that is wrong comes before the one
// that merely waits: so a waiting cause says that nothing else is missing.
const ORDER: UnknownCause[] = [
  'check-error',
  'no-entity',
  'not-declared',
  'collector-failing',
  'silent',
  'never-run',
  'expired',
  'waiting-for-report',
  'not-connected',
  'waiting-for-person',
  'waiting-for-traffic',
  'waiting-for-time',
];
const RANK = new Map(ORDER.map((cause, index) => [cause, index]));

const LETS_A_PERSON_SPEAK = new Set<UnknownCause>([
  'waiting-for-person',
  'waiting-for-traffic',
  'waiting-for-time',
]);

/** The cause that is shown of several; the same whatever their order. */
export function foremost<T extends Unknown>(
  causes: readonly T[],
): T | undefined {
  let first: T | undefined;
  for (const cause of causes) {
    if (!first || compareCauses(cause, first) < 0) first = cause;
  }
  return first;
}

function compareCauses(a: Unknown, b: Unknown): number {
  const byRank = rankOf(a) - rankOf(b);
  if (byRank !== 0) return byRank;
  return (
    compareText(a.source ?? '', b.source ?? '') ||
    compareText(a.message, b.message)
  );
}

function rankOf(unknown: Unknown): number {
  return RANK.get(isUnconnected(unknown) ? 'not-connected' : unknown.cause)!;
}

/** Whether a person's word counts beside a measurement that is unknown for this (semantics 4.1). */
export function letsAPersonSpeak(unknown: Unknown | undefined): boolean {
  return (
    unknown !== undefined &&
    (isUnconnected(unknown) || LETS_A_PERSON_SPEAK.has(unknown.cause))
  );
}

/** Who can end an unknown: `role` is the one that acts on the criterion. */
export function whoEnds(cause: UnknownCause, role: string): Who {
  switch (cause) {
    case 'not-connected':
    case 'collector-failing':
    case 'never-run':
    case 'check-error':
    case 'expired':
      return PLATFORM_TEAM;
    case 'waiting-for-person':
      return role;
    default:
      return 'owner';
  }
}

/** Order of code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
