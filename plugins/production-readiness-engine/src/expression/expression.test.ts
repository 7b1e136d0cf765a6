import { NOW, days, entity, fact, inputOf, WEB } from '../testing/fixtures';
import { evaluate } from '../evaluate/evaluate';
import type { Status } from '@production-readiness/backstage-plugin-production-readiness-common';

const VALUE = {
  status: 200,
  text: 'Hello, world',
  list: [3, 1, 2],
  objects: [
    { name: 'a', size: 1, tags: ['x'] },
    { name: 'b', size: 2, tags: [] },
  ],
  headers: { 'x-a': 'one', 'x-b': null },
  at: days(-7),
  end: days(7),
};

function judge(check: string, now: number = NOW) {
  const web = entity('web', {
    annotations: {
      'example.com/plan': 'gold',
      'production-readiness/features': 'redis, payments',
    },
  });
  const { document, validUntil } = evaluate(
    inputOf(
      { items: [{ id: 'i', criteria: [{ id: 'c', check }] }] },
      {
        now,
        subject: web,
        facts: [fact('http.health', VALUE, { expiresAt: days(1000) })],
      },
    ),
  );
  const [{ rawStatus, leaves, message }] =
    document.items[0].criteria[0].entities;
  return { rawStatus, validUntil, reads: leaves[0].reads, message };
}

describe('expressions', () => {
  it.each<[string, Status]>([
    // Numbers are doubles, however they are written and made (3.1).
    ['http.health.status == 200', 'pass'],
    ['http.health.status == 200.0', 'pass'],
    ['http.health.status in [200, 204]', 'pass'],
    ['http.health.status / 100 == 2', 'pass'],
    ['http.health.status % 100 == 0', 'pass'],
    ['-http.health.status == -200', 'pass'],
    ['http.health.status - (100 - 50) == 150', 'pass'],
    ['(http.health.status - 100) - 50 == 50', 'pass'],
    ['size(http.health.list) == 3', 'pass'],
    ['http.health.list.size() + 0.5 > 3', 'pass'],
    ['http.health.list[0] == 3', 'pass'],
    ['http.health.list[http.health.list.size() - 1] == 2', 'pass'],
    ['http.health.list == [3, 1, 2]', 'pass'],
    ['int(http.health.status) == 200', 'pass'],
    ["http.health.text.indexOf('world') == 7", 'pass'],
    ["http.health.text.substring(7, 12) == 'world'", 'pass'],
    ["http.health.text.split(', ')[1] == 'world'", 'pass'],
    ["('Hello' + ', ' + 'world').size() == 12", 'pass'],
    ["double('1.5') < 2", 'pass'],
    // Lists and maps.
    ['http.health.list.exists(x, x > 2)', 'pass'],
    ['http.health.list.all(x, x > 1)', 'fail'],
    [
      "http.health.objects.filter(o, o.size > 1).map(o, o.name) == ['b']",
      'pass',
    ],
    ["http.health.objects.all(o, o.tags.all(t, t == 'x'))", 'pass'],
    ['http.health.objects.exists_one(o, o.size == 1)', 'pass'],
    ['cel.bind(n, http.health.list.size(), n == 3)', 'pass'],
    ["http.health.headers['x-a'] == 'one'", 'pass'],
    ["http.health.headers['x-b'] != null", 'fail'],
    ["http.health.headers['x-' + 'a'] == 'one'", 'pass'],
    ["['a', 'c'].exists(k, http.health.headers['x-' + k] == 'one')", 'pass'],
    ["['x'].all(k, http.health.headers[k + '-' + 'a'] == 'two')", 'fail'],
    ["'x-a' in http.health.headers", 'pass'],
    ['has(http.health.headers.nothing)', 'fail'],
    // A name that a macro binds hides a fact, not the other way round.
    ['http.health.objects.all(http, http.size > 0)', 'pass'],
    ['http.health.list.all(f0, f0 > 0)', 'pass'],
    // Logic.
    ['http.health.status > 300 ? false : true', 'pass'],
    ['!(http.health.status > 300) && true', 'pass'],
    // What surrounds the entity.
    ["entity.name == 'web' && entity.kind == 'Component'", 'pass'],
    ["annotation('example.com/plan') == 'gold'", 'pass'],
    ["annotation('example.com/none') == ''", 'pass'],
    ["feature('redis') && feature('payments') && !feature('red')", 'pass'],
    ["http.health.status >= param.limit && 'ok' in param.words", 'pass'],
    // Times.
    ['age(http.health.at) == days(7)', 'pass'],
    ['age(http.health.at) < days(7)', 'fail'],
    ['days(7) >= age(http.health.at)', 'pass'],
    ['until(http.health.end) > hours(167)', 'pass'],
    ['hours(168) != until(http.health.end)', 'fail'],
    ["duration('P1W') == minutes(10080)", 'pass'],
    ["duration('PT4H') < days(0.5)", 'pass'],
    // Errors are unknown.
    ['http.health.headers.nothing == 1', 'unknown'],
    ['http.health.list[7] == 1', 'unknown'],
    ['http.health.text > 1 || http.health.status == 1', 'unknown'],
    ['age(http.health.text) > days(1)', 'unknown'],
    ["duration('P1M') > days(1)", 'unknown'],
  ])('%s: %s', (check, status) => {
    expect(judge(check).rawStatus).toBe(status);
  });

  it('lists what it reads, once each', () => {
    expect(
      judge(
        "http.health.status == 200 && http.health.headers['x-a'] == 'one' && http.health.status > 1 && http.health.objects.all(o, o.size > 0)",
      ).reads,
    ).toEqual(
      [['status'], ['headers', 'x-a'], ['objects']].map(path => ({
        entityRef: WEB.ref,
        fact: 'http.health',
        path,
      })),
    );
  });

  describe('tells when its answer flips (3.5)', () => {
    const AT = NOW - 7 * 86_400_000;
    it.each([
      { check: 'age(http.health.at) >= days(8)', flip: 8, becomes: 'pass' },
      {
        check: 'age(http.health.at) > days(8)',
        flip: 8,
        after: 1,
        becomes: 'pass',
      },
      { check: 'age(http.health.at) < days(8)', flip: 8, becomes: 'fail' },
      {
        check: 'age(http.health.at) <= days(8)',
        flip: 8,
        after: 1,
        becomes: 'fail',
      },
      { check: 'until(http.health.end) <= days(5)', flip: 9, becomes: 'pass' },
      {
        check: 'until(http.health.end) < days(5)',
        flip: 9,
        after: 1,
        becomes: 'pass',
      },
      {
        check: 'until(http.health.end) >= days(5)',
        flip: 9,
        after: 1,
        becomes: 'fail',
      },
    ])('$check', ({ check, flip, after = 0, becomes }) => {
      const moment = AT + flip * 86_400_000;
      const { validUntil, rawStatus } = judge(check);
      expect(validUntil).toBe(moment);
      expect(rawStatus).not.toBe(becomes);
      expect(judge(check, moment + after - 1).rawStatus).toBe(rawStatus);
      expect(judge(check, moment + after).rawStatus).toBe(becomes);
    });

    it('may hold for one more millisecond on the moment itself', () => {
      const moment = AT + 8 * 86_400_000;
      expect(judge('age(http.health.at) > days(8)', moment).validUntil).toBe(
        moment + 1,
      );
    });

    it('does not look back', () => {
      expect(judge('age(http.health.at) >= days(3)').validUntil).toBe(
        Date.parse(days(1000)),
      );
    });
  });
});
