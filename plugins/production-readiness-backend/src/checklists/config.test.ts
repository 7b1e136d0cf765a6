import { ConfigReader } from '@backstage/config';
import { readConfiguredChecklists } from './config';

function read(checklists?: unknown) {
  return readConfiguredChecklists(
    new ConfigReader(
      checklists === undefined
        ? {}
        : { productionReadiness: { checklists: checklists as any } },
    ),
  );
}

describe('readConfiguredChecklists', () => {
  it('has the builtin ones without configuration', () => {
    expect(read()).toEqual([{ builtin: 'kamiyo' }, { builtin: 'basics' }]);
  });

  it.each([
    [[]],
    [[{ file: './ours', mode: 'observe' }]],
    [[{ url: 'https://example.com/c.yaml', params: { days: 3 } }]],
  ])('takes %j', configured => {
    expect(read(configured)).toEqual(configured);
  });

  it.each([
    ['an unknown builtin', [{ builtin: 'nope' }]],
    ['two places at once', [{ file: 'a', url: 'https://example.com' }]],
    ['an unknown field', [{ file: 'a', modes: 'observe' }]],
    ['no URL', [{ url: 'example' }]],
    ['an unknown mode', [{ file: 'a', mode: 'off' }]],
  ])('refuses %s', (_, configured) => {
    expect(() => read(configured)).toThrow(/productionReadiness\.checklists/);
  });
});
