import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  DecisionOutcome,
  Release,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  durationMs,
  parseChecklist,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type {
  ChecklistService,
  LoadedChecklist,
} from '../../../../checklists/types';
import { judgeStored, runPipeline } from '../../../../pipeline';
import { CatalogReader } from '../../../../runs/catalog';
import { CollectorPool } from '../../../../runs/CollectorPool';
import {
  fakeCollector,
  type FakeCollector,
} from '../../../../runs/__testUtils__/fakeCollector';
import { resolveSubject } from '../../../../runs/resolveSubject';
import { noInputs } from '../../../../runs/__testUtils__/noInputs';
import { digestOf } from '../../../../store/digest';
import type { StoredReview } from '../../../../store/reviewTypes';
import type { RunRow, Store } from '../../../../store/types';
import {
  entityColumns,
  PLACEHOLDER,
  START,
} from '../../../../store/__testUtils__/samples';
import { API, CHECKLIST, ENTITIES, STORE } from '../../../__testUtils__/people';
import { PeopleSource } from '../../../statements/PeopleSource';
import { pinnedNow } from '../../pinned';
import { ReviewKeeper } from '../ReviewKeeper';

export const KEY = { subjectRef: STORE, checklistId: 'launch' };
export const COMMIT = 'a'.repeat(40);
export const RELEASES: Release[] = [
  { entityRef: API, version: '2.4.0', commit: COMMIT },
];
const DAY_MS = 24 * 60 * 60_000;

export function loadedChecklist(text = CHECKLIST): LoadedChecklist {
  const { checklist, findings } = parseChecklist({
    entry: 'checklist.yaml',
    files: [{ name: 'checklist.yaml', text }],
  });
  if (!checklist) throw new Error(JSON.stringify(findings));
  return {
    checklist,
    compiled: compileChecklist(checklist),
    digest: digestOf(checklist),
    origin: 'test',
    loadedAt: START.toISOString(),
    findings,
  };
}

/** A launch unit with everything that evaluates it, people left out: what they do is written as they do it. */
export async function reviewWorld(store: Store, at = START) {
  const clock = { now: at };
  const now = () => clock.now;
  const versions = [loadedChecklist()];
  const answers: Record<string, number | 'down'> = {
    health: 200,
    plan: 200,
    soft: 200,
    optional: 404,
  };
  const probe: FakeCollector = fakeCollector('probe', key => {
    const status = answers[key];
    if (status === 'down') throw new Error('The source answered 503');
    return { status };
  });
  let entities: Entity[] = ENTITIES;
  const checklists: ChecklistService = {
    list: async () => [],
    get: async () => versions[0],
    getVersion: async (_, digest) =>
      versions.find(version => version.digest === digest),
    brokenOf: async () => undefined,
    listLoaded: async () => [versions[0]],
  };
  const inputs = new PeopleSource({ store, reports: noInputs });
  await store.subjects.ensure(
    KEY,
    entityColumns({ entityRef: STORE }),
    PLACEHOLDER,
    START,
  );

  /** One of several processes on the same database. */
  function createProcess(name: string) {
    const pool = new CollectorPool({
      collectors: [probe],
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
      now,
    });
    const shared = { store, checklists, pool, inputs, now };
    const keeper = new ReviewKeeper({
      ...shared,
      logger: mockServices.logger.mock(),
    });
    const dependencies = {
      ...shared,
      reviews: keeper,
      catalog: {
        getSubject: (ref: string) =>
          new CatalogReader({
            catalog: catalogServiceMock({ entities }),
            auth: mockServices.auth(),
          }).getSubject(ref),
      },
    };
    const renewClaim = async () => {
      const lease = { by: name, now: now(), leaseMs: 400 * DAY_MS };
      if (!(await store.subjects.claim(KEY, lease))) throw new Error('lost');
    };
    const context = { worker: name, renewClaim };
    return {
      keeper,
      async run(asked = false) {
        await renewClaim();
        const run: RunRow = {
          ...KEY,
          id: `run-${name}`,
          state: 'running',
          reason: asked ? 'asked' : 'due',
          priority: 0,
          asked,
          requestedAt: now().toISOString(),
          startedAt: now().toISOString(),
          finishedAt: null,
          progress: { done: 0, total: 0 },
          problems: [],
        };
        await runPipeline(dependencies, run, {
          ...context,
          signal: new AbortController().signal,
          onProgress: () => {},
        });
        await store.subjects.release(KEY, name);
      },
      /** Only what the reviews make of it: as where the claim was lost on the way. */
      async keep() {
        const resolved = await resolveSubject({
          key: KEY,
          catalog: dependencies.catalog,
          members: store.members,
        });
        const plans = await keeper.plan(KEY, resolved);
        return () => keeper.keep(KEY, { plans, resolved, collected: true });
      },
      async judge() {
        await renewClaim();
        await judgeStored(dependencies, KEY, context);
        await store.subjects.release(KEY, name);
      },
    };
  }
  const main = createProcess('one');

  async function state(about: string, role: string) {
    await store.attestations.add(
      [
        {
          ...KEY,
          about,
          entityRef: STORE,
          role,
          statement: 'met',
          by: `user:default/${role}`,
          expiresAt: new Date(now().getTime() + 90 * DAY_MS).toISOString(),
        },
      ],
      now(),
    );
  }

  const current = async (id: string) => (await store.reviews.get(id))!;
  const move = (by: string | null, kind: 'review-decided' | 'launched') => ({
    by,
    kind,
    text: kind,
    now: now(),
  });

  return {
    ...main,
    store,
    now,
    probe,
    answers,
    checklists,
    versions,
    createProcess,
    state,
    current,
    setCatalog: (next: Entity[]) => {
      entities = next;
    },
    /** Lets time pass, and does what is due then. */
    async pass(ms: number, asked = false) {
      clock.now = new Date(clock.now.getTime() + ms);
      await main.run(asked);
    },
    wait(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    /** What people have to say before it is a GO. */
    async stateAll() {
      await state('c.audit/done', 'security');
      await state('G3', 'owner');
      await main.run();
    },
    async open(releases = RELEASES): Promise<StoredReview> {
      const [version] = versions;
      const review = await store.reviews.open(
        {
          ...KEY,
          digest: version.digest,
          version: version.checklist.version,
          plannedAt: new Date(now().getTime() + DAY_MS).toISOString(),
          separation: 'strict',
          pinned: pinnedNow(version, await store.members.list(KEY), releases),
          openedBy: 'user:default/ada',
        },
        {
          by: 'user:default/ada',
          kind: 'review-opened',
          text: 'Opened the review',
          now: now(),
        },
      );
      await main.run();
      return current(review.id);
    },
    async signAll(id: string) {
      const standing = (await store.reviews.standing(id))!;
      for (const role of versions[0].checklist.review.signOffs) {
        await store.knex.transaction(tx =>
          store.reviews.sign(tx, {
            reviewId: id,
            role,
            statement: 'go',
            by: `user:default/${role}`,
            at: now().toISOString(),
            note: null,
            content: standing.contents[role],
          }),
        );
      }
    },
    /** Decided with its record, as `appendDecision` does it. */
    async decide(id: string, outcome: DecisionOutcome = 'go') {
      const review = await current(id);
      const { document } = (await store.reviews.standing(id))!;
      const { goValidFor } = versions[0].checklist.review;
      await store.knex.transaction(async tx => {
        await store.reviews.move(tx, review, {
          from: ['open'],
          to: 'decided',
          columns: {
            decision: {
              outcome,
              by: 'user:default/ada',
              at: now().toISOString(),
              reason: null,
              verdict: document.verdict,
              validUntil: new Date(
                now().getTime() + durationMs(goValidFor)!,
              ).toISOString(),
              recordId: '',
              items: {},
            },
          },
          move: move('user:default/ada', 'review-decided'),
        });
        await store.reviews.replaceItems(
          tx,
          id,
          document.items
            .filter(({ status }) => status !== 'pass')
            .map(({ id: item, title, status }) => ({
              item,
              title,
              status,
              owner: 'user:default/ada',
              dueAt: new Date(now().getTime() + DAY_MS).toISOString(),
              closedAt: null,
            })),
        );
        const record = await store.records.append(tx, {
          review: {
            id,
            number: review.number,
            subjectRef: STORE,
            title: null,
            plannedAt: review.plannedAt,
            separation: review.separation,
            pinned: review.pinned,
          },
          content: {
            kind: 'launch',
            decision: '',
            launchedAt: now().toISOString(),
            by: 'user:default/ada',
          },
          now: now(),
        });
        await store.reviews.setRecord(tx, id, record.id);
      });
    },
    async launch(id: string) {
      const review = await current(id);
      await store.knex.transaction(async tx => {
        await store.subjects.bump(KEY, now(), tx);
        await store.reviews.move(tx, review, {
          from: ['decided'],
          to: 'launched',
          columns: {
            launch: { at: now().toISOString(), by: 'user:default/ada' },
          },
          move: move('user:default/ada', 'launched'),
        });
        await store.reviews.addChecks(
          tx,
          id,
          versions[0].checklist.postLaunch.flatMap(window =>
            window.checks.map(check => ({
              id: check.id,
              window: window.id,
              dueAt: new Date(
                now().getTime() + durationMs(window.duration)!,
              ).toISOString(),
              role: check.role,
              settles: check.settles,
              state: 'waiting' as const,
              truth: 'unknown' as const,
              message: null,
              waitsForPerson: false,
              settledAt: null,
              toldAt: null,
            })),
          ),
        );
      });
    },
    /** How often each was told, of the review. */
    async told(): Promise<Record<string, number>> {
      const rows = await store.knex('outbox').select('kind');
      const counts: Record<string, number> = {};
      for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1;
      return counts;
    },
    async checkStates(id: string) {
      return Object.fromEntries(
        (await store.reviews.checks(id)).map(check => [check.id, check.state]),
      );
    },
    kindsOf: async (id: string) =>
      (await store.records.list(id)).map(({ kind }) => kind),
  };
}

export type ReviewWorld = Awaited<ReturnType<typeof reviewWorld>>;
