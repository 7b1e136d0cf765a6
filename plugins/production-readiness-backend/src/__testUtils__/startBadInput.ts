import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import request from 'supertest';
import { TestServers } from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { productionReadinessPlugin } from '../plugin';

const BASE = '/api/production-readiness';
const MEBIBYTE = Buffer.alloc(1024 * 1024, 'x');

async function answerHugely(response: ServerResponse) {
  response.on('error', () => {}); // it is cut off, which is the point
  for (let sent = 0; sent < 20 && !response.destroyed; sent += 1) {
    if (!response.write(MEBIBYTE)) {
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
  }
  response.end();
}

/** A server that plays every trick at an address of its own. */
function startTricks(servers: TestServers): Promise<number> {
  const redirect = (response: ServerResponse, location: string) =>
    response.writeHead(302, { location }).end();
  return servers.http((asked, response) => {
    switch (asked.url) {
      case '/huge':
        answerHugely(response);
        break;
      case '/hangs':
        break;
      case '/loop':
        redirect(response, '/loop');
        break;
      case '/metadata':
        redirect(response, 'http://169.254.169.254/latest/meta-data/');
        break;
      default:
        response.end('fine');
    }
  });
}

function entity(name: string, kind: string, parts: string[] = []): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', etag: name },
    spec: { type: 'service' },
    relations: parts.map(targetRef => ({ type: 'hasPart', targetRef })),
  };
}

/** A checklist with one item a check, `main.<name>`; facts of `http` by their URLs. */
export function checklistWith(options: {
  id: string;
  facts: Record<string, string>;
  checks: Record<string, string>;
}): string {
  const { id, facts, checks } = options;
  return `id: ${id}
version: 1.0.0
title: ${id}
subject: { kind: System, byDefault: true }
targets:
  api: { title: API, kind: Component, required: true }
passingScore: 95
levels: [{ id: ready, title: READY, min: 0 }]
collect:
  http:
${Object.entries(facts)
  .map(([key, url]) => `    ${key}: { for: [api], url: ${url} }`)
  .join('\n')}
categories:
  - id: main
    title: Main
    sections:
      - title: Main
        items:
${Object.entries(checks)
  .map(
    ([name, check]) => `          - id: main.${name}
            title: ${name}
            for: [api]
            role: owner
            why: So that it is seen.
            fix: Mend it.
            criteria:
              - id: one
                text: ${name}
                ${check}`,
  )
  .join('\n')}
`;
}

/** The plugin over checklists and servers that misbehave, after its first run. */
export async function startBadInput(
  checklistsFor: (at: (path: string) => string) => Record<string, string>,
) {
  const servers = new TestServers();
  const port = await startTricks(servers);
  const folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  const files = checklistsFor(path => `http://shop.example:${port}${path}`);
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, `${name}.yaml`), text);
  }
  const backend = await startTestBackend({
    features: [
      productionReadinessPlugin,
      catalogServiceMock.factory({
        entities: [
          entity('shop', 'System', ['component:default/api']),
          entity('api', 'Component'),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          productionReadiness: {
            checklists: Object.keys(files).map(name => ({
              file: join(folder, `${name}.yaml`),
            })),
            http: {
              allow: ['shop.example', 'inside.example']
                .map(host => `${host}:${port}`)
                .concat('127.0.0.1/32'),
              // Short for what hangs, long enough to read 2 MiB on a busy machine.
              timeout: { seconds: 3 },
              resolve: [
                { host: 'shop.example', address: '127.0.0.1' },
                // Loopback as well, and not allowed.
                { host: 'inside.example', address: '127.0.0.2' },
              ],
            },
          },
        },
      }),
    ],
  });
  const get = (path: string) => request(backend.server).get(`${BASE}${path}`);
  return {
    get,
    /** The scorecard once it is there. */
    async scorecard(path: string): Promise<ScorecardView> {
      const deadline = Date.now() + 20_000;
      let last: unknown;
      while (Date.now() < deadline) {
        const { body } = await get(`/scorecards/${path}`);
        last = body;
        if (body.state === 'ready') return body;
        await new Promise(resolve => {
          setTimeout(resolve, 50);
        });
      }
      throw new Error(`No scorecard of ${path}: ${JSON.stringify(last)}`);
    },
    async stop() {
      await backend.stop();
      await servers.close();
      await rm(folder, { recursive: true });
    },
  };
}
