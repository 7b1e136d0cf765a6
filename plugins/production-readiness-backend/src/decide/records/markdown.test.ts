import type {
  DecisionContent,
  LaunchRecord,
  RecordContent,
  RecordExport,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Nodes } from 'mdast';
import { kamiyoDecision, NASTY } from './__testUtils__/kamiyoDecision';
import { recordedReview } from './__testUtils__/samples';
import { recordMarkdown } from './markdown/recordMarkdown';
import { code, link, plain } from './markdown/text';

type Entry = RecordExport['records'][number];

function entries(...contents: RecordContent[]): Entry[] {
  return contents.map((content, index) => ({
    hash: `${index}`.repeat(64),
    record: {
      schema: 'production-readiness/record/v1',
      id: `record-${index}`,
      sequence: index + 1,
      previousHash: '0'.repeat(64),
      at: '2026-11-22T12:00:00.000Z',
      review: recordedReview(),
      ...content,
    } as LaunchRecord,
  }));
}

function nodesOf(text: string): Nodes[] {
  const all: Nodes[] = [];
  const visit = (node: Nodes) => {
    all.push(node);
    if ('children' in node) node.children.forEach(visit);
  };
  visit(fromMarkdown(text));
  return all;
}

describe('a record in Markdown', () => {
  let decision: DecisionContent;
  beforeAll(async () => {
    decision = await kamiyoDecision();
  });

  it('is the checklist, filled in', () => {
    const text = recordMarkdown(entries(decision))!;
    const { items, categories } = decision.checklist.content;
    for (const { title, criteria } of items) {
      expect(text).toContain(`**${plain(title)}**`);
      for (const criterion of criteria) {
        expect(text).toContain(plain(criterion.text));
      }
    }
    expect(items).toHaveLength(121);
    for (const { title } of categories) {
      expect(text).toContain(`${plain(title)} (`);
    }
    const ticked = text.match(/^- \[x\] \*\*/gm) ?? [];
    // The sign-off of the owner stands like an item.
    expect(ticked).toHaveLength(decision.document.score.completed + 1);
    expect(text).toContain(
      '    - component:default/kamiyo-api · passes, measured\n' +
        '      - expected kamiyo-api is a web service on Render\n' +
        '      - `render.service.type` is `"web_service"`\n' +
        '      - `GET https://sample.example/render.service` → `200 OK` · read 2026-11-22 11:55 UTC\n',
    );
    expect(text).toContain('Verdict | UNDECIDED');
    expect(text).toContain('**Security lead** · nobody has signed');
    expect(text).toContain('No launch is recorded.');
  });

  it('holds what people wrote as text and nothing else', () => {
    const text = recordMarkdown(entries(decision))!;
    expect(text.split(plain(NASTY)).length).toBeGreaterThan(3);
    const nodes = nodesOf(text);
    expect(nodes.filter(({ type }) => type === 'html')).toEqual([]);
    const links = nodes.flatMap(node => (node.type === 'link' ? node : []));
    const urls = links.map(({ url }) => url);
    expect(urls).toContain('https://wiki.example/incident_(response)');
    // An address is a link to what it says, and nothing else is one.
    for (const { url, children } of links) {
      expect(url).toMatch(/^https?:/);
      expect(children).toMatchObject([{ type: 'text', value: url }]);
    }
  });

  it('tells what came of the decision', () => {
    const [window] = decision.checklist.content.postLaunch;
    const check = (index: number) => ({
      window: window.id,
      id: window.checks[index].id,
      title: window.checks[index].title,
      message: null,
      dueAt: '2026-11-22T13:00:00.000Z',
      settledAt: '2026-11-22T12:40:00.000Z',
    });
    const text = recordMarkdown(
      entries(
        {
          ...decision,
          decision: { ...decision.decision, outcome: 'exception' },
        },
        {
          kind: 'launch',
          decision: 'd',
          launchedAt: '2026-11-22T12:30:00.000Z',
          by: 'user:default/ada',
        },
        {
          kind: 'post-launch',
          check: { ...check(0), state: 'overdue', truth: 'unknown' },
        },
        { kind: 'withdrawal', decision: 'd', reasons: ['health fails'] },
        {
          kind: 'outcome',
          decision: 'd',
          checks: [
            { ...check(0), state: 'passed-late', truth: 'true' },
            {
              ...check(1),
              state: 'failed',
              truth: 'false',
              message: '3 errors',
            },
          ],
          openItems: [
            { ...decision.openItems[0], closedAt: '2026-11-23T09:00:00.000Z' },
          ],
        },
      ),
    )!;
    for (const line of [
      '**LAUNCH BY EXCEPTION** by user:default/grace',
      '## Launched against',
      'Launched 2026-11-22 12:30 UTC, recorded by user:default/ada.',
      `- [x] ${plain(window.checks[0].title)} · passed late`,
      `- [ ] ${plain(
        window.checks[1].title,
      )} · failed · 2026-11-22 12:40 UTC · 3 errors`,
      '## GO withdrawn',
      '- health fails',
      '- [x] Architecture documented · closed 2026-11-23 09:00 UTC',
    ]) {
      expect(text).toContain(line);
    }
    const against = text.split('## Launched against')[1].split('##')[0];
    expect(against.match(/^- .*not verified$/gm)).toHaveLength(
      [
        ...decision.document.critical,
        ...decision.document.go,
        ...decision.document.noGo,
      ].filter(({ truth }) => truth === 'unknown').length,
    );
  });

  it('is that of the newest decision, and there is none before one', () => {
    const before: RecordContent = {
      ...decision,
      decision: { ...decision.decision, outcome: 'no-go', reason: 'not yet' },
    };
    const text = recordMarkdown(entries(before, decision))!;
    expect(text).toContain('**GO** by');
    expect(text).not.toContain('not yet');
    expect(text).toContain('1'.repeat(64));
    expect(
      recordMarkdown(
        entries({ kind: 'withdrawal', decision: 'd', reasons: [] }),
      ),
    ).toBeUndefined();
  });
});

describe('text in Markdown', () => {
  it.each([
    ['a\n\nb', 'a b'],
    ['1. one', '1\\. one'],
    ['1.0.0', '1.0.0'],
    ['- x', '\\- x'],
    ['# x', '\\# x'],
    ['a|b', 'a\\|b'],
    ['<b>', '\\<b\\>'],
    ['see https://a.b/c_d*e (f).', 'see <https://a.b/c_d*e> (f).'],
    ['https://a.b/|x', '<https://a.b/>\\|x'],
    ['https://a.b/<img src=x>', '<https://a.b/>\\<img src=x\\>'],
    ['https:// and www.a.b', 'https:// and www\\.a.b'],
  ])('%j is written %j', (text, written) => {
    expect(plain(text)).toBe(written);
  });

  it.each([['a`b'], ['``'], [''], ['`'], ['a ``` b'], ['<b>|*']])(
    '%j survives as code',
    text => {
      const [, , node] = nodesOf(`x ${code(text)}`).slice(1);
      expect(node).toMatchObject({
        type: 'inlineCode',
        value: text || '—',
      });
    },
  );

  it('follows only addresses of the web', () => {
    expect(link('https://a.example/x')).toBe('<https://a.example/x>');
    expect(link('ftp://a.example')).toBe('`ftp://a.example`');
    expect(link('https://a.example/> <b')).toBe('`https://a.example/> <b`');
  });
});
