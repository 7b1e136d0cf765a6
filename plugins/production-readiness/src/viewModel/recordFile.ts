import { parseEntityRef } from '@backstage/catalog-model';
import type {
  RecordFormat,
  ReviewSummary,
} from '@production-readiness/backstage-plugin-production-readiness-common';

export const RECORD_FORMATS = [
  'json',
  'markdown',
  'dsse',
] as const satisfies readonly RecordFormat[];

const FILES: Record<RecordFormat, { ending: string; type: string }> = {
  json: { ending: 'json', type: 'application/json' },
  markdown: { ending: 'md', type: 'text/markdown' },
  dsse: { ending: 'dsse.json', type: 'application/json' },
};

/** The file that a record is saved as: `kamiyo-launch-12.md`. */
export function recordFile(
  review: Pick<ReviewSummary, 'subjectRef' | 'number'>,
  format: RecordFormat,
): { name: string; type: string } {
  const { ending, type } = FILES[format];
  const { name } = parseEntityRef(review.subjectRef);
  return { name: `${name}-launch-${review.number}.${ending}`, type };
}
