import {
  before,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  RELEASE_COMMIT,
} from './shared.mjs';

const TOKEN = 'ghp_StandInKamiyoReads';
const OWNER_TOKEN = 'ghp_StandInKamiyoOwner';
const API = 'https://api.github.com';
const REPO = `${API}/repos/kamiyo/kamiyo`;
const PAGE = 'https://github.com/kamiyo/kamiyo';
const DEFAULT_BRANCH = 'main';
const COMMITS = 60;

const range = count => Array.from({ length: count }, (_, index) => index);
/** The newest commit is the live one; the others are numbered from it back. */
const shaOf = index =>
  index === 0 ? RELEASE_COMMIT : String(index).padStart(40, 'c');

function world({ now }) {
  return {
    repository: repository(now),
    branch: branch(now),
    rules: [
      rule('pull_request', {
        allowed_merge_methods: ['squash'],
        dismiss_stale_reviews_on_push: true,
        require_code_owner_review: true,
        require_last_push_approval: false,
        required_approving_review_count: 1,
        required_review_thread_resolution: false,
      }),
      rule('non_fast_forward'),
      rule('deletion'),
    ],
    commits: range(COMMITS).map(index => commit(index, now)),
    // What GitHub knows of commits beside what it says of them in a list: the
    // pull request that each came with, and the files that it touches.
    pullOf: Object.fromEntries(
      range(COMMITS)
        .filter(index => index !== 30)
        .map(index => [shaOf(index), mergedPull(index, now)]),
    ),
    touched: Object.fromEntries(
      range(COMMITS).map(index => [
        shaOf(index),
        [index % 7 === 0 ? 'docs/RUNBOOK.md' : 'kamiyo/api.py'],
      ]),
    ),
    tags: [
      tag('2026-11-20', RELEASE_COMMIT),
      tag('2026-11-10', shaOf(9)),
      tag('2026-11-01', shaOf(20)),
    ],
    secretAlerts: [
      secretAlert(2, { state: 'resolved', at: before(now, 90 * DAY_MS) }),
      secretAlert(1, { state: 'resolved', at: before(now, 120 * DAY_MS) }),
    ],
    dependencyAlerts: [
      dependencyAlert(9, { severity: 'high', at: before(now, 3 * DAY_MS) }),
      dependencyAlert(8, { severity: 'medium', at: before(now, 5 * DAY_MS) }),
      dependencyAlert(7, { severity: 'low', at: before(now, 6 * DAY_MS) }),
      dependencyAlert(6, { severity: 'low', at: before(now, 8 * DAY_MS) }),
      dependencyAlert(5, {
        severity: 'critical',
        state: 'fixed',
        at: before(now, 40 * DAY_MS),
      }),
    ],
    codeAlerts: [
      codeAlert(4, { severity: 'medium', at: before(now, 9 * DAY_MS) }),
      codeAlert(3, {
        severity: 'critical',
        state: 'fixed',
        at: before(now, 70 * DAY_MS),
      }),
    ],
    pulls: [
      pull(412, {
        at: before(now, 12 * DAY_MS),
        login: 'dependabot[bot]',
        ref: 'dependabot/pip/fastapi-0.115.6',
      }),
      // Older than the bot's may be, and nobody's concern here.
      pull(377, {
        at: before(now, 80 * DAY_MS),
        login: 'grace',
        ref: 'new-aggregation',
      }),
    ],
    files: {
      '': [
        entry('.github', 'dir'),
        entry('docs', 'dir'),
        entry('render.yaml', 'file'),
      ],
      '.github': [
        entry('.github/dependabot.yml', 'file'),
        entry('.github/workflows', 'dir'),
      ],
    },
    workflows: [
      workflow(1, { name: 'CI', path: '.github/workflows/ci.yml', now }),
      workflow(2, { name: 'Docs', path: '.github/workflows/docs.yml', now }),
    ],
    runs: {
      1: range(3).map(index =>
        run(100 - index, {
          workflowId: 1,
          conclusion: index === 1 ? 'failure' : 'success',
          at: before(now, 6 * HOUR_MS + index * DAY_MS),
        }),
      ),
      2: [],
    },
    keys: [
      deployKey(7, before(now, 170 * DAY_MS)),
      deployKey(6, before(now, 20 * DAY_MS)),
    ],
    members: ['ada', 'grace', 'radia', 'margaret', 'joan', 'katherine'].map(
      (login, index) => ({ ...user(login, 100 + index), type: 'User' }),
    ),
    /** Logins. */
    withoutTwoFactor: [],
    issues: [
      issue(502, { at: before(now, 20 * MINUTE_MS) }),
      issue(501, { at: before(now, 30 * MINUTE_MS) }),
      issue(450, { at: before(now, 60 * DAY_MS) }),
    ],
    /** Answers to what is switched off, by the path below the repository. */
    refusals: {},
  };
}

function user(login, id) {
  const url = `${API}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: `U_${id}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following`,
    gists_url: `${url}/gists`,
    starred_url: `${url}/starred`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    received_events_url: `${url}/received_events`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}

const ORGANISATION = { ...user('kamiyo', 1), type: 'Organization' };

/** Addresses that a repository names for what belongs to it. */
const PARTS = [
  'archive assignees blobs branches collaborators comments commits compare contents',
  'contributors deployments downloads events forks git_commits git_refs git_tags hooks',
  'issue_comment issue_events issues keys labels languages merges milestones',
  'notifications pulls releases stargazers statuses subscribers subscription tags',
  'teams trees',
].flatMap(line => line.split(' '));

function minimalRepository() {
  return {
    id: 1,
    node_id: 'R_1',
    name: 'kamiyo',
    full_name: 'kamiyo/kamiyo',
    owner: ORGANISATION,
    private: true,
    html_url: PAGE,
    description: null,
    fork: false,
    url: REPO,
    ...Object.fromEntries(
      PARTS.map(part => [`${part}_url`, `${REPO}/${part}`]),
    ),
  };
}

function repository(now) {
  return {
    ...minimalRepository(),
    clone_url: `${PAGE}.git`,
    default_branch: DEFAULT_BRANCH,
    forks: 0,
    forks_count: 0,
    git_url: 'git://github.com/kamiyo/kamiyo.git',
    has_discussions: false,
    has_downloads: false,
    has_issues: true,
    has_pages: false,
    has_projects: false,
    has_wiki: false,
    homepage: null,
    language: 'Python',
    archived: false,
    disabled: false,
    mirror_url: null,
    open_issues: 4,
    open_issues_count: 4,
    license: null,
    pushed_at: before(now, HOUR_MS),
    size: 4096,
    ssh_url: 'git@github.com:kamiyo/kamiyo.git',
    stargazers_count: 0,
    svn_url: PAGE,
    watchers: 0,
    watchers_count: 0,
    created_at: before(now, 600 * DAY_MS),
    updated_at: before(now, HOUR_MS),
    network_count: 0,
    subscribers_count: 6,
  };
}

function branch(now) {
  return {
    name: DEFAULT_BRANCH,
    commit: commit(0, now),
    _links: { html: `${PAGE}/tree/main`, self: `${REPO}/branches/main` },
    protected: true,
    protection: {
      enabled: true,
      required_status_checks: {
        contexts: ['CI'],
        checks: [{ context: 'CI', app_id: 15368 }],
        enforcement_level: 'everyone',
      },
    },
    protection_url: `${REPO}/branches/main/protection`,
  };
}

function rule(type, parameters) {
  return {
    type,
    ...(parameters && { parameters }),
    ruleset_source_type: 'Repository',
    ruleset_source: 'kamiyo/kamiyo',
    ruleset_id: 42,
  };
}

function commit(index, now) {
  const sha = shaOf(index);
  const by = {
    name: 'Ada',
    email: 'ada@kamiyo.ai',
    date: before(now, 10 * MINUTE_MS + index * 9 * HOUR_MS),
  };
  return {
    url: `${REPO}/commits/${sha}`,
    sha,
    node_id: `C_${index}`,
    html_url: `${PAGE}/commit/${sha}`,
    comments_url: `${REPO}/commits/${sha}/comments`,
    commit: {
      url: `${REPO}/git/commits/${sha}`,
      author: by,
      committer: by,
      message: `Change ${index}`,
      comment_count: 0,
      tree: { sha, url: `${REPO}/git/trees/${sha}` },
    },
    author: user('ada', 100),
    committer: user('ada', 100),
    parents: [],
  };
}

function mergedPull(index, now) {
  const at = before(now, 10 * MINUTE_MS + index * 9 * HOUR_MS);
  const number = 300 + index;
  return { number, at, mergedAt: at, login: 'ada', ref: `change-${index}` };
}

function pull(number, { at, mergedAt = null, login, ref }) {
  const url = `${REPO}/pulls/${number}`;
  const by = user(login, 200);
  const side = name => ({
    label: `kamiyo:${name}`,
    ref: name,
    sha: shaOf(1),
    user: by,
    repo: repository(Date.parse(at)),
  });
  const link = path => ({ href: path });
  return {
    url,
    id: number,
    node_id: `PR_${number}`,
    html_url: `${PAGE}/pull/${number}`,
    diff_url: `${PAGE}/pull/${number}.diff`,
    patch_url: `${PAGE}/pull/${number}.patch`,
    issue_url: `${REPO}/issues/${number}`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${REPO}/pulls/comments{/number}`,
    comments_url: `${REPO}/issues/${number}/comments`,
    statuses_url: `${REPO}/statuses/${shaOf(1)}`,
    number,
    state: mergedAt ? 'closed' : 'open',
    locked: false,
    title: `Pull request ${number}`,
    user: by,
    body: null,
    labels: [],
    milestone: null,
    created_at: at,
    updated_at: at,
    closed_at: mergedAt,
    merged_at: mergedAt,
    merge_commit_sha: shaOf(1),
    assignee: null,
    head: side(ref),
    base: side(DEFAULT_BRANCH),
    _links: {
      comments: link(`${REPO}/issues/${number}/comments`),
      commits: link(`${url}/commits`),
      statuses: link(`${REPO}/statuses/${shaOf(1)}`),
      html: link(`${PAGE}/pull/${number}`),
      issue: link(`${REPO}/issues/${number}`),
      review_comments: link(`${url}/comments`),
      review_comment: link(`${REPO}/pulls/comments{/number}`),
      self: link(url),
    },
    author_association: 'MEMBER',
    auto_merge: null,
  };
}

function tag(name, sha) {
  return {
    name,
    commit: { sha, url: `${REPO}/commits/${sha}` },
    zipball_url: `${REPO}/zipball/refs/tags/${name}`,
    tarball_url: `${REPO}/tarball/refs/tags/${name}`,
    node_id: `T_${name}`,
  };
}

function secretAlert(number, { state, at }) {
  return {
    number,
    created_at: at,
    updated_at: at,
    url: `${REPO}/secret-scanning/alerts/${number}`,
    html_url: `${PAGE}/security/secret-scanning/${number}`,
    locations_url: `${REPO}/secret-scanning/alerts/${number}/locations`,
    state,
    resolution: state === 'open' ? null : 'revoked',
    resolved_at: state === 'open' ? null : at,
    resolved_by: null,
    secret_type: 'stripe_api_key',
    secret_type_display_name: 'Stripe API Key',
    // Never to be asked for, and never to be kept.
    secret: 'StandInNobodyMaySee',
  };
}

function dependencyAlert(number, { severity, state = 'open', at }) {
  const library = { ecosystem: 'pip', name: 'jinja2' };
  const vulnerability = {
    package: library,
    severity,
    vulnerable_version_range: '< 3.1.6',
    first_patched_version: { identifier: '3.1.6' },
  };
  return {
    number,
    state,
    dependency: {
      package: library,
      manifest_path: 'requirements.txt',
      scope: 'runtime',
    },
    security_advisory: {
      ghsa_id: 'GHSA-cpwx-vrp4-4pq7',
      cve_id: 'CVE-2025-27516',
      summary: 'A hole',
      description: 'A hole',
      vulnerabilities: [vulnerability],
      severity,
      cvss: { score: 5, vector_string: null },
      cwes: [],
      identifiers: [{ type: 'CVE', value: 'CVE-2025-27516' }],
      references: [],
      published_at: at,
      updated_at: at,
      withdrawn_at: null,
    },
    security_vulnerability: vulnerability,
    url: `${REPO}/dependabot/alerts/${number}`,
    html_url: `${PAGE}/security/dependabot/${number}`,
    created_at: at,
    updated_at: at,
    dismissed_at: null,
    dismissed_by: null,
    dismissed_reason: null,
    dismissed_comment: null,
    fixed_at: state === 'fixed' ? at : null,
  };
}

function codeAlert(number, { severity, state = 'open', at }) {
  return {
    number,
    created_at: at,
    updated_at: at,
    url: `${REPO}/code-scanning/alerts/${number}`,
    html_url: `${PAGE}/security/code-scanning/${number}`,
    instances_url: `${REPO}/code-scanning/alerts/${number}/instances`,
    state,
    fixed_at: state === 'fixed' ? at : null,
    dismissed_by: null,
    dismissed_at: null,
    dismissed_reason: null,
    dismissed_comment: null,
    rule: {
      id: 'py/sql-injection',
      name: 'py/sql-injection',
      severity: 'error',
      security_severity_level: severity,
      description: 'SQL query built from user-controlled sources',
      tags: ['security'],
    },
    tool: { name: 'CodeQL', guid: null, version: '2.19.0' },
    most_recent_instance: {
      ref: 'refs/heads/main',
      analysis_key: '.github/workflows/ci.yml:analyze',
      environment: '{}',
      category: '.github/workflows/ci.yml:analyze',
      state,
      commit_sha: shaOf(1),
      classifications: [],
    },
  };
}

function entry(path, type) {
  const url = `${REPO}/contents/${path}?ref=main`;
  return {
    type,
    size: type === 'file' ? 220 : 0,
    name: path.split('/').at(-1),
    path,
    sha: shaOf(2),
    url,
    git_url: `${REPO}/git/blobs/${shaOf(2)}`,
    html_url: `${PAGE}/blob/main/${path}`,
    download_url: null,
    _links: {
      git: `${REPO}/git/blobs/${shaOf(2)}`,
      self: url,
      html: `${PAGE}/blob/main/${path}`,
    },
  };
}

function workflow(id, { name, path, now }) {
  return {
    id,
    node_id: `W_${id}`,
    name,
    path,
    state: 'active',
    created_at: before(now, 400 * DAY_MS),
    updated_at: before(now, 40 * DAY_MS),
    url: `${REPO}/actions/workflows/${id}`,
    html_url: `${PAGE}/blob/main/${path}`,
    badge_url: `${PAGE}/workflows/${name}/badge.svg`,
  };
}

function run(id, { workflowId, conclusion, at }) {
  const url = `${REPO}/actions/runs/${id}`;
  return {
    id,
    name: 'CI',
    node_id: `WR_${id}`,
    head_branch: DEFAULT_BRANCH,
    head_sha: shaOf(1),
    path: '.github/workflows/ci.yml',
    display_title: 'CI',
    run_number: id,
    event: 'schedule',
    status: 'completed',
    conclusion,
    workflow_id: workflowId,
    check_suite_id: id,
    check_suite_node_id: `CS_${id}`,
    url,
    html_url: `${PAGE}/actions/runs/${id}`,
    pull_requests: [],
    created_at: at,
    updated_at: at,
    run_attempt: 1,
    run_started_at: at,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${REPO}/check-suites/${id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${REPO}/actions/workflows/${workflowId}`,
    head_commit: null,
    repository: minimalRepository(),
    head_repository: minimalRepository(),
  };
}

function deployKey(id, at) {
  return {
    id,
    key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIStandIn',
    url: `${REPO}/keys/${id}`,
    title: 'render',
    verified: true,
    created_at: at,
    read_only: true,
  };
}

function issue(number, { at }) {
  const url = `${REPO}/issues/${number}`;
  return {
    id: number,
    node_id: `I_${number}`,
    url,
    repository_url: REPO,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${PAGE}/issues/${number}`,
    number,
    state: 'open',
    title: `Action item ${number}`,
    body: null,
    user: user('ada', 100),
    labels: [
      {
        id: 1,
        node_id: 'L_1',
        url: `${REPO}/labels/retrospective`,
        name: 'retrospective',
        description: null,
        color: 'ededed',
        default: false,
      },
    ],
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    comments: 0,
    closed_at: null,
    created_at: at,
    updated_at: at,
    author_association: 'MEMBER',
  };
}

const fits = (query, name, value) =>
  query.get(name) === null || query.get(name) === value;
const isSince = (query, at) =>
  query.get('since') === null || new Date(at) >= new Date(query.get('since'));
const inOrder = (list, query, standard) => {
  const newestFirst = (query.get('direction') ?? standard) === 'desc';
  const sign = newestFirst ? -1 : 1;
  return [...list].sort(
    (one, other) => sign * one.created_at.localeCompare(other.created_at),
  );
};
const isBelow = (file, path) => file === path || file.startsWith(`${path}/`);

/** Lists below the repository by path, each made from the world and the query. */
const LISTS = {
  'rules/branches/main': state => state.rules,
  commits: (state, query) =>
    fits(query, 'sha', DEFAULT_BRANCH)
      ? state.commits.filter(
          ({ sha, commit: { committer } }) =>
            isSince(query, committer.date) &&
            (query.get('path') === null ||
              state.touched[sha].some(file =>
                isBelow(file, query.get('path')),
              )),
        )
      : undefined,
  tags: state => state.tags,
  'secret-scanning/alerts': (state, query) =>
    state.secretAlerts
      .filter(alert => fits(query, 'state', alert.state))
      .map(({ secret, ...alert }) =>
        query.get('hide_secret') === 'true' ? alert : { ...alert, secret },
      ),
  'dependabot/alerts': (state, query) =>
    inOrder(
      state.dependencyAlerts.filter(
        alert =>
          fits(query, 'state', alert.state) &&
          fits(query, 'severity', alert.security_advisory.severity),
      ),
      query,
      'desc',
    ),
  'code-scanning/alerts': (state, query) =>
    inOrder(
      state.codeAlerts.filter(alert => fits(query, 'state', alert.state)),
      query,
      'desc',
    ),
  pulls: (state, query) => inOrder(state.pulls, query, 'desc'),
  keys: state => state.keys,
  issues: (state, query) =>
    state.issues.filter(
      ({ labels, updated_at }) =>
        isSince(query, updated_at) &&
        (query.get('labels') === null ||
          labels.some(({ name }) => name === query.get('labels'))),
    ),
};

function answer(state, { method, path, url, headers }) {
  const { searchParams: query } = url;
  const token = headers.authorization?.replace(/^(Bearer|token) /, '');
  if (token !== TOKEN && token !== OWNER_TOKEN) {
    return refusal(401, 'Bad credentials');
  }
  if (method !== 'GET') {
    return refusal(403, 'Resource not accessible by personal access token');
  }
  if (path === '/orgs/kamiyo/members') {
    return membersOf(state, { query, url, isOwner: token === OWNER_TOKEN });
  }
  const own = /^\/repos\/kamiyo\/kamiyo(?:\/(.*))?$/.exec(
    decodeURIComponent(path),
  );
  return own
    ? ofRepository(state, { part: own[1] ?? '', query, url })
    : refusal(404, 'Not Found');
}

function membersOf(state, { query, url, isOwner }) {
  if (query.get('filter') === null) return page(state.members, { query, url });
  if (!isOwner) return refusal(422, 'Only owners can use this filter.');
  return page(
    state.members.filter(({ login }) => state.withoutTwoFactor.includes(login)),
    { query, url },
  );
}

function ofRepository(state, { part, query, url }) {
  if (state.refusals[part]) {
    const { status, message } = state.refusals[part];
    return refusal(status, message);
  }
  if (part === '') return { status: 200, body: state.repository };
  if (part === 'branches/main') return { status: 200, body: state.branch };
  const list = LISTS[part]?.(state, query);
  if (list) return page(list, { query, url });

  const sha = /^commits\/(\w+)\/pulls$/.exec(part)?.[1];
  if (sha) {
    const own = state.pullOf[sha];
    return page(own ? [pull(own.number, own)] : [], { query, url });
  }
  const folder = /^contents(?:\/(.*))?$/.exec(part)?.[1] ?? '';
  const isFolder = part.startsWith('contents');
  if (isFolder && state.files[folder])
    return { status: 200, body: state.files[folder] };
  if (part === 'actions/workflows') {
    return page(state.workflows, { query, url, within: 'workflows' });
  }
  const id = /^actions\/workflows\/(\d+)\/runs$/.exec(part)?.[1];
  if (state.runs[id]) {
    const runs = state.runs[id].filter(({ conclusion }) =>
      fits(query, 'status', conclusion),
    );
    return page(runs, { query, url, within: 'workflow_runs' });
  }
  return refusal(404, 'Not Found');
}

/** One page, and the address of the next in the header Link. */
function page(list, { query, url, within }) {
  const size = Number(query.get('per_page') ?? 30);
  // Alerts on dependencies are paged by a cursor, the others by number.
  const cursor = url.pathname.endsWith('/dependabot/alerts') ? 'after' : 'page';
  const number = Number(query.get(cursor) ?? 1);
  const next = new URL(`${API}${url.pathname}${url.search}`);
  next.searchParams.set(cursor, String(number + 1));
  const items = list.slice((number - 1) * size, number * size);
  return {
    status: 200,
    headers: {
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4987',
      ...(list.length > number * size && {
        link: `<${next}>; rel="next"`,
      }),
    },
    body: within ? { total_count: list.length, [within]: items } : items,
  };
}

function refusal(status, message) {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest' },
  };
}

/** The repository and the organisation of KAMIYO on GitHub. */
export const github = {
  id: 'github',
  title: 'GitHub',
  hosts: ['api.github.com'],
  world,
  answer,
  config: {
    integrations: { github: [{ host: 'github.com', token: TOKEN }] },
    productionReadiness: {
      collectors: { github: { orgOwnerToken: OWNER_TOKEN } },
    },
  },
  defects: {
    'github-branch-unprotected': {
      title: 'anybody may push to the default branch',
      fails: ['bkp.version-control/main-protected'],
      spoil(state) {
        state.rules = [];
        Object.assign(state.branch, {
          protected: false,
          protection: { enabled: false },
        });
      },
    },
    'github-ruleset-on-messages': {
      title: 'the only ruleset is about messages of commits',
      // GitHub calls a branch protected as soon as there is any ruleset.
      fails: ['bkp.version-control/main-protected'],
      spoil(state) {
        state.rules = [
          rule('commit_message_pattern', {
            operator: 'starts_with',
            pattern: 'KAM-',
          }),
        ];
        state.branch.protection = { enabled: false };
      },
    },
    'github-direct-pushes': {
      title: 'every tenth commit was pushed past the pull requests',
      fails: ['bkp.version-control/feature-branches'],
      spoil(state) {
        for (const index of [0, 10, 20, 30, 40]) {
          delete state.pullOf[shaOf(index)];
        }
      },
    },
    'github-pulls-not-merged': {
      title: 'the pull requests of commits were closed without a merge',
      fails: ['bkp.version-control/feature-branches'],
      spoil(state) {
        for (const one of Object.values(state.pullOf)) one.mergedAt = null;
      },
    },
    'github-release-untagged': {
      title: 'no tag leads to the commit that is live',
      fails: ['bkp.version-control/deployment-tags'],
      spoil(state) {
        state.tags = state.tags.slice(1);
      },
    },
    'github-secret-found': {
      title: 'secret scanning found a key in the repository',
      fails: ['sec.environment-secrets-secure/no-secrets-in-code-or-logs'],
      spoil(state) {
        state.secretAlerts[0].state = 'open';
      },
    },
    'github-secret-scanning-off': {
      title: 'secret scanning is switched off',
      fails: [],
      // The map: unknown. Nobody looked for secrets.
      unknown: ['sec.environment-secrets-secure/no-secrets-in-code-or-logs'],
      spoil(state) {
        state.refusals['secret-scanning/alerts'] = {
          status: 404,
          message: 'Secret scanning is disabled on this repository.',
        };
      },
    },
    'github-critical-dependency': {
      title: 'a dependency has a critical hole',
      fails: ['sec.dependency-security/no-critical-vulnerabilities'],
      spoil(state) {
        const [alert] = state.dependencyAlerts;
        alert.security_advisory.severity = 'critical';
        alert.security_vulnerability.severity = 'critical';
      },
    },
    'github-dependabot-off': {
      title: 'alerts on dependencies are switched off',
      fails: ['sec.dependency-security/no-critical-vulnerabilities'],
      spoil(state) {
        state.refusals['dependabot/alerts'] = {
          status: 403,
          message: 'Dependabot alerts are disabled for this repository.',
        };
      },
    },
    'github-old-update': {
      title: 'a pull request of the update bot waits for two months',
      fails: ['sec.dependency-security/up-to-date'],
      spoil(state) {
        const [bots] = state.pulls;
        bots.created_at = state.pulls[1].created_at;
      },
    },
    'github-scan-stale': {
      title: 'the workflow that scans has not succeeded for weeks',
      fails: ['sec.dependency-security/automated-scans'],
      spoil(state) {
        for (const one of state.runs[1]) one.conclusion = 'failure';
      },
    },
    'github-scan-disabled': {
      title: 'GitHub has switched the workflow that scans off',
      fails: ['sec.dependency-security/automated-scans'],
      spoil(state) {
        state.workflows[0].state = 'disabled_inactivity';
      },
    },
    'github-member-without-2fa': {
      title: 'a member of the organisation has no second factor',
      fails: ['sec.production-access-restricted/two-factor'],
      spoil(state) {
        state.withoutTwoFactor = ['joan'];
      },
    },
    'github-old-deploy-key': {
      title: 'a deploy key is two years old',
      fails: ['sec.production-access-restricted/ssh-keys-rotated'],
      spoil(state) {
        state.keys[0].created_at = state.repository.created_at;
      },
    },
  },
};
