import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type AuditorService,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  checklistReadPermission,
  scorecardReadPermission,
  type RunView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  collectorsExtensionPoint,
  createFactCollector,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import request from 'supertest';
import { z } from 'zod';
import {
  createScorecardConditionalDecision,
  scorecardConditions,
} from '../permissions/conditions';
import { productionReadinessPlugin } from '../plugin';
import { SHOP_API, SHOP_CHECKLIST, SHOP_ENTITIES, SHOP_VAULT } from './shop';

const BASE = '/api/production-readiness';
const HOUR_MS = 60 * 60 * 1000;

/** Sees all. */
export const EVE = 'user:default/eve';
/** May read what group a owns. */
export const READER_OF_A = 'user:default/reader-of-a';
/** May read what group c owns: a member of the shop. */
export const READER_OF_C = 'user:default/reader-of-c';
/** May read all scorecards, and not see the vault in the catalog. */
export const BLIND = 'user:default/blind';
/** May read nothing. */
export const NOBODY = 'user:default/nobody';

/** Status that the probe reports, by entity. */
export type ProbeAnswers = Record<string, number>;

function createProbe(answers: ProbeAnswers) {
  return createFactCollector({
    id: 'probe',
    title: 'Probe',
    params: z.strictObject({}),
    valueSchema: () => z.object({ status: z.number() }),
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: 5_000,
    async collect({ entity, requests }) {
      const status = answers[stringifyEntityRef(entity)];
      return requests.map(({ key }) => ({
        key,
        value: { status },
        evidence: [
          { request: `probe ${entity.metadata.name}`, response: `${status}` },
        ],
      }));
    },
  });
}

/** Adds the probe; under another module id it is there twice. */
export function probeModule(moduleId: string, answers: ProbeAnswers = {}) {
  return createBackendModule({
    pluginId: 'production-readiness',
    moduleId,
    register(env) {
      env.registerInit({
        deps: { collectors: collectorsExtensionPoint },
        async init({ collectors }) {
          collectors.addCollector(createProbe(answers));
        },
      });
    },
  });
}

/** The policy of the company: who may read which scorecards. */
function decide(permission: string, user: string | undefined): PolicyDecision {
  if (user === NOBODY) return { result: AuthorizeResult.DENY };
  const owner = { [READER_OF_A]: 'a', [READER_OF_C]: 'c' }[user ?? ''];
  if (owner === undefined || permission === checklistReadPermission.name) {
    return { result: AuthorizeResult.ALLOW };
  }
  return createScorecardConditionalDecision(scorecardReadPermission, {
    allOf: [
      {
        anyOf: [
          scorecardConditions.isOwner({ owners: [`group:default/${owner}`] }),
          scorecardConditions.inNamespace({ namespaces: ['elsewhere'] }),
        ],
      },
      { not: scorecardConditions.hasKind({ kinds: ['API'] }) },
    ],
  });
}

function userOf(credentials: BackstageCredentials): string | undefined {
  const principal = credentials.principal as { userEntityRef?: string };
  return principal.userEntityRef;
}

const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => ({
    authorize: async (requests, { credentials }: any) =>
      requests.map(({ permission }) => {
        const { result } = decide(permission.name, userOf(credentials));
        return {
          result:
            result === AuthorizeResult.ALLOW
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        };
      }),
    authorizeConditional: async (requests, { credentials }: any) =>
      requests.map(({ permission }) =>
        decide(permission.name, userOf(credentials)),
      ),
  }),
});

/** A catalog that shows the vault to everyone but one. */
const catalog = createServiceFactory({
  service: catalogServiceRef,
  deps: {},
  factory: () => {
    const all = catalogServiceMock({ entities: SHOP_ENTITIES });
    const visible = catalogServiceMock({
      entities: SHOP_ENTITIES.filter(
        entity => entity.metadata.name !== 'shop-vault',
      ),
    });
    const getEntitiesByRefs = all.getEntitiesByRefs.bind(all);
    all.getEntitiesByRefs = (query, options) =>
      userOf((options as any).credentials) === BLIND
        ? visible.getEntitiesByRefs(query)
        : getEntitiesByRefs(query);
    return all as unknown as CatalogService;
  },
});

export interface AuditRecord {
  eventId: string;
  outcome: 'success' | 'fail';
  meta: unknown;
}

function recordingAuditor(records: AuditRecord[]) {
  return createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: (): AuditorService => ({
      createEvent: async ({ eventId, meta }) => ({
        success: async () => {
          records.push({ eventId, outcome: 'success', meta });
        },
        fail: async () => {
          records.push({ eventId, outcome: 'fail', meta });
        },
      }),
    }),
  });
}

/** The plugin on SQLite with the shop's checklist and catalog, not yet run. */
export async function startShop(
  checklist: { mode?: 'observe' | 'enforce' } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'shop-'));
  const file = join(folder, 'checklist.yaml');
  await writeFile(file, SHOP_CHECKLIST);
  const audit: AuditRecord[] = [];
  const answers: ProbeAnswers = { [SHOP_API]: 200, [SHOP_VAULT]: 503 };
  const backend = await startTestBackend({
    features: [
      productionReadinessPlugin,
      probeModule('probe', answers),
      catalog,
      permissions,
      mockServices.rootLogger.factory({ level: 'warn' }),
      recordingAuditor(audit),
      mockServices.rootConfig.factory({
        data: {
          productionReadiness: {
            checklists: [{ file, ...checklist }],
            http: { allow: [] },
          },
        },
      }),
    ],
  });

  const { server } = backend;
  const as = (user: string) => `Bearer ${mockCredentials.user.token(user)}`;
  const get = (path: string, user: string = EVE) =>
    request(server).get(`${BASE}${path}`).set('Authorization', as(user));
  const post = (path: string, body: object, user: string = EVE) =>
    request(server)
      .post(`${BASE}${path}`)
      .set('Authorization', as(user))
      .send(body);

  return {
    server,
    audit,
    /** What the probe finds from now on. */
    answers,
    get,
    post,
    /** Asks until the newest run of the launch unit has ended. */
    async untilRun(path: string): Promise<RunView> {
      const deadline = Date.now() + 20_000;
      let last: unknown;
      while (Date.now() < deadline) {
        const { body } = await get(`${path}/runs?limit=1`);
        last = body;
        const run: RunView | undefined = body.runs?.[0];
        if (run && run.finishedAt !== null) return run;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      throw new Error(`No run of ${path} ended: ${JSON.stringify(last)}`);
    },
    async stop() {
      await backend.stop();
      await rm(folder, { recursive: true });
    },
  };
}
