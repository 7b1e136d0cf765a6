import { readMatcher } from './matchers';
import { readRoutes, targetsOf } from './routes';

const RECEIVERS = `
receivers:
- name: nobody
- name: one
  webhook_configs: [{ url: 'https://planted-s3cret' }]
- name: two
  slack_configs: [{ channel: '#a' }]
  email_configs: [{ to: a@example.com }]
`;

const treeOf = (routes: string, receiver = 'nobody') =>
  readRoutes(
    `route:\n  receiver: ${receiver}\n  routes: ${routes}\n${RECEIVERS}`,
  );

describe('routes of Alertmanager', () => {
  it.each<[string, string, Record<string, string>, [number, number]]>([
    ['no child takes it', '[]', {}, [0, 0]],
    [
      'the first that fits takes it',
      `[{ matchers: ['severity="critical"'], receiver: one }, { receiver: two }]`,
      { severity: 'critical' },
      [1, 1],
    ],
    [
      'one that lets it go on adds to the next',
      `[{ matchers: ['severity="critical"'], receiver: one, continue: true }, { receiver: two }]`,
      { severity: 'critical' },
      [3, 3],
    ],
    [
      'one that lets it go on, and nobody takes it then',
      `[{ match: { severity: critical }, receiver: one, continue: true }, { match: { severity: none }, receiver: two }]`,
      { severity: 'critical' },
      [1, 1],
    ],
    [
      'a child without a receiver has that of its parent',
      `[{ match: { severity: critical }, receiver: two, routes: [{ match: { team: a } }] }]`,
      { severity: 'critical', team: 'a' },
      [2, 2],
    ],
    [
      'a label that only the firing alert has',
      `[{ matchers: ['service=~"kamiyo-.*"'], receiver: two }]`,
      { severity: 'critical' },
      [0, 2],
    ],
    [
      'every way that a label could go notifies',
      `[{ matchers: ['service="a"'], receiver: one }, { receiver: two }]`,
      {},
      [1, 2],
    ],
    [
      'a pattern is held against the whole label',
      `[{ match_re: { severity: crit }, receiver: one }]`,
      { severity: 'critical' },
      [0, 0],
    ],
    [
      'what is not equal',
      `[{ matchers: ['severity!="none"', 'team!~"b|c"'], receiver: one }]`,
      { severity: 'critical', team: 'a' },
      [1, 1],
    ],
  ])('%s', (_, routes, labels, [least, most]) => {
    expect(targetsOf(treeOf(routes), new Map(Object.entries(labels)))).toEqual({
      least,
      most,
    });
  });

  it('are judged in a time that grows with their number', () => {
    const many = Array.from(
      { length: 200 },
      (_, index) =>
        `{ matchers: ['label${index}="x"'], receiver: one, continue: true }`,
    );
    expect(targetsOf(treeOf(`[${many.join(', ')}]`), new Map())).toEqual({
      least: 0,
      most: 200,
    });
  });

  it.each(['route: [', 'receivers: []', '{}', 'just a text'])(
    'cannot be read from %j, and say nothing of what it holds',
    text => {
      expect(() => readRoutes(`${text}\n# planted-s3cret`)).toThrow(
        /^the configuration that Alertmanager shows has another shape than it documents$/,
      );
    },
  );

  it.each([
    ['severity="critical"', ['severity', 'critical', false, true]],
    ['severity = critical', ['severity', 'critical', false, true]],
    ['severity!~"a|b"', ['severity', 'a|b', true, false]],
    ['"quoted"=~"x.*"', ['quoted', 'x.*', true, true]],
    [
      'text="with \\"quotes\\" and \\\\"',
      ['text', 'with "quotes" and \\', false, true],
    ],
    ['empty=""', ['empty', '', false, true]],
  ])('have the matcher %s', (text, [name, value, isRegex, isEqual]) => {
    expect(readMatcher(text)).toEqual({ name, value, isRegex, isEqual });
  });

  it('with a matcher that cannot be read count for nothing', () => {
    expect(() => treeOf(`[{ matchers: ['severity'], receiver: one }]`)).toThrow(
      'cannot be read',
    );
  });
});
