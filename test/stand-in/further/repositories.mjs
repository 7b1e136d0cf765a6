import { answersOf, replacing, status } from './spoil.mjs';

const spoiled = (title, files, fails) => ({
  title,
  fails: [fails].flat(),
  files,
});
const gone = () => null;

/** A service of the sample without a variable: then the repository decides. */
const withoutVariable = name => ({
  'env.summary': value => ({
    ...value,
    keys: value.keys.filter(key => key !== name),
  }),
});

/** Defects of the repository. */
export const REPOSITORY_DEFECTS = {
  'repo-no-probe': spoiled(
    'render.yaml gives kamiyo-api no health check path',
    { 'render.yaml': replacing('    healthCheckPath: /health\n', '') },
    'app.health-checks-passing/probes-in-render-yaml',
  ),
  'repo-no-handler': {
    ...spoiled(
      'the code of kamiyo-api has no handler for all exceptions',
      {
        'kamiyo/main.py': replacing('exception_handler(Exception)', 'get("/")'),
      },
      [],
    ),
    fails: ['app.unhandled-exceptions-caught/global-handler'],
    without: ['report:junit'],
  },
  'repo-memory-sessions': spoiled(
    'the code of kamiyo-frontend keeps sessions in memory',
    {
      'frontend/pages/api/auth/[...nextauth].ts': text =>
        `${text}\nexport const sessions = new MemoryStore();\n`,
    },
    [
      'bkp.stateless-application-design/deploys-keep-state',
      'bkp.stateless-application-design/session-storage',
    ],
  ),
  'repo-no-storage': {
    title: 'nothing in the code keeps uploads outside the process',
    // Code that does not show it may still do it: a person is asked.
    fails: [],
    unknown: ['bkp.stateless-application-design/uploads'],
    files: {
      'kamiyo/storage.py': gone,
      'requirements.txt': replacing(/boto3.*\n/g, ''),
      'package.json': replacing(/.*client-s3.*\n/g, ''),
    },
  },
  'repo-blueprint-worker': spoiled(
    'render.yaml does not hold kamiyo-social-watcher',
    { 'render.yaml': replacing('kamiyo-social-watcher', 'another-watcher') },
    ['bkp.configuration-backups/render-yaml'],
  ),
  'repo-no-blueprint': {
    title: 'the repository has no render.yaml',
    fails: ['bkp.configuration-backups/render-yaml'],
    // Whether infrastructure as code was considered a person may say.
    causes: ['waiting-for-person', 'not-declared'],
    unknown: [
      'bkp.configuration-backups/iac-considered',
      'app.health-checks-passing/probes-in-render-yaml',
      'infra.frontend-service-deployed/build-command',
      'infra.frontend-service-deployed/start-command',
      'sec.environment-secrets-secure/secrets-in-render',
    ],
    files: { 'render.yaml': gone },
  },
  'repo-migration-not-applied': spoiled(
    'the repository has a migration that the database has not seen',
    { 'alembic/versions/0001_first.py': replacing('"0001"', '"0002"') },
    'db.schema-deployed/migrations-applied',
  ),
  'repo-no-downgrade': spoiled(
    'a migration cannot be undone',
    {
      'alembic/versions/0001_first.py': replacing(
        /def downgrade[^]*/g,
        'def downgrade():\n    pass\n',
      ),
    },
    'db.migration-rollback-tested/rollback-scripts',
  ),
  'repo-no-pool': {
    ...spoiled(
      'the code of kamiyo-api sets no pool of connections',
      { 'kamiyo/database.py': replacing(/ pool_size.*?echo/g, ' echo') },
      [
        'db.performance-optimized/connection-pooling',
        'sec.sql-injection-protection/orm-configured',
      ],
    ),
  },
  'repo-echo': spoiled(
    'the code of kamiyo-api prints its statements',
    { 'kamiyo/database.py': replacing('echo=False', 'echo=True') },
    'sec.sql-injection-protection/orm-configured',
  ),
  'repo-limiter-in-memory': spoiled(
    'the limiter of kamiyo-api counts in memory',
    { 'kamiyo/main.py': replacing(/, storage_uri="[^"]*"/g, '') },
    'infra.rate-limiting-enabled/redis-backed',
  ),
  'repo-python-version': {
    ...spoiled(
      'the repository pins Python 3.9',
      { '.python-version': () => '3.9.18\n' },
      'infra.api-service-deployed/runtime',
    ),
    beside: withoutVariable('PYTHON_VERSION'),
  },
  'repo-node-version': {
    ...spoiled(
      'the repository pins Node 16',
      { 'package.json': replacing('18.20.8', '16.20.2') },
      'infra.frontend-service-deployed/runtime',
    ),
    beside: withoutVariable('NODE_VERSION'),
  },
  'repo-build-command': spoiled(
    'render.yaml builds kamiyo-frontend in another way than Render does',
    { 'render.yaml': replacing('npm ci && npm run build', 'npm run build') },
    'infra.frontend-service-deployed/build-command',
  ),
  'repo-start-command': spoiled(
    'render.yaml starts kamiyo-frontend in another way than Render does',
    {
      'render.yaml': replacing(
        'startCommand: npm start',
        'startCommand: node server.js',
      ),
    },
    'infra.frontend-service-deployed/start-command',
  ),
  'repo-database-url': {
    ...spoiled(
      'render.yaml writes the address of the database out',
      {
        'render.yaml': replacing(
          /fromDatabase: \{ name: kamiyo-postgres.*\}/g,
          'value: postgresql://elsewhere/kamiyo',
        ),
      },
      [
        'infra.environment-variables-configured/database-url-connected',
        'infra.postgres-provisioned/connection-string',
      ],
    ),
    // Where values may not be inspected the repository decides.
    beside: {
      'env.DATABASE_URL': value => ({ ...value, hostMatches: null }),
    },
  },
  'repo-secret-in-blueprint': spoiled(
    'render.yaml holds a secret',
    {
      'render.yaml': replacing(
        '{ key: X402_ADMIN_KEY, sync: false }',
        '{ key: X402_ADMIN_KEY, value: not-a-real-one }',
      ),
    },
    'sec.environment-secrets-secure/secrets-in-render',
  ),
  'repo-no-scan': spoiled(
    'no workflow of the repository scans dependencies',
    {
      '.github/workflows/ci.yml': replacing(/.*(pip-audit|npm audit).*\n/g, ''),
    },
    'sec.dependency-security/automated-scans',
  ),
  'repo-no-comments': {
    title: 'a variable of kamiyo-api is explained nowhere',
    fails: ['doc.configuration-documented/environment-variables'],
    files: {
      '.env.example': replacing(/# Limits and the cache.*\n/g, ''),
      'docs/CONFIGURATION.md': replacing(' `REDIS_URL`,', ''),
    },
  },
  'repo-no-contact': {
    ...spoiled(
      'neither security.txt nor SECURITY.md names whom to tell of a hole',
      { 'SECURITY.md': replacing('security@kamiyo.ai', 'us') },
      'sec.vulnerability-disclosure/security-contact',
    ),
    ...answersOf('kamiyo.ai', ['/.well-known/security.txt'], status(404)),
  },
  'repo-no-disclosure-policy': {
    title: 'nothing says how a hole is reported',
    fails: [],
    unknown: ['sec.vulnerability-disclosure/disclosure-policy'],
    files: { 'SECURITY.md': replacing('Reporting a vulnerability', 'Holes') },
    ...answersOf('kamiyo.ai', ['/security'], status(404)),
  },
  'repo-no-retention': {
    title:
      'neither the GDPR record nor the privacy policy says how long data are kept',
    fails: [],
    unknown: ['sec.gdpr-compliance/retention-policy'],
    files: { 'docs/GDPR.md': replacing('## Retention\n', '## Other\n') },
    ...answersOf('kamiyo.ai', ['/privacy'], reply => ({
      ...reply,
      body: reply.body.replace('Data retention', 'Other'),
    })),
  },
  'repo-no-questions': {
    title: 'neither the site nor the user guide answers questions',
    fails: [],
    unknown: ['doc.user-guide/faq'],
    files: { 'docs/USER_GUIDE.md': replacing('## FAQ\n', '## Other\n') },
    ...answersOf('kamiyo.ai', ['/faq'], reply => ({
      ...reply,
      body: reply.body.replace(/<h2>[^<]*<\/h2>/g, '').replaceAll('?', '.'),
    })),
  },
  'repo-no-rate-limits': {
    title: 'neither the API guide nor the OpenAPI document speaks of limits',
    fails: [],
    unknown: ['doc.api-documentation-published/rate-limits'],
    files: { 'docs/API_GUIDE.md': replacing('## Rate limits\n', '## Other\n') },
    ...answersOf('api.kamiyo.ai', ['/openapi.json'], reply => ({
      ...reply,
      body: reply.body.replaceAll(/,?"429":\{"description":"[^"]*"\}/g, ''),
    })),
  },
};
