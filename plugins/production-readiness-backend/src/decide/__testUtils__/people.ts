import type { Entity } from '@backstage/catalog-model';

export const STORE = 'system:default/store';
export const API = 'component:default/store-api';

/** Who is who: ada owns, radia is security, margaret sre by a group in a group, portia legal, grace dba, eve nobody. */
export const ADA = 'user:default/ada';
export const OTTO = 'user:default/otto';
export const RADIA = 'user:default/radia';
export const MARGARET = 'user:default/margaret';
export const PORTIA = 'user:default/portia';
export const EVE = 'user:default/eve';

function entity(
  kind: string,
  name: string,
  spec: Record<string, string>,
  relations: Record<string, string[]> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', uid: name, etag: name },
    spec,
    relations: Object.entries(relations).flatMap(([type, refs]) =>
      refs.map(targetRef => ({ type, targetRef })),
    ),
  };
}

export const ENTITIES = [
  entity(
    'System',
    'store',
    {},
    { hasPart: [API], ownedBy: ['group:default/owners'] },
  ),
  entity(
    'Component',
    'store-api',
    { type: 'service', lifecycle: 'production' },
    { partOf: [STORE], ownedBy: ['group:default/owners'] },
  ),
  entity('Group', 'owners', {}, { hasMember: [ADA, OTTO] }),
  entity('Group', 'security', {}, { hasMember: [RADIA] }),
  entity('Group', 'operations', {}, { parentOf: ['group:default/on-call'] }),
  entity('Group', 'on-call', {}, { hasMember: [MARGARET] }),
  entity('Group', 'legal', {}, { hasMember: [PORTIA] }),
  ...[ADA, OTTO, RADIA, MARGARET, PORTIA, EVE].map(ref =>
    entity('User', ref.split('/')[1], {}),
  ),
];

export const ROLES = {
  security: 'group:default/security',
  sre: 'group:default/operations',
  legal: 'group:default/legal',
};

/** A checklist with each kind of thing that people act on. */
export const CHECKLIST = `
id: launch
version: 1.0.0
title: Launch
subject: { kind: System, byDefault: true }
mode: enforce
targets:
  system: { title: System, subject: true, required: true }
  api: { title: API, kind: Component, type: [service], required: true }
roles:
  owner: { title: Owner, validFor: P90D }
  security: { title: Security, validFor: P90D }
  sre: { title: Operations, validFor: P90D }
  legal: { title: Legal, validFor: P365D }
params: {}
passingScore: 50
levels: [{ id: ready, title: READY, min: 0 }]
review:
  signOffs: [owner, security, sre]
  goValidFor: P7D
  separation: strict
collect:
  probe:
    health: { for: [api] }
    plan: { for: [system] }
    soft: { for: [system] }
    optional: { for: [system] }
categories:
  - id: c
    title: Category
    sections:
      - title: Section
        items:
          - id: c.health
            title: Healthy
            for: [api]
            role: sre
            why: Because.
            fix: Mend it.
            criteria:
              - { id: up, text: The API is up, check: probe.health.status == 200 }
          - id: c.audit
            title: Audited
            for: [system]
            role: security
            why: Because.
            fix: Audit it.
            criteria:
              - id: done
                text: An audit was done
                attest: { role: security, statement: I have seen the report of the audit. }
          - id: c.drill
            title: Drilled
            for: [system]
            role: sre
            why: Because.
            fix: Drill.
            criteria:
              - id: done
                text: The plan was drilled
                attest: { role: sre, boundTo: probe.plan.status, validFor: P30D }
          - id: c.soft
            title: Soft
            for: [system]
            role: security
            why: Because.
            fix: Mend it.
            criteria:
              - { id: nice, text: Nice to have, check: probe.soft.status == 200 }
          - id: c.optional
            title: Optional
            for: [system]
            role: owner
            why: Because.
            fix: Mend it.
            criteria:
              - id: used
                text: Used well
                when: probe.optional.status == 200
                attest: { role: owner }
critical:
  - { id: C1, title: Healthy, item: c.health }
go:
  - { id: G1, title: Score, score: 50 }
  - { id: G2, title: Audit passed, item: c.audit }
  - id: G3
    title: Team ready
    attest: { role: owner, validFor: P30D, statement: The team is ready. }
noGo:
  - { id: N1, title: Health checks failing, not: { criterion: c.health/up } }
postLaunch:
  - id: hour
    title: Within 1 hour
    duration: PT1H
    checks:
      - { id: P1, title: All healthy, role: sre, settles: at-deadline, check: 'members.api.all(m, m.probe.health.status == 200)' }
      - { id: P2, title: Sign-ups work, role: owner, settles: on-pass, attest: { role: owner, validFor: P1D } }
  - id: day
    title: Within 24 hours
    duration: PT24H
    checks:
      - { id: P3, title: Still healthy, role: sre, settles: at-deadline, check: 'members.api.all(m, m.probe.health.status == 200)' }
`;
