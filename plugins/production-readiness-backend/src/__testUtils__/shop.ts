import type { Entity } from '@backstage/catalog-model';

/** A small company: one launch unit of team a with two members, one of team b. */
export const SHOP = 'system:default/shop';
export const SHOP_API = 'component:default/shop-api';
export const SHOP_VAULT = 'component:default/shop-vault';
export const LEDGER = 'system:default/ledger';

function entity(
  kind: string,
  name: string,
  rest: {
    owner?: string;
    partOf?: string;
    parts?: string[];
    annotations?: Record<string, string>;
    spec?: Entity['spec'];
  } = {},
): Entity {
  const relation = (type: string, targetRef: string) => ({ type, targetRef });
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      etag: `etag-${name}`,
      annotations: rest.annotations ?? {},
    },
    spec: rest.spec ?? {},
    relations: [
      ...(rest.owner ? [relation('ownedBy', rest.owner)] : []),
      ...(rest.partOf ? [relation('partOf', rest.partOf)] : []),
      ...(rest.parts ?? []).map(ref => relation('hasPart', ref)),
    ],
  };
}

const JUDGED = { 'production-readiness/checklist': 'shop' };

export const SHOP_ENTITIES: Entity[] = [
  entity('System', 'shop', {
    owner: 'group:default/a',
    parts: [SHOP_API, SHOP_VAULT],
    annotations: {
      ...JUDGED,
      'production-readiness/contact-on-call': 'user:default/ada',
    },
  }),
  entity('Component', 'shop-api', {
    owner: 'group:default/c',
    partOf: SHOP,
    spec: { type: 'service' },
  }),
  entity('Component', 'shop-vault', {
    owner: 'group:default/a',
    partOf: SHOP,
    spec: { type: 'service' },
  }),
  entity('System', 'ledger', {
    owner: 'group:default/b',
    annotations: JUDGED,
  }),
  entity('Component', 'alone', { owner: 'group:default/a' }),
  entity('User', 'ada', {
    annotations: { 'production-readiness/phone': '+44 1' },
    spec: { profile: { displayName: 'Ada', email: 'ada@example.com' } },
  }),
];

/** Judges by one collector, `probe`, and by a person. */
export const SHOP_CHECKLIST = `
id: shop
version: 1.0.0
title: Shop checklist
description: What a shop has to prove.
metadata: { purpose: testing }
subject: { kind: System, byDefault: false }
mode: enforce
targets:
  system: { title: System, subject: true, required: true }
  api: { title: API, kind: Component, type: [service], required: false }
roles:
  owner: { title: Owner, validFor: P90D }
  security: { title: Security, validFor: P90D }
  sre: { title: SRE, validFor: P90D }
params: {}
passingScore: 95
levels:
  - { id: ready, title: READY, min: 95 }
  - { id: not-ready, title: NOT READY, min: 0 }
collect:
  probe:
    health: { for: [api] }
categories:
  - id: runtime
    title: Runtime
    sections:
      - title: Health
        items:
          - id: runtime.healthy
            title: Answers
            for: [api]
            why: What does not answer cannot serve.
            fix: Make it answer.
            criteria:
              - id: status
                text: Answers with 200
                check: probe.health.status == 200
                expected: '200'
          - id: runtime.reviewed
            title: Reviewed
            for: [system]
            role: security
            why: Two see more than one.
            fix: Have it reviewed.
            criteria:
              - id: review
                text: Somebody reviewed it
                attest: { role: security }
critical:
  - { id: C1, title: It answers, item: runtime.healthy }
go:
  - { id: G1, title: All critical items completed, critical: all }
noGo:
  - id: N1
    title: Does not answer
    not: { criterion: runtime.healthy/status }
postLaunch: []
contacts:
  - id: on-call
    title: On-Call Engineer
    group: emergency
    annotation: production-readiness/contact-on-call
    role: sre
commands:
  - id: health
    title: Is it healthy
    command: probe the shop
    for: api
    collector: probe
    result: probe.health.status
`;
