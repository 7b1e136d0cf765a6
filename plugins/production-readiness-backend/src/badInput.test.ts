import type {
  ChecklistSummary,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { checklistWith, startBadInput } from './__testUtils__/startBadInput';

const API = 'component:default/api';

/** A good checklist beside bad ones; `at` names an address of the server that plays tricks. */
function checklists(at: (path: string) => string): Record<string, string> {
  const facts = { fine: at('/') };
  const checks = { fine: 'check: http.fine.status == 200' };
  const plain = (id: string) => checklistWith({ id, facts, checks });
  return {
    good: checklistWith({
      id: 'good',
      facts: {
        ...facts,
        huge: at('/huge'),
        hangs: at('/hangs'),
        loop: at('/loop'),
        metadata: at('/metadata'),
        inside: at('/').replace('shop.', 'inside.'),
        unlisted: 'http://elsewhere.example/',
      },
      checks: {
        ...checks,
        huge: 'check: http.huge.status == 200',
        hangs: 'check: http.hangs.status == 200',
        loop: 'check: http.loop.status == 200',
        metadata: 'check: http.metadata.status == 200',
        inside: 'check: http.inside.status == 200',
        unlisted: 'check: http.unlisted.status == 200',
        typed: `check: http.fine.status + ' OK' == '200 OK'`,
      },
    }),
    'bad-yaml': plain('bad-yaml').replace('levels: [', 'levels: [['),
    'unknown-key': plain('unknown-key').replace('passingScore', 'pasingScore'),
    'no-such-fact': plain('no-such-fact').replace('http.fine.', 'http.fien.'),
    'bad-expression': plain('bad-expression').replace('== 200', '=='),
    'bad-types': plain('bad-types').replace('http.fine.status', "1 + 'a'"),
    cyclic: checklistWith({
      id: 'cyclic',
      facts,
      checks: { a: 'criterion: main.b/one', b: 'criterion: main.a/one' },
    }),
    'reads-facts': checklistWith({
      id: 'reads-facts',
      facts: { ...facts, next: '=http.fine.location' },
      checks,
    }),
  };
}

describe('bad input', () => {
  let backend: Awaited<ReturnType<typeof startBadInput>>;
  let listed: ChecklistSummary[];
  let scorecard: ScorecardView;

  beforeAll(async () => {
    backend = await startBadInput(checklists);
    listed = (await backend.get('/checklists')).body.items;
    scorecard = await backend.scorecard('system/default/shop');
  });
  afterAll(() => backend?.stop());

  describe('in a checklist is refused with file, line and reason:', () => {
    it.each([
      ['bad-yaml', /^bad-yaml\.yaml:9:1: Flow sequence .* end with a ]/],
      ['unknown-key', /^unknown-key\.yaml:7:1: unknown key 'pasingScore'/],
      [
        'no-such-fact',
        /^no-such-fact\.yaml:27:\d+: reads 'http\.fien', which nothing collects/,
      ],
      ['bad-expression', /^bad-expression\.yaml:27:\d+: Unexpected token: EOF/],
      [
        'bad-types',
        /^bad-types\.yaml:27:\d+: no such overload: double \+ string/,
      ],
      [
        'cyclic',
        /^cyclic\.yaml:25:\d+: refers to itself: main\.a\/one -> main\.b\/one -> main\.a\/one/,
      ],
      [
        'reads-facts',
        /^reads-facts\.yaml:12:\d+: reads the fact 'http\.fine': what to fetch must not depend on what was fetched/,
      ],
    ])('%s', (id, message) => {
      const broken = listed.find(each => each.id === id)?.broken;
      expect(broken?.origin).toMatch(new RegExp(`/${id}\\.yaml$`));
      expect(broken?.messages).toContainEqual(expect.stringMatching(message));
    });

    it('and one beside them is in force', () => {
      const good = listed.find(each => each.id === 'good');
      expect(good?.broken).toBeUndefined();
      expect(scorecard.checklist.id).toBe('good');
      expect(scorecard.available.map(({ id }) => id)).toEqual(['good']);
    });
  });

  describe('from outside is unknown, with what, where and what to do:', () => {
    const rowOf = (item: string) =>
      scorecard.items.find(({ id }) => id === `main.${item}`)!.criteria[0]
        .entities[0];

    it.each([
      [
        'huge',
        'collector-failing',
        /^http\.huge: http:\/\/shop\.example:\d+\/huge answers with more than 2 MiB/,
      ],
      [
        'hangs',
        'waiting-for-time',
        /^No answer to GET http:\/\/shop\.example:\d+\/hangs since \S+; asked again after/,
      ],
      [
        'loop',
        'collector-failing',
        /^http\.loop: \S+\/loop redirects more than 3 times; make it answer directly/,
      ],
      [
        'metadata',
        'collector-failing',
        /\/metadata redirects to 169\.254\.169\.254, a link-local address; allow .* if that is meant/,
      ],
      [
        'inside',
        'collector-failing',
        /inside\.example resolves to 127\.0\.0\.2, a loopback address; allow .* if that is meant/,
      ],
      [
        'unlisted',
        'collector-failing',
        /host elsewhere\.example is not in productionReadiness\.http\.allow; add it/,
      ],
      [
        'typed',
        'check-error',
        /^the check cannot be evaluated: no such overload/,
      ],
    ])('%s', (item, cause, message) => {
      expect(rowOf(item)).toMatchObject({
        entityRef: API,
        status: 'unknown',
        cause,
        message: expect.stringMatching(message),
      });
    });

    it('and a fact beside them passes', () => {
      expect(rowOf('fine').status).toBe('pass');
      expect(scorecard.score).toMatchObject({ completed: 1, applicable: 8 });
    });

    it('and the run succeeds and names what failed', () => {
      expect(scorecard.run).toMatchObject({ state: 'succeeded' });
      const [problem, ...others] = scorecard.run!.problems;
      expect(others).toEqual([]);
      expect(problem).toMatch(/^http on component:default\/api: .*2 MiB/);
      expect(problem).toMatch(/169\.254\.169\.254/);
    });

    it('and a check that cannot be evaluated is a warning too', () => {
      expect(scorecard.warnings).toContainEqual(
        expect.stringMatching(/main\.typed\/one on .*api: no such overload/),
      );
    });

    it('and what hung is shown with how long it was waited for', () => {
      expect(scorecard.facts[`${API}|http.hangs`].evidence).toMatchObject([
        { response: expect.stringMatching(/does not answer within 3 s$/) },
      ]);
    });
  });

  it.each([
    ['/scorecards/system/default/none', /holds no system:default\/none/],
    ['/checklists/none', /there are: good/],
  ])('is answered where it is in a path: %s', async (path, message) => {
    const { status, body } = await backend.get(path);
    expect(status).toBe(404);
    expect(body.error.message).toMatch(message);
  });
});
