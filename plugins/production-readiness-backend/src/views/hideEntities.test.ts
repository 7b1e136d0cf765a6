import type {
  GateRow,
  LeafResult,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { scorecardDocument } from '../store/__testUtils__/samples';
import { aliasHidden, hideEntities, hideProblems } from './hideEntities';

const SYSTEM = 'system:default/kamiyo';
const OPEN = 'component:default/web';
const SECRET = 'component:default/zephyr';

function leaf(extra: Partial<LeafResult>): LeafResult {
  return {
    kind: 'check',
    truth: 'false',
    counted: true,
    strength: 'measured',
    ...extra,
  };
}

function row(id: string, leaves: LeafResult[]): GateRow {
  return { id, title: id, truth: 'false', leaves, message: `${id} says why` };
}

const READS_SECRET = leaf({
  message: 'zephyr answered 500',
  reads: [{ entityRef: SECRET, fact: 'http.health', path: ['status'] }],
});

const DOCUMENT: ScorecardDocument = {
  ...scorecardDocument({}),
  subjectRef: SYSTEM,
  items: [
    {
      id: 'a.mixed',
      title: 'Mixed',
      category: 'a',
      section: 's',
      critical: true,
      role: 'owner',
      status: 'fail',
      rawStatus: 'fail',
      criteria: [
        {
          id: 'a.mixed/one',
          text: 'One',
          status: 'fail',
          rawStatus: 'fail',
          decides: true,
          entities: [
            {
              entityRef: OPEN,
              status: 'pass',
              rawStatus: 'pass',
              strength: 'measured',
              message: 'web answered 200',
              leaves: [leaf({ truth: 'true' })],
            },
            {
              entityRef: SECRET,
              status: 'fail',
              rawStatus: 'fail',
              strength: 'measured',
              cause: 'expired',
              who: 'owner',
              collector: 'http',
              message: 'zephyr answered 500',
              leaves: [READS_SECRET],
            },
          ],
        },
      ],
    },
  ],
  critical: [
    row('C1', [leaf({ kind: 'item', ref: 'a.mixed', message: 'zephyr' })]),
    row('C2', [leaf({ kind: 'item', ref: 'a.other', message: 'fine to see' })]),
  ],
  go: [],
  noGo: [row('N1', [READS_SECRET])],
  blockers: [
    {
      kind: 'critical',
      id: 'C1',
      title: 'C1',
      message: 'the health of zephyr',
      items: ['a.mixed'],
    },
    {
      kind: 'critical',
      id: 'C2',
      title: 'C2',
      message: 'fine to see',
      items: ['a.other'],
    },
  ],
  members: [
    {
      entityRef: SECRET,
      targets: ['api'],
      holdsBack: 'yes',
      through: ['C1'],
      items: { 'a.mixed': 'fail' },
      passed: 0,
      applicable: 1,
    },
  ],
  targets: { api: [SECRET], web: [OPEN] },
  warnings: [`An expression failed on ${SECRET}`, 'Another warning'],
};

describe('hideEntities', () => {
  const aliases = aliasHidden([SYSTEM, OPEN, SECRET], new Set([SYSTEM, OPEN]));
  const hidden = hideEntities(DOCUMENT, aliases);

  it('leaves no trace of identity, reason and evidence', () => {
    expect(JSON.stringify(hidden)).not.toMatch(/zephyr/);
    const [, result] = hidden.items[0].criteria[0].entities;
    expect(result).toEqual({
      entityRef: 'hidden:default/entity-1',
      status: 'fail',
      rawStatus: 'fail',
      strength: 'measured',
      message: 'This concerns an entity that you may not see',
      leaves: [],
    });
  });

  it('keeps every status, count and verdict, and what is not concerned', () => {
    expect(hidden.score).toEqual(DOCUMENT.score);
    expect(hidden.verdict).toBe(DOCUMENT.verdict);
    expect(hidden.items[0].criteria[0].entities[0]).toEqual(
      DOCUMENT.items[0].criteria[0].entities[0],
    );
    expect(hidden.critical[1]).toEqual(DOCUMENT.critical[1]);
    expect(hidden.blockers.map(blocker => blocker.message)).toEqual([
      'This concerns an entity that you may not see',
      'fine to see',
    ]);
    expect(hidden.members[0]).toMatchObject({
      holdsBack: 'yes',
      items: { 'a.mixed': 'fail' },
    });
    expect(hidden.noGo[0].truth).toBe('false');
  });

  it('changes nothing for a reader who may see all', () => {
    const none = aliasHidden([SYSTEM, SECRET], new Set([SYSTEM, SECRET]));
    expect(hideEntities(DOCUMENT, none)).toBe(DOCUMENT);
  });

  it('withholds the lines of a run that name a hidden entity', () => {
    const run = {
      id: '1',
      subjectRef: SYSTEM,
      checklistId: 'c',
      state: 'succeeded' as const,
      reason: 'asked' as const,
      requestedAt: '',
      startedAt: null,
      finishedAt: null,
      progress: { done: 1, total: 1 },
      problems: [`http on ${SECRET}: refused`, `http on ${OPEN}: refused`],
    };
    expect(hideProblems(run, aliases).problems).toEqual([
      'This concerns an entity that you may not see',
      `http on ${OPEN}: refused`,
    ]);
  });
});
