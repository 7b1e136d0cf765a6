import type { Blocker } from '@production-readiness/backstage-plugin-production-readiness-common';
import { projectionWrite, scorecardDocument } from './__testUtils__/samples';
import { aggregateRow } from './scorecardRow';

it.each<[Blocker['kind'], string, string]>([
  ['critical', 'Its certificate is valid', 'Not met: Its certificate is valid'],
  ['go', 'Score of 85% or more', 'Not met: Score of 85% or more'],
  [
    'no-go',
    'Browsers refuse its certificate',
    'Browsers refuse its certificate',
  ],
])('says of a %s row in the way: %s', (kind, title, sentence) => {
  const document = {
    ...scorecardDocument(),
    blockers: [{ kind, id: 'X1', title, message: 'm', items: [] }],
  };
  expect(aggregateRow(projectionWrite({ document })).top_blockers).toBe(
    JSON.stringify([sentence]),
  );
});
