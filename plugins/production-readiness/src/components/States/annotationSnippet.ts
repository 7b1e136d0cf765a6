import { ANNOTATION_CHECKLIST } from '@production-readiness/backstage-plugin-production-readiness-common';

/** What to write into catalog-info.yaml to be judged by a checklist. */
export function annotationSnippet(checklistId: string): string {
  return [
    'metadata:',
    '  annotations:',
    `    ${ANNOTATION_CHECKLIST}: ${checklistId}`,
  ].join('\n');
}
