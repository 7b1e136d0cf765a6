import { parseEnvExample, saysRequired } from './envExample';

describe('.env.example', () => {
  it.each([
    ['A=1', { key: 'A', value: '1', comment: '' }],
    ['  export A = 1 ', { key: 'A', value: '1', comment: '' }],
    ['A=', { key: 'A', value: '', comment: '' }],
    ['A= # set by CI', { key: 'A', value: '', comment: 'set by CI' }],
    ['A=1 # one', { key: 'A', value: '1', comment: 'one' }],
    ['A="1 # 2" # two', { key: 'A', value: '1 # 2', comment: '2" # two' }],
    ["A='x=y'", { key: 'A', value: 'x=y', comment: '' }],
    ['A=a#b', { key: 'A', value: 'a#b', comment: '' }],
    [
      '# above\n# and more\nA=1',
      { key: 'A', value: '1', comment: 'above and more' },
    ],
    ['# elsewhere\n\nA=1', { key: 'A', value: '1', comment: '' }],
  ])('%j', (content, expected) => {
    const entries = parseEnvExample(content);
    expect(
      entries.map(each => ({
        ...each,
        comment: each.comment.replace(/\s+/g, ' '),
      })),
    ).toEqual([expected]);
  });

  it('passes over what is no entry', () => {
    expect(parseEnvExample('just text\n=1\n1A=2\n')).toEqual([]);
  });

  it('knows what is required', () => {
    const [a, b] = parseEnvExample('# REQUIRED: a\nA=\n# required no\nB=');
    expect([a, b].map(saysRequired)).toEqual([true, false]);
  });
});
