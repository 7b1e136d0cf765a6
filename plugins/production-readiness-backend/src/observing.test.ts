import { createAnswerChecker } from './__testUtils__/apiAnswers';
import { SHOP } from './__testUtils__/shop';
import { startShop } from './__testUtils__/startShop';

const SHOP_PATH = '/scorecards/system/default/shop';

/** Everything of a shop's answers that may not depend on the mode. */
async function judged(mode: 'observe' | 'enforce') {
  const shop = await startShop({ mode });
  try {
    await shop.untilRun(SHOP_PATH);
    const [scorecard, gate, list] = await Promise.all(
      [SHOP_PATH, `${SHOP_PATH}/gate`, '/scorecards'].map(
        async path => (await shop.get(path)).body,
      ),
    );
    const row = list.items.find((each: any) => each.entityRef === SHOP);
    return {
      gate,
      enforced: [scorecard, gate, row].map(each => each.enforced),
      verdicts: [scorecard, gate, row].map(each => each.verdict),
      score: scorecard.score,
      level: scorecard.level,
      statuses: scorecard.items.map((item: any) => [item.id, item.status]),
      blockers: gate.blockers,
    };
  } finally {
    await shop.stop();
  }
}

describe('a checklist that only observes', () => {
  it('judges the same, and says everywhere that nothing is enforced', async () => {
    const { gate, enforced, ...observed } = await judged('observe');
    expect(enforced).toEqual([false, false, false]);
    expect(
      createAnswerChecker()({
        path: '/scorecards/{kind}/{namespace}/{name}/gate',
        method: 'get',
        status: 200,
        body: gate,
      }),
    ).toEqual([]);

    const other = await judged('enforce');
    expect(other.enforced).toEqual([true, true, true]);
    expect(observed).toEqual({
      verdicts: other.verdicts,
      score: other.score,
      level: other.level,
      statuses: other.statuses,
      blockers: other.blockers,
    });
  });
});
