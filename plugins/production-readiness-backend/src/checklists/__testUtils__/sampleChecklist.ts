/** A small checklist with a gate, as its author writes it. */
export function sampleChecklist(
  options: {
    id?: string;
    version?: string;
    check?: string;
    title?: string;
    extra?: string;
  } = {},
): string {
  const {
    id = 'sample',
    version = '1.0.0',
    title = 'Sample',
    check = 'fake.health.status == param.expected',
    extra = '',
  } = options;
  return `id: ${id}
version: ${version}
title: ${title}
subject: { kind: System, byDefault: true }
targets:
  system: { title: System, subject: true, required: true }
  api: { title: API, kind: Component, type: [service], required: true }
params: { expected: 200 }
passingScore: 95
levels:
  - { id: ready, title: READY, min: 100 }
  - { id: not-ready, title: NOT READY, min: 0 }
collect:
  fake:
    health: { for: [api], url: "=annotation('production-readiness/url')" }
  other:
    info: { for: [api], about: info }
categories:
  - id: infra
    title: Infrastructure
    sections:
      - title: Health
        items:
          - id: infra.health
            title: Health checks passing
            for: [api]
            role: owner
            why: What does not answer cannot serve.
            fix: Make it answer.
            criteria:
              - { id: answers, text: It answers 200, check: ${check} }
          - id: infra.info
            title: Information is there
            for: [api]
            role: owner
            why: People need it.
            fix: Write it down.
            criteria:
              - { id: there, text: It is there, check: other.info.present }
critical:
  - { id: C1, title: Health checks passing, item: infra.health }
go:
  - { id: G1, title: All critical items completed, critical: all }
noGo:
  - { id: N1, title: Health checks failing, not: { item: infra.health } }
${extra}`;
}
