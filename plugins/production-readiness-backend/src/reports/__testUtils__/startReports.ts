import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type AuditorService,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  RunView,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  collectorsExtensionPoint,
  createFactCollector,
  reportParsersExtensionPoint,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import request from 'supertest';
import { z } from 'zod';
import { createPlugin } from '../../plugin';

const BASE = '/api/production-readiness';
const HOUR_MS = 60 * 60 * 1000;

export const STORE = 'system:default/store';
export const API = 'component:default/store-api';
export const DATABASE = 'resource:default/store-db';
export const CI = 'store-ci';

/** What is live, as a collector of deploys says. */
export const RELEASE = 'a'.repeat(40);

function entity(
  kind: string,
  name: string,
  type: string,
  relations: Entity['relations'] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', uid: name, etag: name },
    spec: { type },
    relations,
  };
}

const ENTITIES = [
  entity('System', 'store', '', [
    { type: 'hasPart', targetRef: API },
    { type: 'hasPart', targetRef: DATABASE },
  ]),
  entity('Component', 'store-api', 'service'),
  entity('Resource', 'store-db', 'database'),
  entity('Component', 'stranger', 'service'),
];

const CHECKLIST = `
id: reported
version: 1.0.0
title: What reports say
subject: { kind: System, byDefault: true }
mode: enforce
targets:
  system: { title: System, subject: true, required: true }
  api: { title: API, kind: Component, type: [service], required: false }
  database: { title: Database, kind: Resource, type: [database], required: false }
roles:
  dba: { title: DBA, validFor: P90D }
params: {}
passingScore: 95
levels:
  - { id: ready, title: READY, min: 0 }
collect:
  render:
    deploy: { for: [api] }
  pg:
    ssl: { for: [database] }
    size: { for: [database] }
reports:
  junit:
    title: Test report
    sameCommit: true
    check: report.junit.mapped.cases >= 1 && report.junit.mapped.passed == report.junit.mapped.cases
  restore-drill:
    title: Restore drill
    maxAge: P90D
    check: report['restore-drill'].result == 'success'
  npm-audit:
    title: npm audit
    maxAge: P7D
    check: report['npm-audit'].critical == 0
  postgres-facts: { title: PostgreSQL facts, maxAge: PT26H }
categories:
  - id: c
    title: Category
    sections:
      - title: Section
        items:
          - id: c.item
            title: Item
            for: [api]
            role: owner
            why: Because.
            fix: Push it.
            criteria:
              - { id: csrf, text: Tested, report: { type: junit } }
              - { id: other, text: Tested too, report: { type: junit } }
              - { id: audited, text: Audited, report: { type: npm-audit } }
          - id: c.database
            title: Database
            for: [database]
            role: dba
            why: Because.
            fix: Push it.
            criteria:
              - id: restored
                text: Restored on trial
                substitute:
                  - report: { type: restore-drill }
                  - attest: { role: dba }
              - { id: ssl, text: Encrypted, check: pg.ssl.ownSession }
              - { id: size, text: Sized, check: pg.size.bytes > 0 }
`;

/** A collector of deploys that knows what is live. */
function deployModule(state: { release: string }) {
  return createBackendModule({
    pluginId: 'production-readiness',
    moduleId: 'deploys',
    register(env) {
      env.registerInit({
        deps: { collectors: collectorsExtensionPoint },
        async init({ collectors }) {
          collectors.addCollector(
            createFactCollector({
              id: 'render',
              title: 'Render',
              params: z.strictObject({}),
              valueSchema: () => z.looseObject({}),
              refreshAfterMs: HOUR_MS,
              expiresAfterMs: 24 * 365 * HOUR_MS,
              timeoutMs: 5_000,
              collect: async ({ requests }) =>
                requests.map(({ key }) => ({
                  key,
                  value: { live: { id: 'dep-1', commit: state.release } },
                  evidence: [],
                })),
            }),
          );
        },
      });
    },
  });
}

export function parserModule(...parsers: ReportParser[]) {
  return createBackendModule({
    pluginId: 'production-readiness',
    moduleId: 'parsers',
    register(env) {
      env.registerInit({
        deps: { reports: reportParsersExtensionPoint },
        async init({ reports }) {
          reports.addReportParser(...parsers);
        },
      });
    },
  });
}

/** Everyone pushes what the checklist reads, but who pushes the facts of databases. */
const TYPES = {
  junit: { for: ['api'] },
  'restore-drill': { for: [DATABASE] },
  'npm-audit': { for: ['*'] },
};

/** The plugin on SQLite with a checklist that reads reports, its clock in the test's hand. */
export async function startReports(
  options: {
    tokens?: object[];
    types?: object;
    config?: object;
    features?: BackendFeature[];
    at?: string;
  } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'reports-'));
  const file = join(folder, 'checklist.yaml');
  await writeFile(file, CHECKLIST);
  let now = new Date(options.at ?? '2026-11-22T12:00:00.000Z');
  const state = { release: RELEASE };
  const audit: { eventId: string; outcome: string; meta: any }[] = [];
  const auditor = createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: (): AuditorService => ({
      createEvent: async ({ eventId, meta }) => ({
        success: async () => {
          audit.push({ eventId, outcome: 'success', meta });
        },
        fail: async () => {
          audit.push({ eventId, outcome: 'fail', meta });
        },
      }),
    }),
  });
  const backend = await startTestBackend({
    features: [
      createPlugin({ now: () => now }),
      deployModule(state),
      auditor,
      catalogServiceMock.factory({ entities: ENTITIES }),
      mockServices.rootLogger.factory({ level: 'warn' }),
      mockServices.rootConfig.factory({
        data: {
          productionReadiness: {
            checklists: [{ file }],
            http: { allow: [] },
            reports: {
              tokens: options.tokens ?? [
                { subject: CI, entities: [STORE, API, DATABASE] },
              ],
              types: options.types ?? TYPES,
            },
          },
          ...options.config,
        },
      }),
      ...(options.features ?? []),
    ],
  });
  const { server } = backend;
  const get = (path: string) =>
    request(server)
      .get(`${BASE}${path}`)
      .set('Authorization', mockCredentials.user.header());
  const path = '/scorecards/system/default/store';

  /** Waits until nothing is queued or under way. */
  async function settled(): Promise<ScorecardView> {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      // All of them: by a clock that stands still none is the newest.
      const { body } = await get(`${path}/runs`);
      const runs: RunView[] = body.runs ?? [];
      if (runs.length > 0 && runs.every(run => run.finishedAt !== null)) {
        return (await get(path)).body;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error('No run ended');
  }

  return {
    server,
    audit,
    get,
    settled,
    now: () => now,
    setRelease(commit: string) {
      state.release = commit;
    },
    /** Lets time pass, and has everything judged anew. */
    async pass(ms: number): Promise<ScorecardView> {
      now = new Date(now.getTime() + ms);
      await request(server)
        .post(`${BASE}${path}/runs`)
        .set('Authorization', mockCredentials.user.header())
        .send({});
      return settled();
    },
    push(
      type: string,
      body: object | string,
      rest: {
        query?: object;
        contentType?: string;
        authorization?: string;
      } = {},
    ) {
      return request(server)
        .post(`${BASE}/reports/${type}`)
        .query(rest.query ?? {})
        .set('Authorization', rest.authorization ?? tokenOf(CI))
        .set('Content-Type', rest.contentType ?? 'application/json')
        .send(typeof body === 'string' ? body : JSON.stringify(body));
    },
    async stop() {
      await backend.stop();
      await rm(folder, { recursive: true });
    },
  };
}

export function tokenOf(subject: string): string {
  return mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'production-readiness',
  });
}

/** The criterion on the one entity that it applies to. */
export function criterionOf(scorecard: ScorecardView, id: string) {
  const found = scorecard.items
    .flatMap(item => item.criteria)
    .find(criterion => criterion.id === id);
  if (!found) throw new Error(`There is no criterion ${id}`);
  return found.entities[0];
}
