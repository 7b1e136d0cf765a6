import { ConfigReader } from '@backstage/config';
import {
  component,
  standInVendor,
  startVendor,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import {
  collectAll,
  collectOnly,
  collectorOf,
  ENTITY,
  NOW,
  WANTED,
} from './__testUtils__/collect';

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({ vendor: standInVendor('github'), now: NOW });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

describe('a healthy repository', () => {
  it('is read as it is', async () => {
    const outcomes = await collectAll(collectorOf(vendor));
    const values = Object.fromEntries(
      Object.entries(outcomes).map(([key, outcome]) => [
        key,
        (outcome as any).value ?? outcome,
      ]),
    );
    expect(values).toEqual({
      branch: { name: 'main', protected: true },
      codeScanning: { enabled: true, openCritical: 0 },
      dependencyAlerts: {
        enabled: true,
        open: 4,
        critical: 0,
        high: 1,
        complete: true,
      },
      history: { commits: 50, fromPullRequests: 49 },
      keys: {
        keys: [
          { id: 7, readOnly: true, createdAt: '2026-06-05T12:00:00.000Z' },
          { id: 6, readOnly: true, createdAt: '2026-11-02T12:00:00.000Z' },
        ],
        complete: true,
      },
      launchAlerts: { critical: 0 },
      launchCommits: { count: 1 },
      launchIssues: { count: 2 },
      members: { members: 6, withoutTwoFactor: 0, complete: true },
      rules: {
        types: ['pull_request', 'non_fast_forward', 'deletion'],
        complete: true,
      },
      runs: {
        workflows: [
          {
            path: '.github/workflows/ci.yml',
            name: 'CI',
            lastSuccessAt: '2026-11-22T06:00:00.000Z',
          },
          {
            path: '.github/workflows/docs.yml',
            name: 'Docs',
            lastSuccessAt: null,
          },
        ],
        complete: true,
      },
      secretAlerts: { enabled: true, open: 0, complete: true },
      tags: {
        tags: [
          {
            name: '2026-11-20',
            commit: '9f2c1d7e4b8a6c3d5f0a1b2c3d4e5f60718293a4',
          },
          { name: '2026-11-10', commit: expect.stringMatching(/^c+9$/) },
          { name: '2026-11-01', commit: expect.stringMatching(/^c+20$/) },
        ],
        complete: true,
      },
      updatePulls: {
        bot: 'dependabot',
        pulls: [{ number: 412, createdAt: '2026-11-10T12:00:00.000Z' }],
        complete: true,
      },
    });
  });

  it('has evidence for each fact, with a place where a person sees it', async () => {
    const outcomes = await collectAll(collectorOf(vendor));
    for (const outcome of Object.values(outcomes)) {
      const [piece] = (outcome as any).evidence;
      expect(piece.request).toMatch(/^GET https:\/\/api\.github\.com\//);
      expect(piece.link).toMatch(/^https:\/\/github\.com\//);
      expect(piece.response).not.toBe('');
    }
  });

  it('is asked once for all its entities, and of what was merged never again', async () => {
    let time = NOW;
    const collector = collectorOf(vendor, { now: () => time });
    await Promise.all([1, 2, 3, 4].map(() => collectAll(collector)));
    const once = vendor.requests.length;
    expect(new Set(vendor.requests.map(({ url }) => url.href)).size).toBe(once);

    vendor.requests.length = 0;
    time += 10;
    const fresh = await collectAll(collector, { history: { commits: 60 } });
    expect(fresh.history).toMatchObject({ value: { commits: 60 } });
    const asked = vendor.requests.filter(({ path }) => path.endsWith('/pulls'));
    expect(asked).toHaveLength(10);
  });

  it('is asked for reads only, each by one of the two tokens', async () => {
    await collectAll(collectorOf(vendor));
    expect(new Set(vendor.requests.map(({ method }) => method))).toEqual(
      new Set(['GET']),
    );
    for (const { headers } of vendor.requests) {
      expect(headers['x-github-api-version']).toBe('2022-11-28');
    }
  });
});

describe('what is not said', () => {
  it.each(['launchAlerts', 'launchCommits', 'launchIssues'])(
    '%s waits for a launch',
    async key => {
      const params = { ...WANTED[key], since: 'launch' };
      expect(await collectOnly(vendor, key, params)).toMatchObject({
        miss: { cause: 'waiting-for-time' },
      });
      expect(vendor.requests).toEqual([]);
    },
  );

  it('a branch is not protected by a ruleset alone, whatever GitHub calls it', async () => {
    vendor.spoil(world => {
      world.branch.protection.enabled = false;
    });
    expect((await collectOnly(vendor, 'branch')).value).toEqual({
      name: 'main',
      protected: false,
    });
  });

  it.each([
    [
      'secretAlerts',
      'secret-scanning/alerts',
      {
        status: 404,
        message: 'Secret scanning is disabled on this repository.',
      },
    ],
    [
      'codeScanning',
      'code-scanning/alerts',
      { status: 404, message: 'no analysis found' },
    ],
    [
      'codeScanning',
      'code-scanning/alerts',
      {
        status: 403,
        message:
          'Code Security must be enabled for this repository to use code scanning.',
      },
    ],
    [
      'launchAlerts',
      'dependabot/alerts',
      {
        status: 403,
        message: 'Dependabot alerts are disabled for this repository.',
      },
    ],
  ])(
    '%s without what raises them: nobody looked',
    async (key, part, refusal) => {
      vendor.spoil(world => {
        world.refusals[part] = refusal;
      });
      expect(await collectOnly(vendor, key)).toMatchObject({
        miss: {
          cause: 'not-declared',
          message: expect.stringContaining('does not run for the repository'),
        },
      });
    },
  );

  it('alerts on dependencies that are switched off are a fact', async () => {
    vendor.spoil(world => {
      world.refusals['dependabot/alerts'] = {
        status: 403,
        message: 'Dependabot alerts are disabled for this repository.',
      };
    });
    expect((await collectOnly(vendor, 'dependencyAlerts')).value).toEqual({
      enabled: false,
      open: 0,
      critical: 0,
      high: 0,
      complete: true,
    });
  });

  it('a lack of rights is not taken for something switched off', async () => {
    vendor.spoil(world => {
      world.refusals['dependabot/alerts'] = {
        status: 403,
        message: 'Resource not accessible by personal access token',
      };
    });
    expect(await collectOnly(vendor, 'dependencyAlerts')).toEqual({
      key: 'dependencyAlerts',
      error: expect.stringContaining(
        "give it the repository permission 'Dependabot alerts' (read)",
      ),
    });
  });

  it('no pull requests prove nothing without a bot', async () => {
    vendor.spoil(world => {
      world.pulls = [];
      world.files = { '': [world.files[''][2]] };
    });
    expect(await collectOnly(vendor, 'updatePulls')).toMatchObject({
      miss: { cause: 'not-declared' },
    });
  });

  it.each([
    ['renovate.json', 'renovate'],
    ['.renovaterc', 'renovate'],
    ['.github/renovate.json5', 'renovate'],
    ['.github/dependabot.yaml', 'dependabot'],
  ])('%s switches %s on', async (path, bot) => {
    vendor.spoil(world => {
      const [folder] = world.files[''];
      const file = { ...folder, type: 'file', path };
      world.pulls = [];
      world.files = path.startsWith('.github/')
        ? { '': [folder], '.github': [file] }
        : { '': [file] };
    });
    expect((await collectOnly(vendor, 'updatePulls')).value).toEqual({
      bot,
      pulls: [],
      complete: true,
    });
  });

  it('an organisation without members is one that shows none', async () => {
    vendor.spoil(world => {
      world.members = [];
    });
    expect(await collectOnly(vendor, 'members')).toMatchObject({
      miss: { cause: 'check-error' },
    });
  });

  it('who has no second factor is shown to owners only', async () => {
    const config = new ConfigReader({
      integrations: {
        github: [{ host: 'github.com', token: 'ghp_StandInKamiyoReads' }],
      },
      productionReadiness: {
        collectors: { github: { orgOwnerToken: 'ghp_StandInKamiyoReads' } },
      },
    });
    const outcomes = await collectAll(collectorOf(vendor, { config }), {
      members: {},
    });
    expect(outcomes.members).toMatchObject({
      error: expect.stringContaining('to owners of kamiyo only (422)'),
    });
  });

  it('an alert that was raised and closed since then still counts', async () => {
    vendor.spoil(world => {
      const at = new Date(NOW - 60_000).toISOString();
      world.dependencyAlerts[4].created_at = at;
      world.codeAlerts[1].created_at = at;
    });
    expect((await collectOnly(vendor, 'launchAlerts')).value).toEqual({
      critical: 2,
    });
  });

  it('an issue from before, or a pull request, is no action item', async () => {
    vendor.spoil(world => {
      world.issues[0].pull_request = { url: 'https://api.github.com/x' };
      world.issues[1].created_at = world.issues[2].created_at;
    });
    expect((await collectOnly(vendor, 'launchIssues')).value).toEqual({
      count: 0,
    });
  });

  it('a fact that there is not is an error', async () => {
    expect(await collectOnly(vendor, 'stars', {})).toMatchObject({
      error: expect.stringContaining('there is no fact github.stars'),
    });
  });
});

describe('what is connected', () => {
  const SLUG = 'github.com/project-slug';
  const SOURCE = 'backstage.io/source-location';
  const withAnnotations = (annotations: Record<string, string>) =>
    component({ annotations });
  const githubConfig = (github: object[], own: object = {}) =>
    new ConfigReader({
      integrations: { github: github as any },
      productionReadiness: { collectors: { github: own as any } },
    });
  const TOKEN = { host: 'github.com', token: 'ghp_x' };

  it.each([
    ['a slug', { [SLUG]: 'kamiyo/kamiyo' }],
    [
      'the place of the source',
      { [SOURCE]: 'url:https://github.com/kamiyo/kamiyo/tree/main/' },
    ],
    [
      'the place to clone from',
      { [SOURCE]: 'url:https://github.com/kamiyo/kamiyo.git' },
    ],
  ])('%s names the repository', async (_, annotations) => {
    const entity = withAnnotations(annotations);
    const collector = collectorOf(vendor);
    expect(collector.notConnected!(entity)).toBeUndefined();
    await collector.collect({
      entity,
      subject: entity,
      requests: [{ key: 'tags', params: collector.params.parse({}) }],
      signal: new AbortController().signal,
      logger: { child: () => {} } as any,
      now: () => new Date(NOW),
    });
    expect(vendor.requests[0].path).toBe('/repos/kamiyo/kamiyo/tags');
  });

  it.each([
    ['nothing', {}],
    ['a place at another host', { [SOURCE]: 'url:https://gitlab.com/a/b' }],
    ['a folder', { [SOURCE]: 'file:./kamiyo/' }],
    ['half a slug', { [SLUG]: 'kamiyo' }],
    ['a path that climbs', { [SLUG]: '../kamiyo' }],
    ['what is no name', { [SLUG]: 'kamiyo/ka?miyo' }],
  ])('%s names none', (_, annotations) => {
    expect(
      collectorOf(vendor).notConnected!(
        withAnnotations(annotations as Record<string, string>),
      ),
    ).toContain('names no repository of GitHub');
  });

  it('nothing is without a token or an app', () => {
    const config = new ConfigReader({});
    expect(collectorOf(vendor, { config }).notConnected!(ENTITY)).toBe(
      'github: no token and no app is configured for github.com at integrations.github',
    );
  });

  it('members are not without the token of an owner', () => {
    const request = { key: 'members', params: {} as any };
    const without = collectorOf(vendor, { config: githubConfig([TOKEN]) });
    expect(without.factNotConnected!(ENTITY, request)).toContain(
      'orgOwnerToken',
    );
    expect(
      without.factNotConnected!(ENTITY, { ...request, key: 'tags' }),
    ).toBeUndefined();
    expect(
      collectorOf(vendor).factNotConnected!(ENTITY, request),
    ).toBeUndefined();
  });

  it('the token of an owner is for its host only', () => {
    const config = githubConfig(
      [
        TOKEN,
        {
          host: 'ghe.example',
          token: 'x',
          apiBaseUrl: 'https://ghe.example/api/v3',
        },
      ],
      { orgOwnerToken: 'ghp_y' },
    );
    const elsewhere = withAnnotations({
      [SOURCE]: 'url:https://ghe.example/a/b',
    });
    const collector = collectorOf(vendor, { config });
    expect(collector.notConnected!(elsewhere)).toBeUndefined();
    expect(
      collector.factNotConnected!(elsewhere, {
        key: 'members',
        params: {} as any,
      }),
    ).toContain('is for github.com and not for ghe.example');
  });

  it('what is declared not to be in use is not, and not asked', async () => {
    const config = githubConfig(
      [{ host: 'github.com', token: 'ghp_StandInKamiyoReads' }],
      { without: ['code-scanning', 'secret-scanning'] },
    );
    const collector = collectorOf(vendor, { config });
    const said = ['codeScanning', 'secretAlerts', 'dependencyAlerts'].map(key =>
      collector.factNotConnected!(ENTITY, { key, params: {} as any }),
    );
    expect(said).toEqual([
      expect.stringContaining('code-scanning is not in use'),
      expect.stringContaining('secret-scanning is not in use'),
      undefined,
    ]);
    const { launchAlerts } = await collectAll(collector, {
      launchAlerts: WANTED.launchAlerts,
    });
    expect(launchAlerts).toMatchObject({ value: { critical: 0 } });
    expect(
      vendor.requests.filter(({ path }) => path.includes('code-scanning')),
    ).toEqual([]);
  });
});
