import type { LintFinding } from '@production-readiness/backstage-plugin-production-readiness-common';
import { writtenChecklist } from '../../testing/fixtures';
import type { Written, WrittenCriterion } from '../../testing/fixtures';
import { parseChecklist } from '../parse';

const CHECK = { check: 'http.health.ok' };
const ON_ALL = { for: ['subject', 'api', 'worker'] };
/** Reads every declared fact, so that findings are about what a row is about. */
const READS_ALL: WrittenCriterion = {
  id: 'all',
  allOf: [
    { check: 'http.health.ok && http.home.ok && render.service.ok' },
    { check: 'metrics.p95.ok && doc.incident.found' },
  ],
};

function lint(written: Written): LintFinding[] {
  const { items = [], ...rest } = written;
  return parseChecklist({
    entry: 'checklist.yaml',
    files: [
      {
        name: 'checklist.yaml',
        text: writtenChecklist({
          items: [...items, { id: 'rest', criteria: [READS_ALL] }],
          ...rest,
        }),
      },
    ],
  }).findings;
}

function item(id: string, criterion: object, rest: object = {}) {
  return {
    id,
    criteria: [{ id: 'c', ...criterion } as WrittenCriterion],
    ...rest,
  };
}

interface Row {
  name: string;
  written: Written;
  level: LintFinding['level'];
  rule: string;
  message: string;
}

const ROWS: Row[] = [
  {
    name: 'the total',
    written: { declared: { total: 122 } },
    level: 'info',
    rule: 'total-count',
    message: 'Total declares 122, lists 1',
  },
  {
    name: 'the threshold',
    written: { passingScore: 95, declared: { passing: '116/122' } },
    level: 'info',
    rule: 'threshold',
    message: 'Minimum passing score names 116/122; the listed items need 1/1',
  },
  {
    name: 'a title twice',
    written: {
      items: [
        item('a', CHECK, { title: 'Health' }),
        item('b', CHECK, { title: 'Health' }),
      ],
    },
    level: 'info',
    rule: 'duplicate-title',
    message: "several items bear the title 'Health': A, A",
  },
  {
    name: 'levels that do not reach down',
    written: { levels: [{ id: 'ready', title: 'READY', min: 100 }] },
    level: 'info',
    rule: 'level-gap',
    message: 'below 100 percent there is no level',
  },
  {
    name: 'an item id twice',
    written: { items: [item('a', CHECK), item('a', CHECK, { title: 'B' })] },
    level: 'error',
    rule: 'duplicate-id',
    message: "the item id 'a' is taken",
  },
  {
    name: 'a row id twice',
    written: {
      go: [{ id: 'X', title: 'X', score: 95 }],
      critical: [{ id: 'X', title: 'X', item: 'rest' }],
    },
    level: 'error',
    rule: 'duplicate-id',
    message: "the row id 'X' is taken",
  },
  {
    name: 'an unused fact',
    written: {
      collect: {
        ...facts(),
        http: { ...facts().http, spare: { for: ['subject'] } },
      },
    },
    level: 'warning',
    rule: 'unused-fact',
    message: "nothing reads the fact 'http.spare'",
  },
  {
    name: 'a fact that nothing collects',
    written: { items: [item('a', { check: 'http.nothing.ok' })] },
    level: 'error',
    rule: 'uncollected-fact',
    message:
      "reads 'http.nothing', which nothing collects, in: http.nothing.ok",
  },
  {
    name: 'a fact that is not collected on the target',
    written: {
      items: [item('a', { check: 'http.only.ok', for: ['api', 'worker'] })],
      collect: {
        ...facts(),
        http: { ...facts().http, only: { for: ['api'] } },
      },
    },
    level: 'error',
    rule: 'fact-not-collected-here',
    message: "reads 'http.only', which is not collected on worker",
  },
  {
    name: 'a fact that is not collected on the subject',
    written: {
      items: [item('a', { check: 'subject.http.only.ok' })],
      collect: {
        ...facts(),
        http: { ...facts().http, only: { for: ['api'] } },
      },
    },
    level: 'error',
    rule: 'fact-not-collected-here',
    message: "reads 'http.only', which is not collected on the subject",
  },
  {
    name: 'a fact that is not collected on the members',
    written: {
      items: [item('a', { check: 'members.worker.all(m, m.http.only.ok)' })],
      collect: {
        ...facts(),
        http: { ...facts().http, only: { for: ['api'] } },
      },
    },
    level: 'error',
    rule: 'fact-not-collected-here',
    message: "reads 'http.only', which is not collected on worker",
  },
  {
    name: 'a condition that reads what is not collected there',
    written: {
      items: [item('a', { ...CHECK, when: 'http.only.ok', for: ['worker'] })],
      collect: {
        ...facts(),
        http: { ...facts().http, only: { for: ['api'] } },
      },
    },
    level: 'error',
    rule: 'fact-not-collected-here',
    message: "reads 'http.only', which is not collected on worker",
  },
  {
    name: 'a condition that is always the same',
    written: { items: [item('a', { ...CHECK, when: '1 < 2' })] },
    level: 'error',
    rule: 'unreachable-condition',
    message: 'the condition is always the same: 1 < 2',
  },
  {
    name: 'an unknown criterion',
    written: { items: [item('a', { criterion: 'a/nothing' })] },
    level: 'error',
    rule: 'unknown-reference',
    message: "there is no criterion 'a/nothing'",
  },
  {
    name: 'an unknown item',
    written: { go: [{ id: 'G', title: 'G', item: 'nothing' }] },
    level: 'error',
    rule: 'unknown-reference',
    message: "there is no item 'nothing'",
  },
  {
    name: 'a cycle',
    written: {
      items: [
        item('a', { criterion: 'b/c' }),
        item('b', { item: 'd' }),
        item('d', { allOf: [CHECK, { criterion: 'a/c' }] }),
      ],
    },
    level: 'error',
    rule: 'cyclic-reference',
    message: 'refers to itself: a/c -> b/c -> d -> d/c -> a/c',
  },
  {
    name: 'a fact that depends on a fact',
    written: {
      collect: {
        ...facts(),
        http: {
          ...facts().http,
          health: { ...ON_ALL, url: '=http.home.next' },
        },
      },
    },
    level: 'error',
    rule: 'cyclic-fact',
    message:
      "reads the fact 'http.home': what to fetch must not depend on what was fetched, in: http.home.next",
  },
  ...expressions(),
  {
    name: 'an unknown role',
    written: { items: [item('a', { attest: { role: 'cat' } })] },
    level: 'error',
    rule: 'unknown-role',
    message: "the role 'cat' is not declared",
  },
  {
    name: 'an unknown role that signs',
    written: { review: { signOffs: ['owner', 'cat'] } },
    level: 'error',
    rule: 'unknown-role',
    message: "the role 'cat' is not declared",
  },
  {
    name: 'an unknown role that decides',
    written: { review: { decides: 'cat' } },
    level: 'error',
    rule: 'unknown-role',
    message: "the role 'cat' is not declared",
  },
  {
    name: 'a role that signs twice',
    written: { review: { signOffs: ['owner', 'security', 'owner'] } },
    level: 'error',
    rule: 'duplicate-id',
    message: "the role 'owner' signs already: one person of each role signs",
  },
  {
    name: 'an unknown report',
    written: { items: [item('a', { report: { type: 'sarif' } })] },
    level: 'error',
    rule: 'unknown-report',
    message: "the report type 'sarif' is not declared",
  },
  {
    name: 'a report that nothing says when it passes',
    written: {
      items: [item('a', { report: { type: 'sarif' } })],
      reports: { sarif: { title: 'SARIF' } },
    },
    level: 'error',
    rule: 'report-without-rule',
    message:
      "nothing says when a report of type 'sarif' passes: give it a 'check' here or under 'reports'",
  },
  {
    name: 'an unknown document',
    written: {
      items: [item('a', { attest: { role: 'owner', document: 'nothing' } })],
    },
    level: 'error',
    rule: 'unknown-document',
    message: "the document 'nothing' is not declared",
  },
  {
    name: 'a statement about nothing',
    written: {
      items: [item('a', { attest: { role: 'owner', about: 'nothing' } })],
    },
    level: 'error',
    rule: 'unknown-reference',
    message: "there is no criterion or row 'nothing' to make a statement about",
  },
  {
    name: 'two statements that are one',
    written: {
      items: [
        item('a', {
          anyOf: [
            { attest: { role: 'owner', statement: 'x' } },
            { attest: { role: 'owner', statement: 'y' } },
          ],
        }),
      ],
    },
    level: 'warning',
    rule: 'two-statements',
    message:
      "two statements of the role 'owner' here are one: a statement names the criterion and the role",
  },
  {
    name: 'an unknown target',
    written: { items: [item('a', { ...CHECK, for: ['web'] })] },
    level: 'error',
    rule: 'unknown-target',
    message: "the target 'web' is not declared",
  },
  {
    name: 'an empty reason',
    written: { items: [item('a', CHECK, { why: ' ' })] },
    level: 'error',
    rule: 'empty-text',
    message: "the item 'a' has an empty 'why'",
  },
  {
    name: 'a score in a criterion',
    written: { items: [item('a', { score: 95 })] },
    level: 'error',
    rule: 'score-in-criterion',
    message: 'the score is made of criteria: only rows that decide may read it',
  },
  {
    name: 'a `not` in something wanted',
    written: { go: [{ id: 'G', title: 'G', not: { item: 'rest' } }] },
    level: 'error',
    rule: 'not-outside-trigger',
    message: "'not' is for NO-GO triggers",
  },
  {
    name: 'a trigger that holds when all is well',
    written: { noGo: [{ id: 'N', title: 'N', item: 'rest' }] },
    level: 'error',
    rule: 'trigger-on-pass',
    message: "a trigger that holds when something is well: put it under 'not'",
  },
  {
    name: 'more than there are',
    written: { items: [item('a', { atLeast: { count: 2, of: [CHECK] } })] },
    level: 'error',
    rule: 'at-least',
    message: 'wants 2 of 1',
  },
];

function facts() {
  return {
    http: {
      health: { ...ON_ALL },
      home: { ...ON_ALL },
    } as Record<string, object>,
    render: { service: ON_ALL },
    metrics: { p95: ON_ALL },
    doc: { incident: { ...ON_ALL, document: 'incident' } },
  };
}

function expressions(): Row[] {
  const refused: [string, string, string][] = [
    [
      "http.health.text.matches('a+')",
      'matches',
      "'matches' is refused: a regular expression belongs into a collector's rule, where it runs in linear time",
    ],
    [
      'has(http.health)',
      'whole-fact',
      "'has' on a whole fact is refused: it would answer for want of data",
    ],
    [
      "'ok' in http.health",
      'whole-fact',
      "'in' on a whole fact is refused: it would answer for want of data",
    ],
    [
      'members.api.all(m, has(m.http.health))',
      'whole-fact',
      "'has' on a whole fact is refused: it would answer for want of data",
    ],
    ['http.health.?ok', 'syntax', 'Expected IDENTIFIER, got QUESTION'],
    [
      'now > http.health.at',
      'unknown-name',
      "the name 'now' is not known: use age() or until()",
    ],
    [
      'param.nothing == 1',
      'unknown-name',
      "the parameter 'nothing' is not declared under 'params'",
    ],
    [
      'members.nobody.all(m, m.http.health.ok)',
      'unknown-target',
      "the target 'nobody' is not declared",
    ],
    ["'yes'", 'type', 'yields a string, not true or false'],
    ['age(http.health.at) > 7', 'type', 'no such overload: age > double'],
    [
      'nothing(http.health.ok)',
      'type',
      "found no matching overload for 'nothing(dyn)'",
    ],
    [
      'http.health.a.all(a, http.home.b.all(b, metrics.p95.c.all(c, a == c)))',
      'too-costly',
      'lists are walked inside lists inside lists: its cost has no bound',
    ],
    [
      'members.api.all(a, members.worker.all(b, members.api.all(c, c.http.health.ok)))',
      'too-costly',
      'lists are walked inside lists inside lists: its cost has no bound',
    ],
    [
      'members.api.all(a, members.worker.all(b, http.health.c.all(c, c == a.http.health.ok)))',
      'too-costly',
      'lists are walked inside lists inside lists: its cost has no bound',
    ],
    [
      'members.api.all(m, m.http.nothing.ok)',
      'uncollected-fact',
      "reads 'http.nothing', which nothing collects",
    ],
  ];
  return refused.map(([check, rule, message]) => ({
    name: check,
    written: { items: [item('a', { check })] },
    level: 'error',
    rule,
    message: `${message}, in: ${check}`,
  }));
}

describe('the linter', () => {
  it('finds nothing in a checklist that is well', () => {
    expect(lint({ items: [item('a', CHECK)] })).toEqual([]);
  });

  it.each(ROWS)('$rule: $name', ({ written, level, rule, message }) => {
    const found = lint(written).filter(finding => finding.rule === rule);
    expect(found.map(finding => finding.message)).toContain(message);
    for (const finding of found) {
      expect(finding).toMatchObject({
        level,
        file: 'checklist.yaml',
        line: 1,
        column: expect.any(Number),
      });
    }
  });

  it('counts the items of each category', () => {
    const category = (id: string, declaredItems: number) => ({
      id,
      title: `Category ${id}`,
      declaredItems,
      sections: [
        {
          title: 'S',
          items: [
            {
              id: `${id}.x`,
              title: id,
              why: 'why',
              fix: 'fix',
              criteria: [{ text: 'all', ...READS_ALL }],
            },
          ],
        },
      ],
    });
    expect(
      lint({ categories: [category('a', 1), category('b', 15)] }),
    ).toMatchObject([
      {
        rule: 'item-count',
        level: 'info',
        message: 'Category b declares 15, lists 1',
      },
    ]);
  });

  it.each([
    ["entity.type != 'service' || http.only.ok", false],
    ["entity.type == 'service' && http.only.ok", false],
    ["http.only.ok && entity.type == 'service'", false],
    ["entity.type == 'worker' ? http.health.ok : http.only.ok", false],
    ["!(entity.type in ['service']) || http.only.ok", false],
    ["entity.type == 'service' || http.only.ok", true],
    ["entity.type == 'worker' ? http.only.ok : http.health.ok", true],
    ["entity.name == 'x' || http.only.ok", true],
  ])('knows what a question of type leaves out: %s', (check, isFound) => {
    const { http } = facts();
    const found = lint({
      items: [item('a', { check, for: ['api', 'worker'] })],
      collect: { ...facts(), http: { ...http, only: { for: ['api'] } } },
    });
    expect(found.map(({ message }) => message)).toEqual(
      isFound ? ["reads 'http.only', which is not collected on worker"] : [],
    );
  });

  it('knows that a narrow target lies within a wider one', () => {
    const subject = { for: ['subject'] };
    const onSubject = {
      http: { health: subject, home: subject },
      render: { service: subject },
      metrics: { p95: subject },
      doc: { incident: { ...subject, document: 'incident' } },
    };
    const targets = {
      subject: { title: 'Subject', subject: true },
      worker: { title: 'Workers', kind: 'Component', type: ['worker'] },
      aggregator: {
        title: 'Aggregator',
        kind: 'Component',
        type: ['worker'],
        name: ['aggregator'],
      },
    };
    const judge = (collected: string, evaluated: string) =>
      lint({
        targets,
        items: [item('a', { check: 'h.only.ok', for: [evaluated] })],
        collect: { ...onSubject, h: { only: { for: [collected] } } },
      }).map(({ message }) => message);
    expect(judge('worker', 'aggregator')).toEqual([]);
    expect(judge('aggregator', 'worker')).toEqual([
      "reads 'h.only', which is not collected on worker",
    ]);
  });
});
