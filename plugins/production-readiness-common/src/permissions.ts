import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of scorecards, for conditional decisions. @public */
export const RESOURCE_TYPE_SCORECARD = 'production-readiness-scorecard';

/** Read scorecards, their history and gates. @public */
export const scorecardReadPermission = createPermission({
  name: 'production-readiness.scorecard.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SCORECARD,
});

/** Ask for the checks of an entity to be run now. @public */
export const scorecardRunPermission = createPermission({
  name: 'production-readiness.scorecard.run',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SCORECARD,
});

/** Push reports of an entity, as CI does. Tokens of CI need a mapping in the configuration instead. @public */
export const reportPushPermission = createPermission({
  name: 'production-readiness.report.push',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SCORECARD,
});

/** Read checklists and what the linter says of them. @public */
export const checklistReadPermission = createPermission({
  name: 'production-readiness.checklist.read',
  attributes: { action: 'read' },
});

/** Read which sources are connected, how they fare and which hosts were refused. @public */
export const connectionsReadPermission = createPermission({
  name: 'production-readiness.connections.read',
  attributes: { action: 'read' },
});

/** @public */
export const productionReadinessPermissions = [
  scorecardReadPermission,
  scorecardRunPermission,
  reportPushPermission,
  checklistReadPermission,
  connectionsReadPermission,
];
