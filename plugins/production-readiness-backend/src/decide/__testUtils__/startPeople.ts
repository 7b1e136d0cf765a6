import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type AuditorService,
  type BackendFeature,
  type BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  collectorsExtensionPoint,
  createFactCollector,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Knex } from 'knex';
import request from 'supertest';
import { z } from 'zod';
import { createAnswerChecker } from '../../__testUtils__/apiAnswers';
import { createPlugin } from '../../plugin';
import { ADA, CHECKLIST, ENTITIES, ROLES, STORE } from './people';

const BASE = '/api/production-readiness';
const HOUR_MS = 60 * 60 * 1000;
const START = '2026-12-01T10:00:00.000Z';

/** What the probe finds: a status, or that its source does not answer. */
export type Probe = Record<string, number | 'down'>;

function probeModule(answers: Probe) {
  return createBackendModule({
    pluginId: 'production-readiness',
    moduleId: 'probe',
    register(env) {
      env.registerInit({
        deps: { collectors: collectorsExtensionPoint },
        async init({ collectors }) {
          collectors.addCollector(
            createFactCollector({
              id: 'probe',
              title: 'Probe',
              params: z.strictObject({}),
              valueSchema: () => z.object({ status: z.number() }),
              refreshAfterMs: HOUR_MS,
              expiresAfterMs: 3 * HOUR_MS,
              timeoutMs: 5_000,
              collect: async ({ requests }) =>
                requests.map(({ key }) => {
                  const status = answers[key];
                  if (status === 'down') {
                    return { key, error: 'The source answered 503' };
                  }
                  return { key, value: { status }, evidence: [] };
                }),
            }),
          );
        },
      });
    },
  });
}

/** Grants what `denied` does not name, by permission and user. */
function policy(denied: (permission: string, user: string) => boolean) {
  return createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () => {
      const decide = (name: string, credentials: unknown) => {
        const { principal } = credentials as {
          principal: BackstageUserPrincipal;
        };
        const result: AuthorizeResult.ALLOW | AuthorizeResult.DENY = denied(
          name,
          principal.userEntityRef,
        )
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW;
        return { result };
      };
      return {
        authorize: async (requests, options: any) =>
          requests.map(({ permission }) =>
            decide(permission.name, options.credentials),
          ),
        authorizeConditional: async (requests, options: any) =>
          requests.map(({ permission }) =>
            decide(permission.name, options.credentials),
          ),
      };
    },
  });
}

export interface PeopleOptions {
  probe?: Probe;
  /** Without it the permission framework is off. */
  denied?: (permission: string, user: string) => boolean;
  checklist?: string;
  config?: object;
  features?: BackendFeature[];
  /** A migrated database that several share; without it SQLite of its own. */
  knex?: Knex;
  at?: string;
}

/** The plugin with people in the catalog, its clock in the test's hand. */
export async function startPeople(options: PeopleOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'people-'));
  const file = join(folder, 'checklist.yaml');
  await writeFile(file, options.checklist ?? CHECKLIST);
  const clock = { now: new Date(options.at ?? START) };
  const probe: Probe = {
    health: 200,
    plan: 200,
    soft: 503,
    optional: 404,
    ...options.probe,
  };
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
      createPlugin({ now: () => clock.now }),
      probeModule(probe),
      auditor,
      catalogServiceMock.factory({ entities: ENTITIES }),
      mockServices.rootLogger.factory({ level: 'warn' }),
      mockServices.rootConfig.factory({
        data: {
          productionReadiness: {
            checklists: [{ file }],
            http: { allow: [] },
            roles: ROLES,
            ...options.config,
          },
        },
      }),
      ...(options.knex
        ? [mockServices.database.factory({ knex: options.knex })]
        : []),
      ...(options.denied ? [policy(options.denied)] : []),
      ...(options.features ?? []),
    ],
  });
  const { server } = backend;
  const errorsOf = createAnswerChecker();

  /** Asks as somebody, and holds the answer against the OpenAPI document. */
  async function ask(
    method: 'get' | 'post' | 'patch' | 'put',
    path: string,
    as: string,
    body?: object,
  ) {
    const asked = request(server)
      [method](`${BASE}${path}`)
      .set('Authorization', mockCredentials.user.header(as));
    return body === undefined ? asked : asked.send(body);
  }

  const get = (path: string, as: string = ADA) => ask('get', path, as);
  const post = (path: string, body: object, as: string = ADA) =>
    ask('post', path, as, body);

  /** Waits until nothing is queued or under way. */
  async function settled() {
    const path = `/scorecards/${STORE.replace(':', '/')}`;
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      const { body } = await get(`${path}/runs`);
      const runs: { finishedAt: string | null }[] = body.runs ?? [];
      if (runs.length > 0 && runs.every(run => run.finishedAt !== null)) {
        return (await get(path)).body;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
    throw new Error('No run ended');
  }

  return {
    server,
    audit,
    probe,
    get,
    post,
    patch: (path: string, body: object, as: string = ADA) =>
      ask('patch', path, as, body),
    put: (path: string, body: object, as: string = ADA) =>
      ask('put', path, as, body),
    errorsOf,
    settled,
    now: () => clock.now,
    /** Lets time pass, and has everything collected and judged anew. */
    async pass(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
      await post(`/scorecards/${STORE.replace(':', '/')}/runs`, {});
      return settled();
    },
    async stop() {
      await backend.stop();
      await rm(folder, { recursive: true });
    },
  };
}

export type People = Awaited<ReturnType<typeof startPeople>>;
