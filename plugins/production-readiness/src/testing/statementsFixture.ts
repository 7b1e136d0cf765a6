import type {
  AttestationsView,
  AttestationTask,
  AttestationView,
  WaiverView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

const SYSTEM = 'system:default/kamiyo';

export function attestation(
  changes: Partial<AttestationView> = {},
): AttestationView {
  return {
    id: 'attestation-1',
    checklistId: 'kamiyo',
    subjectRef: SYSTEM,
    about: 'c.item/x',
    entityRef: SYSTEM,
    role: 'security',
    statement: 'met',
    by: 'user:default/radia',
    at: '2026-11-01T10:00:00.000Z',
    expiresAt: '2026-12-30T10:00:00.000Z',
    note: 'Seen in the audit',
    state: 'current',
    ...changes,
  };
}

export function task(changes: Partial<AttestationTask> = {}): AttestationTask {
  return {
    about: 'c.item/x',
    kind: 'criterion',
    entityRef: SYSTEM,
    role: 'security',
    title: 'The key is rotated',
    item: 'c.item',
    statement: 'The key was rotated within a year.',
    validFor: 'P90D',
    state: 'missing',
    changed: [],
    may: { allowed: true },
    ...changes,
  };
}

export function attestations(
  changes: Partial<AttestationsView> = {},
): AttestationsView {
  return {
    entityRef: SYSTEM,
    subjectRef: SYSTEM,
    checklistId: 'kamiyo',
    tasks: [task()],
    roles: { security: 'Security lead' },
    ...changes,
  };
}

export function waiver(changes: Partial<WaiverView> = {}): WaiverView {
  return {
    id: 'waiver-1',
    checklistId: 'kamiyo',
    subjectRef: SYSTEM,
    about: 'c.item',
    title: 'Item',
    entityRef: null,
    reason: 'The supplier mends it in January',
    role: 'security',
    state: 'requested',
    requestedBy: 'user:default/ada',
    requestedAt: '2026-11-20T10:00:00.000Z',
    expiresAt: '2027-01-31T00:00:00.000Z',
    may: {
      approve: { allowed: true },
      refuse: { allowed: true },
      revoke: { allowed: false, why: 'It is not in force' },
    },
    ...changes,
  };
}
