import type {
  CriterionResult,
  GateRow,
  LeafResult,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { stepsOf } from './steps';

const criterion = (
  id: string,
  rawStatus: Status,
  who?: string,
): CriterionResult => ({
  id,
  text: id,
  status: rawStatus,
  rawStatus,
  decides: true,
  entities: [
    {
      entityRef: 'component:default/a',
      status: rawStatus,
      rawStatus,
      strength: 'measured',
      leaves: [],
      ...(who && { who }),
    },
  ],
});
const row = (id: string, leaves: Partial<LeafResult>[]): GateRow => ({
  id,
  title: id,
  truth: 'unknown',
  leaves: leaves.map(leaf => ({
    kind: 'check',
    truth: 'unknown',
    counted: true,
    strength: 'measured',
    ...leaf,
  })),
});

it.each<[string, string, unknown]>([
  ['a failing criterion', 'i/fails', { known: 'fails', who: 'security' }],
  ['an open criterion', 'i/open', { known: 'unknown', who: 'platform-team' }],
  ['a statement that is missing', 'C1', { known: 'unknown', who: 'sre' }],
  ['a check of the row itself', 'G1', { known: 'fails', who: 'owner' }],
  ['a trigger that holds', 'N1', { known: 'fails', who: 'owner' }],
  [
    'a trigger that holds by what it wants',
    'N3',
    { known: 'fails', who: 'sre' },
  ],
  ['a trigger nobody cleared', 'N2', { known: 'unknown', who: 'legal' }],
])('says of %s who acts', (_, id, expected) => {
  const criteria = [
    criterion('i/fails', 'fail'),
    criterion('i/open', 'unknown', 'platform-team'),
  ];
  const steps = stepsOf(
    {
      items: [
        {
          id: 'i',
          title: 'i',
          category: 'a',
          section: 's',
          critical: true,
          role: 'owner',
          status: 'fail',
          rawStatus: 'fail',
          criteria,
        },
      ],
      critical: [
        row('C1', [
          { kind: 'criterion', ref: 'i/fails', truth: 'false' },
          { kind: 'report', counted: false },
          { kind: 'attest', who: 'sre', role: 'sre' },
        ]),
      ],
      go: [row('G1', [{ truth: 'false' }])],
      noGo: [
        row('N1', [{ truth: 'true' }]),
        row('N2', [{ truth: 'false' }, { kind: 'attest', who: 'legal' }]),
        row('N3', [
          // Under a `not`: well, and not well.
          { truth: 'true', negated: true, role: 'legal' },
          { kind: 'report', truth: 'false', negated: true, role: 'sre' },
        ]),
      ],
      path: { musts: [id], anyOf: { needed: 0, items: [] } },
    },
    {
      items: [
        {
          id: 'i',
          role: 'owner',
          criteria: [{ id: 'i/fails', role: 'security' }, { id: 'i/open' }],
        } as never,
      ],
    },
  );
  expect(steps).toEqual({ [id]: expected });
});
