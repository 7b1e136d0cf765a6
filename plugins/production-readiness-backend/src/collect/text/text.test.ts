import { compilePattern } from '@production-readiness/backstage-plugin-production-readiness-node';
import { findLastReviewed, findLastUpdated, parseDate } from './dates';
import { headingsOf, outlineHtml, outlineMarkdown } from './outline';
import { satisfies, sectionRule } from './sectionRule';

const RUNBOOK = `# Runbook

Last reviewed: 2026-01-15

## Common issues

Three of them.

- one
- two
- three

### Details

\`\`\`sh
kubectl get pods
\`\`\`

## Roll-back

1. Stop.

## Severity

| level | means |
| ----- | ----- |
| SEV1  | all   |
| SEV2  | some  |

## Picture

\`\`\`mermaid
graph LR
\`\`\`
`;

describe('satisfies', () => {
  const blocks = outlineMarkdown(RUNBOOK);

  it.each([
    [{ heading: 'common issues', minItems: 3 }, true],
    [{ heading: 'common issues', minItems: 4 }, false],
    [{ heading: 'common issues', codeBlock: true }, true],
    [{ heading: 'roll.?back', codeBlock: true }, false],
    [{ heading: 'roll.?back', minItems: 1 }, true],
    [{ heading: 'severity', minItems: 2 }, true],
    [{ heading: 'severity', minItems: 3 }, false],
    [{ heading: 'picture', diagram: true }, true],
    [{ heading: 'severity', diagram: true }, false],
    [{ heading: 'severity', numbers: true }, true],
    [{ heading: 'common', numbers: true }, false],
    [{ heading: 'nowhere' }, false],
    [{ contains: ['KUBECTL'] }, true],
    [{ heading: 'severity', contains: ['kubectl'] }, false],
    [{ pattern: 'kubectl[^\\n]*pods' }, true],
    [{ minWords: 500 }, false],
  ])('%j: %s', (rule, expected) => {
    expect(satisfies(blocks, sectionRule.parse(rule))).toBe(expected);
  });

  it('reads HTML the same way', () => {
    const html = outlineHtml(
      '<h1>FAQ</h1><h2>Why?</h2><p>So.</p><h2>When?</h2><p>Now.</p><h3>Where?</h3><script>var fake = "text"</script>',
    );
    expect(headingsOf(html)).toEqual(['FAQ', 'Why?', 'When?', 'Where?']);
    const asks = (rule: object) => satisfies(html, sectionRule.parse(rule));
    expect(asks({ heading: 'faq', minItems: 3 })).toBe(true);
    expect(asks({ heading: 'why', contains: ['now'] })).toBe(false);
    expect(asks({ contains: ['fake'] })).toBe(false);
  });
});

describe('dates', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    ['31 January 2026', '2026-01-31'],
    ['January 31st, 2026', '2026-01-31'],
    ['Jan. 31, 2026', '2026-01-31'],
    ['31.1.2026', '2026-01-31'],
    ['January 2026', '2026-01-01'],
    ['31 Smarch 2026', undefined],
    ['2026-13-45', undefined],
  ])('%s', (text, day) => {
    expect(parseDate(text)?.slice(0, 10)).toBe(day);
  });

  it.each([
    ['**Last updated:** 2026-02-01', '2026-02-01'],
    ['Last Revised on March 5, 2026', '2026-03-05'],
    ['| Last modified | 2026-02-01 |', '2026-02-01'],
    ['Last updated: recently', undefined],
    ['updated 2026-02-01', undefined],
  ])('after: %s', (text, day) => {
    expect(findLastUpdated(text)?.slice(0, 10)).toBe(day);
  });

  it('of a review', () => {
    expect(findLastReviewed(RUNBOOK)).toBe('2026-01-15T00:00:00.000Z');
  });
});

describe('compilePattern', () => {
  it('is linear where a backtracking engine would hang', () => {
    const started = performance.now();
    expect(compilePattern('^(a+)+$').test(`${'a'.repeat(20_000)}!`)).toBe(
      false,
    );
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each([
    ['^contact:', 'x\nContact: y', 'Contact:'],
    ['expires: (\\S+)', 'Expires: soon', 'soon'],
    ['none', 'text', undefined],
  ])('%s in %j', (source, text, first) => {
    expect(compilePattern(source).first(text)).toBe(first);
  });
});
