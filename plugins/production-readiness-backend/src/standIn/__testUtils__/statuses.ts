import type {
  ScorecardView,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** `<criterion> <name of the entity>` of every criterion on every entity, with what came of it. */
export function statusesOf(
  scorecard: ScorecardView,
): Map<string, { status: Status; cause?: string }> {
  return new Map(
    scorecard.items
      .flatMap(item => item.criteria)
      .flatMap(criterion =>
        criterion.entities.map(
          ({ entityRef, status, cause }) =>
            [
              `${criterion.id} ${entityRef.split('/')[1]}`,
              { status, cause },
            ] as const,
        ),
      ),
  );
}

/** Every failing criterion, with the entity it fails on. */
export function failuresOf(scorecard: ScorecardView): string[] {
  return [...statusesOf(scorecard)]
    .filter(([, { status }]) => status === 'fail')
    .map(([row]) => row)
    .sort();
}
