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

/** State that something is so, as a member of the role that states it. @public */
export const attestationCreatePermission = createPermission({
  name: 'production-readiness.attestation.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SCORECARD,
});

/** Ask for an exception. @public */
export const waiverRequestPermission = createPermission({
  name: 'production-readiness.waiver.request',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SCORECARD,
});

/** Approve, refuse or revoke an exception that another person asked for. @public */
export const waiverApprovePermission = createPermission({
  name: 'production-readiness.waiver.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SCORECARD,
});

/** Open, change, cancel and reopen launch reviews. @public */
export const reviewOpenPermission = createPermission({
  name: 'production-readiness.review.open',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SCORECARD,
});

/** Sign a launch review off, as a member of the role. @public */
export const reviewSignPermission = createPermission({
  name: 'production-readiness.review.sign',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SCORECARD,
});

/** Record the decision of a launch review. @public */
export const reviewDecidePermission = createPermission({
  name: 'production-readiness.review.decide',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SCORECARD,
});

/** Record that a launch took place. @public */
export const reviewLaunchPermission = createPermission({
  name: 'production-readiness.review.launch',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SCORECARD,
});

/** Verify the chain of decision records and read the keys that they are signed with. @public */
export const recordReadPermission = createPermission({
  name: 'production-readiness.record.read',
  attributes: { action: 'read' },
});

/** See what a proposed checklist would change. @public */
export const checklistPreviewPermission = createPermission({
  name: 'production-readiness.checklist.preview',
  attributes: { action: 'read' },
});

/** Permissions on launch units and their members. @public */
export const scorecardPermissions = [
  scorecardReadPermission,
  scorecardRunPermission,
  reportPushPermission,
  attestationCreatePermission,
  waiverRequestPermission,
  waiverApprovePermission,
  reviewOpenPermission,
  reviewSignPermission,
  reviewDecidePermission,
  reviewLaunchPermission,
];

/** @public */
export const productionReadinessPermissions = [
  ...scorecardPermissions,
  recordReadPermission,
  checklistPreviewPermission,
  checklistReadPermission,
  connectionsReadPermission,
];
