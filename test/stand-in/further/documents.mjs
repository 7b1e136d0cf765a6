import { replacing, withoutSection } from './spoil.mjs';

/** A document that a default place should hold: what it lacks, a person may vouch for. */
const lacking = (title, file, edit, unknown) => ({
  title,
  fails: [],
  unknown: [unknown].flat(),
  files: { [file]: edit },
});

/** A section that a document lacks. */
const without = (file, heading, unknown) =>
  lacking(
    `${file} has no section '${heading}'`,
    file,
    withoutSection(heading),
    unknown,
  );

/** Words that a document lacks. */
const words = (file, from, to, unknown) =>
  lacking(`${file} does not say '${from}'`, file, replacing(from, to), unknown);

/** The same, in a section that must not go: others are read from there too. */
const renamed = (file, heading, unknown) =>
  lacking(
    `${file} has no heading '${heading}'`,
    file,
    replacing(`## ${heading}\n`, '## Other\n'),
    unknown,
  );

const API = 'docs/API_GUIDE.md';
const ARCHITECTURE = 'docs/ARCHITECTURE.md';
const CAPACITY = 'docs/CAPACITY.md';
const CONFIGURATION = 'docs/CONFIGURATION.md';
const DEPLOYMENT = 'docs/DEPLOYMENT.md';
const GDPR = 'docs/GDPR.md';
const GUIDE = 'docs/USER_GUIDE.md';
const INCIDENT = 'docs/INCIDENT_RESPONSE.md';
const ON_CALL = 'docs/ON_CALL.md';
const RECOVERY = 'docs/DISASTER_RECOVERY.md';
const SECRETS = 'docs/SECRETS.md';
const VERSIONING = 'docs/VERSIONING.md';

/**
 * Defects of the documents. A document that lacks something is never a fail:
 * what it should say may stand elsewhere, so a person is asked (coverage map
 * 1.5).
 */
export const DOCUMENT_DEFECTS = {
  'doc-compatibility': renamed(
    VERSIONING,
    'Backward compatibility',
    'app.versioning-strategy/backward-compatibility',
  ),
  'doc-deprecation': renamed(
    VERSIONING,
    'Deprecation',
    'app.versioning-strategy/deprecation-policy',
  ),
  'doc-log-retention': renamed(
    'docs/LOGGING.md',
    'Retention',
    'app.log-aggregation-configured/retention-policy',
  ),
  'doc-dns-recovery': renamed(
    RECOVERY,
    'DNS recovery',
    'bkp.disaster-recovery-plan/procedures',
  ),
  'doc-restore': renamed(
    RECOVERY,
    'Restore',
    'db.backup-restoration-tested/restore-documented',
  ),
  'doc-point-in-time': renamed(
    RECOVERY,
    'Point-in-time recovery',
    'db.point-in-time-recovery/procedure-documented',
  ),
  'doc-database-scaling': renamed(
    CAPACITY,
    'Database',
    'db.size-projection/scaling-plan',
  ),
  'doc-getting-started': renamed(
    GUIDE,
    'Getting started',
    'doc.user-guide/getting-started',
  ),
  'doc-features': words(GUIDE, 'Alerts', 'Notices', 'doc.user-guide/features'),
  'doc-authentication': renamed(
    API,
    'Authentication',
    'doc.api-documentation-published/authentication-guide',
  ),
  'doc-render-steps': {
    title: 'nothing on deploying names Render',
    fails: [],
    unknown: ['doc.deployment-guide/render-steps'],
    files: {
      [DEPLOYMENT]: replacing(/render/gi, 'platform'),
      'docs/runbooks/deployment.md': replacing(/render/gi, 'platform'),
    },
  },
  'doc-environment-setup': renamed(
    DEPLOYMENT,
    'Environment setup',
    'doc.deployment-guide/environment-setup',
  ),
  'doc-troubleshooting': renamed(
    DEPLOYMENT,
    'Troubleshooting',
    'doc.deployment-guide/troubleshooting',
  ),
  'doc-system-diagram': lacking(
    'docs/ARCHITECTURE.md shows no diagram of the system',
    ARCHITECTURE,
    text =>
      replacing(
        /## System overview\n[^]*?```\n(?=\n## Database)/g,
        '## System overview\n\nTwo services and two workers.\n',
      )(replacing('# Architecture\n', '# How it is built\n')(text)),
    'doc.architecture/system-diagram',
  ),
  'doc-database-diagram': renamed(
    ARCHITECTURE,
    'Database schema',
    'doc.architecture/database-diagram',
  ),
  'doc-flow-diagram': renamed(
    ARCHITECTURE,
    'Flow of a payment',
    'doc.architecture/api-flow-diagrams',
  ),
  'doc-integrations': words(
    ARCHITECTURE,
    'Sentry takes errors. ',
    '',
    'doc.architecture/integration-points',
  ),
  'doc-deployment-runbook': {
    title: 'no runbook is about deploying',
    fails: [],
    unknown: ['doc.runbooks-created/deployment-runbook'],
    files: {
      'docs/runbooks/deployment.md': () => null,
    },
  },
  'doc-monitoring': lacking(
    'docs/MONITORING.md is about neither alerts nor dashboards',
    'docs/MONITORING.md',
    text =>
      replacing(
        /## (Alerts|Dashboards|When an alert fires)\n/g,
        '## Other\n',
      )(text),
    'doc.runbooks-created/monitoring-runbook',
  ),
  'doc-feature-flags': renamed(
    CONFIGURATION,
    'Feature flags',
    'doc.configuration-documented/feature-flags',
  ),
  'doc-third-parties': words(
    CONFIGURATION,
    'Stripe, Sentry, ',
    '',
    'doc.configuration-documented/third-party',
  ),
  'doc-lawful-basis': renamed(
    GDPR,
    'Lawful basis',
    'doc.compliance-documentation/gdpr',
  ),
  'doc-processing': renamed(GDPR, 'Processing', [
    'doc.compliance-documentation/gdpr',
    'legal.gdpr-compliance-verified/data-processing',
  ]),
  'doc-pci-level': lacking(
    'docs/PCI.md names no level of self-assessment',
    'docs/PCI.md',
    replacing(/SAQ A|self-assessment/g, 'the small one'),
    'doc.compliance-documentation/pci',
  ),
  'doc-security-practices': without(
    'SECURITY.md',
    'Practices',
    'doc.compliance-documentation/security-practices',
  ),
  'doc-severity': renamed(
    INCIDENT,
    'Severity levels',
    'mon.incident-response-plan/severity-levels',
  ),
  'doc-post-mortem': renamed(
    INCIDENT,
    'Post-mortem',
    'mon.incident-response-plan/post-mortem',
  ),
  'doc-access': renamed(
    ON_CALL,
    'Access',
    'mon.on-call-rotation/documentation',
  ),
  'doc-on-call-escalation': {
    ...renamed(ON_CALL, 'Escalation', [
      'mon.on-call-rotation/documentation',
      'mon.on-call-rotation/escalation-policy',
    ]),
    without: ['oncall'],
  },
  'doc-incident-escalation': {
    ...renamed(INCIDENT, 'Escalation', ['sec.incident-plan/escalation-path']),
    without: ['oncall'],
  },
  'doc-incident-templates': {
    title: 'no message is prepared for an incident',
    fails: [],
    unknown: ['sec.incident-plan/communication-templates'],
    files: {
      [INCIDENT]: replacing('## Communication\n', '## Other\n'),
      'docs/templates/incident-notice.md': () => null,
    },
  },
  'doc-incident-old': {
    title: 'nobody has reviewed the contacts of an incident for 100 days',
    fails: [],
    unknown: ['sec.incident-plan/contact-list'],
    files: {
      [INCIDENT]: aged(100),
      [ON_CALL]: aged(100),
    },
  },
  'doc-incident-brief': {
    title: 'the incident response plan has less than 300 words',
    fails: [],
    unknown: ['sec.incident-plan/runbook'],
    files: {
      [INCIDENT]: text =>
        text
          .replace(/This plan says[^\n]*/, '')
          .replace(/The incident lead decides[^\n]*/, '')
          .replace(/Within five working days[^\n]*/, 'Within a week.')
          .replace(/The contact list[^\n]*/, 'In the catalog.'),
    },
  },
  'doc-common-issues': lacking(
    'no runbook is about common issues',
    'docs/runbooks/common-issues.md',
    replacing(/^(# Runbook: common issues|## Common issues.*)$/gm, '# Other'),
    'mon.runbooks-created/common-issues',
  ),
  'doc-runbook-steps': {
    title: 'runbooks list no steps',
    fails: [],
    unknown: [
      'mon.runbooks-created/common-issues',
      'mon.runbooks-created/remediation-steps',
    ],
    files: {
      'docs/runbooks/common-issues.md': () => PROSE,
      'docs/runbooks/deployment.md': () => PROSE,
    },
  },
  'doc-rollback': {
    title: 'neither runbooks nor the deployment guide speak of a rollback',
    fails: [],
    unknown: ['mon.runbooks-created/rollback'],
    files: {
      'docs/runbooks/deployment.md': replacing('## Rollback\n', '## Other\n'),
      [DEPLOYMENT]: replacing('## Rollback\n', '## Other\n'),
    },
  },
  'doc-load-test-old': {
    title: 'the load test is 100 days old',
    fails: [],
    unknown: ['perf.load-tests-performed/results-documented'],
    without: ['report:k6'],
    files: { 'docs/LOAD_TEST.md': aged(100) },
  },
  'doc-invalidation': renamed(
    'docs/CACHING.md',
    'Invalidation',
    'perf.caching-implemented/invalidation-strategy',
  ),
  'doc-user-growth': renamed(
    CAPACITY,
    'User growth',
    'perf.growth-projections/user-growth',
  ),
  'doc-data-growth': renamed(
    CAPACITY,
    'Data growth',
    'perf.growth-projections/data-growth',
  ),
  'doc-traffic-growth': renamed(
    CAPACITY,
    'Traffic growth',
    'perf.growth-projections/traffic-growth',
  ),
  'doc-cost': renamed(CAPACITY, 'Cost', 'perf.growth-projections/cost'),
  ...Object.fromEntries(
    [
      ['Instances', 'add-instances'],
      ['Database', 'upgrade-database'],
      ['Caching', 'add-caching'],
      ['Queries', 'optimize-queries'],
    ].map(([trigger, id]) => [
      `doc-trigger-${trigger.toLowerCase()}`,
      lacking(
        `docs/CAPACITY.md names no trigger for: ${trigger}`,
        CAPACITY,
        replacing(new RegExp(`^- ${trigger}: .*\n`, 'gm'), ''),
        `perf.scaling-triggers/${id}`,
      ),
    ]),
  ),
  'doc-csrf': renamed(
    'SECURITY.md',
    'CSRF',
    'sec.csrf-protection-enabled/exempt-endpoints-documented',
  ),
  'doc-key-rotation': renamed(
    SECRETS,
    'API key rotation',
    'sec.api-key-authentication/rotation-policy',
  ),
  'doc-secret-rotation': words(
    SECRETS,
    '`X402_ADMIN_KEY`, ',
    '',
    'sec.environment-secrets-secure/rotation-plan',
  ),
  'doc-recovery-time': {
    ...lacking(
      'neither the catalog nor the recovery plan says how long a recovery takes',
      RECOVERY,
      replacing(/RTO/g, 'Time'),
      [
        'bkp.disaster-recovery-plan/rto',
        'db.backup-restoration-tested/rto-defined',
      ],
    ),
    catalog: replacing(/ +production-readiness\/rto:.*\n/g, ''),
  },
  'doc-recovery-point': {
    ...lacking(
      'neither the catalog nor the recovery plan says how much may be lost',
      RECOVERY,
      replacing(/RPO/g, 'Point'),
      'bkp.disaster-recovery-plan/rpo',
    ),
    catalog: replacing(/ +production-readiness\/rpo:.*\n/g, ''),
  },
};

const PROSE = 'Ask whoever has been here the longest. '.repeat(10);

/** Says that a document was last reviewed so many days ago. */
function aged(days) {
  return replacing(
    /Last reviewed: [0-9-]+/g,
    `Last reviewed: ${new Date(Date.now() - days * 24 * 3600 * 1000)
      .toISOString()
      .slice(0, 10)}`,
  );
}
