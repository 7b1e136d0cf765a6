import { ConfigReader } from '@backstage/config';
import { readGithubConfig } from './config';

const read = (github: object) =>
  readGithubConfig(
    new ConfigReader({
      productionReadiness: { collectors: { github: github as any } },
    }),
  );

describe('readGithubConfig', () => {
  it('needs no section', () => {
    expect(readGithubConfig(new ConfigReader({}))).toEqual({
      orgOwnerToken: undefined,
      orgOwnerHost: 'github.com',
      without: [],
    });
  });

  it('reads the token of an owner and what is not in use', () => {
    expect(
      read({
        orgOwnerToken: ' ghp_Owner ',
        orgOwnerHost: 'ghe.example',
        without: ['code-scanning'],
      }),
    ).toEqual({
      orgOwnerToken: 'ghp_Owner',
      orgOwnerHost: 'ghe.example',
      without: ['code-scanning'],
    });
  });

  it.each([
    [
      'a token with a line break',
      { orgOwnerToken: 'ghp_Pla\nnted' },
      'is no token',
    ],
    ['an empty token', { orgOwnerToken: '' }, 'github.orgOwnerToken'],
    ['a feature that is none', { without: ['pages'] }, 'github.without.0'],
    ['a word that it does not know', { token: 'ghp_Planted' }, 'token'],
  ])('refuses %s and says where', (_, github, reason) => {
    expect(() => read(github)).toThrow(reason);
    expect(() => read(github)).toThrow('productionReadiness.collectors.github');
    expect(() => read(github)).not.toThrow(/planted|nted$/i);
  });
});
