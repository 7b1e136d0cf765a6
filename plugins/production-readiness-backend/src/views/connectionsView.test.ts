import type { RefusedHost } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  compileChecklist,
  parseChecklist,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import { shippedFiles } from '../checklists/testing/readShipped';
import type { LoadedChecklist } from '../checklists/types';
import type { CollectorHealth, MemberRow } from '../store/types';
import { connectionsView } from './connectionsView';

const KAMIYO = 'system:default/kamiyo';
const AT = '2026-11-22T12:00:00.000Z';

type Sources = MemberRow['sources'];
const member = (entityRef: string, sources: Sources) => ({
  subjectRef: KAMIYO,
  checklistId: 'kamiyo',
  entityRef,
  sources,
});
const source = (wanted: number, notConnected = 0, ...reasons: string[]) => ({
  wanted,
  notConnected,
  reasons,
});

let kamiyo: LoadedChecklist;
beforeAll(async () => {
  const { checklist } = parseChecklist(await shippedFiles('kamiyo'));
  kamiyo = {
    checklist: checklist!,
    compiled: compileChecklist(checklist!),
  } as LoadedChecklist;
});

async function view(
  options: {
    members?: ReturnType<typeof member>[];
    health?: Partial<CollectorHealth>[];
    refused?: Partial<RefusedHost>[];
    received?: Map<string, string>;
  } = {},
) {
  const found = await connectionsView({
    store: {
      facts: {
        healthOfCollectors: async () =>
          (options.health ?? []).map(each => ({
            collector: 'render',
            facts: 10,
            failing: 0,
            lastSuccessAt: AT,
            lastError: null,
            ...each,
          })),
      },
      members: {
        listSources: async (take: (each: any) => void) =>
          (options.members ?? []).forEach(take),
      },
    } as any,
    checklists: { listLoaded: async () => [kamiyo] },
    collectors: {
      get: id => (id === 'sentry' ? undefined : { title: `The ${id}` }),
    },
    reports: {
      isPushed: type => type === 'junit',
      lastReceived: async () => options.received ?? new Map(),
    },
    refused: (options.refused ?? []).map(each => ({
      host: 'api.kamiyo.ai',
      port: 443,
      reason: 'host api.kamiyo.ai is not in productionReadiness.http.allow',
      entityRefs: [KAMIYO],
      firstAt: AT,
      lastAt: AT,
      ...each,
    })),
  });
  return {
    ...found,
    source: (id: string) => found.sources.find(each => each.id === id)!,
  };
}

describe('a source', () => {
  it('that serves all who want it is connected, and waits for its first answer', async () => {
    const members = [member(KAMIYO, { render: source(5) })];
    expect((await view({ members })).source('render')).toMatchObject({
      title: 'Render',
      connection: 'connected',
      health: 'waiting',
      facts: { wanted: 5, notConnected: 0, failing: 0 },
      entities: { wanted: 1, notConnected: 0 },
    });
  });

  it('that serves some of them is partly connected, and says why not all', async () => {
    const members = [
      member(KAMIYO, { render: source(5) }),
      member('component:default/a', { render: source(3, 3, 'no service id') }),
      member('component:default/b', { render: source(2, 1, 'no service id') }),
    ];
    const { source: of } = await view({ members, health: [{}] });
    expect(of('render')).toMatchObject({
      connection: 'partly',
      health: 'ok',
      facts: { wanted: 10, notConnected: 4 },
      entities: { wanted: 3, notConnected: 2 },
      reasons: ['no service id'],
      lastSuccessAt: AT,
    });
  });

  it('that fails shows the newest error, and stands first', async () => {
    const lastError = { at: AT, message: 'Render: 401', entityRef: KAMIYO };
    const { sources } = await view({
      members: [member(KAMIYO, { render: source(5), http: source(5) })],
      health: [{ failing: 3, lastError }, { collector: 'http' }],
    });
    expect(sources[0]).toMatchObject({
      id: 'render',
      health: 'failing',
      lastError,
    });
  });

  it('that is not connected says what it would verify, and what to add', async () => {
    const members = [member(KAMIYO, { render: source(5, 5, 'no key') })];
    const { source: of } = await view({ members });
    const render = of('render');
    expect(render).toMatchObject({
      connection: 'not-connected',
      health: null,
      config: expect.stringContaining('apiKey: ${RENDER_API_KEY}'),
    });
    const [{ checklistId, criteria, subjects }] = render.verifies;
    expect({ checklistId, subjects }).toEqual({
      checklistId: 'kamiyo',
      subjects: 1,
    });
    // Directly, by its condition, and by what it inherits from.
    expect(criteria).toEqual(
      expect.arrayContaining([
        'infra.api-service-deployed/auto-deploy',
        'mon.log-aggregation/logs-in-render',
      ]),
    );
  });

  it('without a module offers no configuration that nobody would read', async () => {
    expect((await view()).source('sentry')).toMatchObject({
      connection: 'not-connected',
      hint: 'No collector for Sentry is installed in this Backstage',
    });
    expect((await view()).source('sentry').config).toBeUndefined();
  });

  it('that is a report is connected where somebody is declared to push it', async () => {
    const received = new Map([['junit', AT]]);
    const waiting = (await view()).source('report:junit');
    const pushed = (await view({ received })).source('report:junit');
    expect(waiting).toMatchObject({
      connection: 'connected',
      health: 'waiting',
    });
    expect(pushed).toMatchObject({ health: 'ok', lastSuccessAt: AT });
    expect((await view()).source('report:k6')).toMatchObject({
      connection: 'not-connected',
      reasons: ['no one is declared to push it in reports.types.k6.for'],
    });
  });
});

it.each([
  [{}, 'api.kamiyo.ai'],
  [{ port: 8443 }, 'api.kamiyo.ai:8443'],
  [{ host: '::1', port: 80 }, '[::1]'],
  [
    {
      reason:
        'api.kamiyo.ai resolves to 10.0.0.8, a private address; allow 10.0.0.8/32 in productionReadiness.http.allow if that is meant',
    },
    '10.0.0.8/32',
  ],
  [{ reason: 'something else' }, null],
])(
  'a refused host comes with the line that allows it: %j',
  async (refused, allow) => {
    const { refusedHosts } = await view({ refused: [refused] });
    expect(refusedHosts[0].allow).toBe(allow);
  },
);
