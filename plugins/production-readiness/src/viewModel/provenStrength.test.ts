import type {
  EntityResultView,
  Status,
  Strength,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { provenStrength } from './provenStrength';

const on = (rawStatus: Status, strength: Strength): EntityResultView => ({
  entityRef: 'component:default/a',
  status: rawStatus,
  rawStatus,
  strength,
  leaves: [],
  checkedAt: null,
});

it.each<[string, Status, EntityResultView[], unknown]>([
  [
    'of what counted, not of the definition',
    'pass',
    [on('pass', 'attested')],
    { strength: 'attested', open: false },
  ],
  [
    'the weakest of several',
    'pass',
    [on('pass', 'measured'), on('pass', 'report')],
    { strength: 'report', open: false },
  ],
  [
    'only of those that decide',
    'fail',
    [on('fail', 'measured'), on('unknown', 'attested')],
    { strength: 'measured', open: false },
  ],
  [
    'none yet of an unknown',
    'unknown',
    [on('unknown', 'attested')],
    { strength: 'measured', open: true },
  ],
  ['nothing where it does not apply', 'not-applicable', [], null],
])('says what a status rests on: %s', (_, rawStatus, entities, expected) => {
  expect(provenStrength({ strength: 'measured', rawStatus, entities })).toEqual(
    expected,
  );
});
