import { API, POSTGRES } from '../testing/kamiyoItems';
import { criterion, item } from '../testing/results';
import { memberScorecard, scorecard } from '../testing/scorecardFixture';
import { itemsOnPage } from './memberItems';

it('gives a subject everything', () => {
  const view = scorecard();
  expect(itemsOnPage(view)).toBe(view.items);
});

it('gives a member what applies to it, judged on it alone', () => {
  const shared = item({
    id: 'a.shared',
    title: 'Shared',
    criteria: [
      criterion({
        id: 'a.shared/1',
        text: 'both',
        results: [
          { entityRef: API, status: 'pass' },
          { entityRef: POSTGRES, status: 'fail' },
        ],
      }),
      criterion({
        id: 'a.shared/2',
        text: 'the other only',
        results: [{ entityRef: POSTGRES, status: 'fail' }],
      }),
    ],
  });
  const foreign = item({ id: 'a.foreign', title: 'Foreign', criteria: [] });
  const off = item({ id: 'a.off', title: 'Off', criteria: [] });
  const [own, ...rest] = itemsOnPage({
    isSubject: false,
    entityRef: API,
    items: [shared, foreign, off],
    share: {
      ...memberScorecard().share!,
      items: { 'a.shared': 'pass', 'a.off': 'not-applicable' },
    },
  });
  expect(rest).toEqual([]);
  expect(own.status).toBe('pass');
  expect(own.criteria.map(each => [each.id, each.status])).toEqual([
    ['a.shared/1', 'pass'],
  ]);
  expect(own.criteria[0].entities.map(each => each.entityRef)).toEqual([API]);
});
