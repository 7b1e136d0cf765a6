import type {
  Checklist,
  Criterion,
  ReportLeaf,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  evaluate,
  parseChecklist,
  type EntityInput,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { LoadedChecklist } from '../checklists/types';
import { shippedFiles } from '../checklists/testing/readShipped';
import type { StoredReport } from '../store/types';
import { healthyReports } from './__testUtils__/healthyReports';
import { EVERY } from './config';
import { createBuiltInParsers } from './createBuiltInParsers';
import { ReportParserRegistry } from './ReportParserRegistry';
import { ReportSource } from './ReportSource';

const NOW = new Date('2026-11-22T12:00:00.000Z');

/** Reports that stand for collectors, which the stand-in has connected. */
const STAND_FOR_COLLECTORS = [
  {
    type: 'env-policy',
    data: {
      facts: {
        'env.CSRF_SECRET_KEY': {
          present: true,
          length: 64,
          isKnownDefault: false,
        },
      },
    },
  },
  {
    type: 'postgres-facts',
    data: {
      facts: {
        'pg.connect': { ok: true, latencyMs: 12 },
        'sql.auditAuth': { value: 42 },
      },
    },
  },
];
const STAND_IN = healthyReports({ now: NOW.getTime() });
const [{ commit: COMMIT }] = STAND_IN;

const entity = (kind: string, name: string, type: string): EntityInput => ({
  ref: `${kind}:default/${name}`.toLowerCase(),
  kind,
  name,
  type,
  annotations:
    name === 'kamiyo'
      ? { 'production-readiness/url': 'https://api.kamiyo.ai' }
      : {},
  releaseCommit: COMMIT,
});

const SYSTEM = entity('System', 'kamiyo', '');
const MEMBERS = [
  entity('Component', 'kamiyo-api', 'service'),
  entity('Component', 'kamiyo-frontend', 'website'),
  entity('Component', 'kamiyo-aggregator', 'worker'),
  entity('Component', 'kamiyo-social-watcher', 'worker'),
  entity('Resource', 'kamiyo-postgres', 'database'),
];

/** All report leaves of a tree, whatever they are alternatives to. */
function leavesOf(tree: Tree): ReportLeaf[] {
  if ('report' in tree) return [tree];
  if ('not' in tree) return leavesOf(tree.not);
  const of =
    ('allOf' in tree && tree.allOf) ||
    ('anyOf' in tree && tree.anyOf) ||
    ('substitute' in tree && tree.substitute) ||
    ('atLeast' in tree && tree.atLeast.of) ||
    [];
  return of.flatMap(leavesOf);
}

/** The checklist, of each criterion only what reports say. */
function onlyReports(checklist: Checklist): Checklist {
  const strip = (criterion: Criterion): Criterion[] => {
    const leaves = leavesOf(criterion.verify);
    const { when: _when, ...rest } = criterion;
    return leaves.length === 0 ? [] : [{ ...rest, verify: { allOf: leaves } }];
  };
  return {
    ...checklist,
    critical: [],
    go: [],
    noGo: [],
    postLaunch: [],
    items: checklist.items.flatMap(item => {
      const { when: _when, ...rest } = item as typeof item & { when?: string };
      const criteria = item.criteria.flatMap(strip);
      return criteria.length === 0 ? [] : [{ ...rest, criteria }];
    }),
  };
}

async function kamiyo(): Promise<Checklist> {
  const { checklist, findings } = parseChecklist(await shippedFiles('kamiyo'));
  if (!checklist) throw new Error(findings.map(f => f.message).join('\n'));
  return checklist;
}

/** What expressions read, by the parsers and the source, of a healthy world's pushes. */
async function reportFacts(loaded: LoadedChecklist) {
  const parsers = new ReportParserRegistry();
  const config = { axePages: ['/'], environments: {} };
  parsers.addReportParser(...createBuiltInParsers(config));
  const pushes = [
    ...STAND_IN,
    ...STAND_FOR_COLLECTORS.map(each => ({
      ...STAND_IN[0],
      ...each,
      entityRef: SYSTEM.ref,
    })),
  ];
  const types = [...new Set(pushes.map(({ type }) => type))].sort();
  const stored = pushes.map(({ data, ...said }, index): StoredReport => {
    const envelope = {
      ...said,
      tool: said.tool ? { ...said.tool, version: null } : null,
    };
    const parsed = parsers.require(said.type).parse(data, envelope);
    return {
      ...envelope,
      ...parsed,
      id: `${index}`,
      series: parsed.series ?? '',
      digest: `${index}`,
      producedAt: parsed.happenedAt ?? said.producedAt,
      receivedAt: said.producedAt,
      pushedBy: 'external:ci',
      signedBy: null,
      superseded: false,
    };
  });
  const newestFirst = stored.sort((a, b) =>
    a.producedAt < b.producedAt ? 1 : -1,
  );
  const isNewest = (report: StoredReport) =>
    newestFirst.find(
      ({ entityRef, type, series }) =>
        entityRef === report.entityRef &&
        type === report.type &&
        series === report.series,
    ) === report;
  const source = new ReportSource({
    reports: {
      listCurrent: async () =>
        newestFirst.map(report => ({
          ...report,
          superseded: !isNewest(report),
        })),
    },
    parsers,
    config: {
      ...config,
      tokens: [],
      types: Object.fromEntries(types.map(type => [type, { for: [EVERY] }])),
    },
  });
  const inputs = await source.read(
    { subjectRef: SYSTEM.ref, checklistId: 'kamiyo' },
    {
      checklist: loaded,
      now: NOW,
      entities: [SYSTEM, ...MEMBERS].map(input => ({
        input,
        targets: [],
        wanted: [],
      })),
    },
    undefined as never,
  );
  return { inputs, types, parsers };
}

function loadedOf(checklist: Checklist): LoadedChecklist {
  const compiled = compileChecklist(checklist);
  return {
    checklist,
    compiled,
    digest: compiled.digest,
    origin: 'test',
    loadedAt: NOW.toISOString(),
    findings: [],
  };
}

describe("KAMIYO's checklist", () => {
  it('declares the types that there are parsers for, and no other', async () => {
    const { parsers, types } = await reportFacts(loadedOf(await kamiyo()));
    const declared = Object.keys((await kamiyo()).reports).sort();
    expect(
      parsers
        .list()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(declared);
    expect(types).toEqual(declared);
  });

  it('finds in healthy reports all that it reads, and passes', async () => {
    const loaded = loadedOf(onlyReports(await kamiyo()));
    const { inputs } = await reportFacts(loaded);
    const { document } = evaluate({
      checklist: loaded.compiled,
      now: NOW.getTime(),
      subject: SYSTEM,
      members: MEMBERS,
      facts: inputs.reports,
      attestations: [],
      waivers: [],
      notConnected: [],
      conditions: [],
    });
    const criteria = document.items.flatMap(item => item.criteria);
    expect(criteria.length).toBeGreaterThan(90);
    const notPassed = criteria
      .filter(({ status }) => status !== 'pass')
      .map(({ id, entities }) => `${id}: ${entities[0]?.message}`);
    expect(notPassed).toEqual([]);
    expect(document.warnings).toEqual([]);
  });

  it('finds nothing against the launch in healthy reports', async () => {
    const checklist = await kamiyo();
    const triggers = checklist.noGo.flatMap(rule =>
      leavesOf(rule.verify).map((leaf, index) => ({
        ...checklist.items[0].criteria[0],
        id: `trigger.item/${rule.id}-${index}`,
        for: ['system'],
        verify: leaf,
      })),
    );
    expect(triggers.length).toBeGreaterThan(1);
    const [item] = checklist.items;
    const loaded = loadedOf({
      ...onlyReports(checklist),
      items: [
        { ...item, id: 'trigger.item', for: ['system'], criteria: triggers },
      ],
    });
    const { inputs } = await reportFacts(loaded);
    const { document } = evaluate({
      checklist: loaded.compiled,
      now: NOW.getTime(),
      subject: SYSTEM,
      members: MEMBERS,
      facts: inputs.reports,
      attestations: [],
      waivers: [],
      notConnected: [],
      conditions: [],
    });
    expect(document.items[0].criteria.map(({ status }) => status)).toEqual(
      triggers.map(() => 'fail'),
    );
  });
});
