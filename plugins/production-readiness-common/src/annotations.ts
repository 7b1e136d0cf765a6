/** Comma-separated ids of the checklists that judge the entity; inherited by members. @public */
export const ANNOTATION_CHECKLIST = 'production-readiness/checklist';
/** Comma-separated targets; overrides the checklist's selectors. @public */
export const ANNOTATION_TARGET = 'production-readiness/target';
/** Base URL of the running thing. @public */
export const ANNOTATION_URL = 'production-readiness/url';
/** Comma-separated features in use, for conditions. @public */
export const ANNOTATION_FEATURES = 'production-readiness/features';
