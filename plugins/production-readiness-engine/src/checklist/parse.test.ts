import type { LintFinding } from '@production-readiness/backstage-plugin-production-readiness-common';
import { parseChecklist } from './parse';
import { lintCategoryFile } from './readLayer';
import type { ChecklistFiles } from './readLayer';

const CHECKLIST = `id: demo
version: 1.0.0
title: Demo
subject: { kind: Component, byDefault: true }
targets:
  service: { title: Service, subject: true, required: true }
collect:
  http:
    health: { for: [service], url: "=annotation('production-readiness/url')" }
categories: [a.yaml]
`;
const CATEGORY = `id: a
title: A
sections:
  - title: S
    items:
      - id: a.health
        title: Health
        why: because
        fix: do
        criteria:
          - id: ok
            text: It answers
            check: http.health.status == 200
`;

function parse(
  checklist: string,
  category: string = CATEGORY,
  resolveExtends?: (id: string) => ChecklistFiles | undefined,
) {
  return parseChecklist({
    entry: 'checklist.yaml',
    files: [
      { name: 'checklist.yaml', text: checklist },
      { name: 'a.yaml', text: category },
    ],
    resolveExtends,
  });
}

function written({ file, line, column, level, rule, message }: LintFinding) {
  return `${file}:${line}:${column} ${level} ${rule}: ${message}`;
}

describe('a checklist that is well', () => {
  const { checklist, findings } = parse(CHECKLIST);

  it('has no findings', () => {
    expect(findings).toEqual([]);
  });

  it('is spelled out', () => {
    expect(checklist).toMatchObject({
      id: 'demo',
      version: '1.0.0',
      mode: 'enforce',
      subject: { kind: 'Component', byDefault: true },
      roles: { owner: { title: 'Owner', validFor: 'P90D' } },
      categories: [
        { id: 'a', sections: [{ title: 'S', items: ['a.health'] }] },
      ],
      collect: [
        {
          fact: 'http.health',
          collector: 'http',
          key: 'health',
          for: ['service'],
          params: { url: "=annotation('production-readiness/url')" },
        },
      ],
      items: [
        {
          id: 'a.health',
          category: 'a',
          section: 'S',
          for: ['service'],
          role: 'owner',
          criteria: [
            {
              id: 'a.health/ok',
              for: ['service'],
              role: 'owner',
              strength: 'measured',
              verify: { check: 'http.health.status == 200' },
            },
          ],
        },
      ],
    });
  });
});

describe('how launches are reviewed', () => {
  it.each([
    {
      name: 'by default the owner signs and decides',
      review: '',
      expected: {
        signOffs: ['owner'],
        goValidFor: 'P14D',
        separation: 'strict',
        decides: 'owner',
      },
    },
    {
      name: 'what is said overrides, the rest stays',
      review: 'review: { goValidFor: P3D, separation: small-team }\n',
      expected: {
        signOffs: ['owner'],
        goValidFor: 'P3D',
        separation: 'small-team',
        decides: 'owner',
      },
    },
  ])('$name', ({ review, expected }) => {
    expect(parse(`${CHECKLIST}${review}`).checklist?.review).toEqual(expected);
  });
});

describe('errors name file, line, column and reason', () => {
  it.each([
    {
      name: 'no YAML',
      checklist: CHECKLIST.replace('[a.yaml]', '[a.yaml'),
      expected:
        'checklist.yaml:11:1 error yaml: Flow sequence in block collection must be sufficiently indented and end with a ]',
    },
    {
      name: 'a key twice',
      checklist: `${CHECKLIST}title: Again\n`,
      expected: 'checklist.yaml:11:1 error yaml: Map keys must be unique',
    },
    {
      name: 'an unknown key',
      checklist: CHECKLIST.replace('title: Demo', 'titel: Demo'),
      expected: "checklist.yaml:3:1 error schema: unknown key 'titel'",
    },
    {
      name: 'an unknown key deep inside',
      category: CATEGORY.replace('check:', 'chek:'),
      expected:
        "a.yaml:13:13 error schema: sections[0].items[0].criteria[0]: unknown key 'chek'",
    },
    {
      name: 'a version that YAML reads as a number',
      checklist: CHECKLIST.replace('1.0.0', '1.0'),
      expected:
        'checklist.yaml:2:10 error schema: version: Invalid input: expected string, received number',
    },
    {
      name: 'two trees in one node',
      category: `${CATEGORY}            score: 95\n`,
      expected:
        'a.yaml:11:13 error schema: sections[0].items[0].criteria[0]: has check and score; combine them with allOf, anyOf or substitute',
    },
    {
      name: 'a modifier beside what it does not speak of',
      category: CATEGORY.replace(
        'check: http.health.status == 200',
        'anyOf: [{ attest: { role: owner }, expected: x }]',
      ),
      expected:
        'a.yaml:13:58 error schema: sections[0].items[0].criteria[0].anyOf[0].expected: does not apply beside attest',
    },
    {
      name: 'an unknown key of a check in full',
      category: CATEGORY.replace(
        'http.health.status == 200',
        '{ check: http.health.ok, expectd: x }',
      ),
      expected:
        "a.yaml:13:45 error schema: sections[0].items[0].criteria[0].check: unknown key 'expectd'",
    },
    {
      name: 'an unknown role that signs',
      checklist: `${CHECKLIST}review: { signOffs: [owner, cat] }\n`,
      expected:
        "checklist.yaml:11:29 error unknown-role: the role 'cat' is not declared",
    },
    {
      name: 'an unknown way of separating',
      checklist: `${CHECKLIST}review: { separation: loose }\n`,
      expected:
        'checklist.yaml:11:23 error schema: review.separation: Invalid option: expected one of "strict"|"small-team"',
    },
    {
      name: 'a duration without a fixed length',
      checklist: CHECKLIST.replace(
        'for: [service]',
        'for: [service], refreshAfter: P1M',
      ),
      expected:
        'checklist.yaml:9:45 error schema: collect.http.health.refreshAfter: must be an ISO 8601 duration in weeks, days, hours, minutes or seconds, for example P30D',
    },
    {
      name: 'a fact that no expression could name',
      checklist: CHECKLIST.replace('    health:', '    health-2:'),
      expected:
        'checklist.yaml:9:5 error schema: collect.http.health-2: the key must be a name that expressions can read',
    },
    {
      name: 'a category file that is not there',
      checklist: CHECKLIST.replace('a.yaml', 'b.yaml'),
      expected:
        "checklist.yaml:10:14 error file: the file 'b.yaml' is not there",
    },
    {
      name: 'no subject',
      checklist: CHECKLIST.replace(/subject: \{ kind.*\n/, ''),
      expected:
        "checklist.yaml:1:1 error subject: names no 'subject': the kind of entity that it judges",
    },
    {
      name: 'an expression that does not parse, at its place',
      category: CATEGORY.replace('== 200', '== == 200'),
      expected:
        'a.yaml:13:42 error syntax: Unexpected token: EQ, in: http.health.status == == 200',
    },
    {
      name: 'an expression with a type error, at its place',
      category: CATEGORY.replace('== 200', "== 200 && 'a' > 1"),
      expected:
        "a.yaml:13:49 error type: no such overload: string > double, in: http.health.status == 200 && 'a' > 1",
    },
    {
      name: 'an expression in a folded block, at its line',
      category: CATEGORY.replace(
        'http.health.status == 200',
        '>-\n              http.health.status == 200\n              && http.nothing.x',
      ),
      expected:
        "a.yaml:15:18 error uncollected-fact: reads 'http.nothing', which nothing collects, in: http.health.status == 200 && http.nothing.x",
    },
    {
      name: 'an expression in quotes, at its place',
      category: CATEGORY.replace(
        'http.health.status == 200',
        '"http.health.status == 200 && nothing"',
      ),
      expected:
        "a.yaml:13:50 error unknown-name: the name 'nothing' is not known, in: http.health.status == 200 && nothing",
    },
    {
      name: 'an expression of a request, at its place',
      checklist: CHECKLIST.replace(
        "annotation('production-readiness/url')",
        "annotation('x') + http.health.url",
      ),
      expected:
        "checklist.yaml:9:56 error cyclic-fact: reads the fact 'http.health': what to fetch must not depend on what was fetched, in: annotation('x') + http.health.url",
    },
  ])('$name', ({ checklist = CHECKLIST, category = CATEGORY, expected }) => {
    const parsed = parse(checklist, category);
    expect(parsed.findings.map(written)).toContain(expected);
    expect(parsed.checklist).toBeUndefined();
  });

  it('refuses a file that would keep the parser busy', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]
${[...'bcdefghi']
  .map((name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]},`.repeat(9)}]`)
  .join('\n')}`;
    const { findings } = parse(bomb);
    expect(findings).toMatchObject([{ level: 'error', rule: 'yaml' }]);
  });

  it('says of a category file alone what is wrong with its form', () => {
    expect(
      lintCategoryFile({ name: 'x.yaml', text: 'id: x\ntitle: X\n' }).map(
        written,
      ),
    ).toEqual([
      'x.yaml:1:1 error schema: sections: Invalid input: expected array, received undefined',
    ]);
    expect(lintCategoryFile({ name: 'a.yaml', text: CATEGORY })).toEqual([]);
  });
});

describe('facts in several files', () => {
  const withCollect = (block: string) =>
    `${CATEGORY}collect:\n  http:\n    health: ${block}\n`;

  it('joins `for` where the block is the same', () => {
    const { checklist, findings } = parse(
      CHECKLIST.replace(
        'targets:\n',
        'targets:\n  api: { title: API, kind: Component }\n',
      ),
      withCollect(
        `{ for: [api], url: "=annotation('production-readiness/url')" }`,
      ),
    );
    expect(findings).toEqual([]);
    expect(checklist?.collect.map(fact => fact.for)).toEqual([
      ['service', 'api'],
    ]);
  });

  it('refuses blocks that differ', () => {
    const { findings } = parse(
      CHECKLIST,
      withCollect('{ for: [service], url: other }'),
    );
    expect(findings.map(written)).toEqual([
      "a.yaml:16:13 error fact-conflict: the fact 'http.health' is declared differently in checklist.yaml, line 9",
    ]);
  });
});

describe('short forms', () => {
  it('takes `critical: all` for every critical row', () => {
    const { checklist } = parse(`${CHECKLIST}
critical:
  - { id: C1, title: One, item: a.health }
  - { id: C2, title: Two, criterion: a.health/ok }
go:
  - { id: G1, title: All, critical: all }
`);
    expect(checklist?.go[0].verify).toEqual({
      allOf: [{ item: 'a.health' }, { criterion: 'a.health/ok' }],
    });
  });

  it('gives a criterion the strength of its first leaf, and its checks the criterion’s', () => {
    const strengthOf = (tree: string) =>
      parse(
        CHECKLIST,
        CATEGORY.replace('check: http.health.status == 200', tree),
      ).checklist?.items[0].criteria[0];
    expect(strengthOf('attest: { role: owner }')?.strength).toBe('attested');
    expect(strengthOf('criterion: a.health/ok')).toBeUndefined();
    expect(
      strengthOf(
        'strength: structure\n            anyOf: [{ check: http.health.ok }, { attest: { role: owner } }]',
      ),
    ).toMatchObject({
      strength: 'structure',
      verify: {
        anyOf: [
          { check: 'http.health.ok', strength: 'structure' },
          { attest: { role: 'owner' } },
        ],
      },
    });
  });
});

describe('extending', () => {
  const base: ChecklistFiles = {
    entry: 'base/checklist.yaml',
    files: [
      {
        name: 'base/checklist.yaml',
        text: `${CHECKLIST}params: { a: 1, b: 2 }
declared: { total: 1 }
go:
  - { id: G1, title: Health, item: a.health }
  - { id: G2, title: Score, score: 95 }
`,
      },
      {
        name: 'base/a.yaml',
        text: `${CATEGORY}      - id: a.other
        title: Other
        why: because
        fix: do
        criteria:
          - { id: ok, text: Other, check: http.health.ok }
`,
      },
    ],
  };
  const extend = (rest: string, category?: string) =>
    parse(`id: mine\nversion: '2'\nextends: demo\n${rest}`, category, id =>
      id === 'demo' ? base : undefined,
    );

  it('takes everything, with an id and version of its own', () => {
    const { checklist } = extend('params: { b: 3 }\n');
    expect(checklist).toMatchObject({
      id: 'mine',
      version: '2',
      title: 'Demo',
      params: { a: 1, b: 3 },
      go: [{ id: 'G1' }, { id: 'G2' }],
    });
    expect(checklist?.items.map(item => item.id)).toEqual([
      'a.health',
      'a.other',
    ]);
    // What the extended document declares is not said of this one.
    expect(checklist?.declared).toBeUndefined();
  });

  it('replaces an item in its place, and adds others', () => {
    const { checklist, findings } = extend(
      'categories: [a.yaml]\n',
      `${CATEGORY.replace('title: Health', 'title: Replaced')}      - id: a.new
        title: New
        why: because
        fix: do
        criteria:
          - { id: ok, text: New, check: http.health.ok }
`,
    );
    expect(findings).toEqual([]);
    expect(checklist?.items.map(item => [item.id, item.title])).toEqual([
      ['a.health', 'Replaced'],
      ['a.other', 'Other'],
      ['a.new', 'New'],
    ]);
    expect(checklist?.categories).toMatchObject([
      { sections: [{ title: 'S', items: ['a.health', 'a.other', 'a.new'] }] },
    ]);
  });

  it('removes items, and rows that read them', () => {
    const { checklist, findings } = extend('remove: [a.health, G1]\n');
    expect(findings).toEqual([]);
    expect(checklist?.items.map(item => item.id)).toEqual(['a.other']);
    expect(checklist?.go.map(row => row.id)).toEqual(['G2']);
  });

  it('says where a row lost what it reads', () => {
    expect(extend('remove: [a.health]\n').findings.map(written)).toEqual([
      "base/checklist.yaml:14:36 error unknown-reference: there is no item 'a.health'",
    ]);
  });

  it.each([
    {
      extended: 'nothing',
      message:
        "checklist.yaml:3:10 error extends: extends 'nothing', which is not there",
    },
    {
      extended: 'mine',
      message:
        'checklist.yaml:3:10 error extends: checklists extend each other: mine -> mine',
    },
  ])('refuses to extend $extended', ({ extended, message }) => {
    const { findings } = parse(
      `id: mine\nversion: '2'\nextends: ${extended}\n`,
      CATEGORY,
    );
    expect(findings.map(written)).toEqual([message]);
  });
});
