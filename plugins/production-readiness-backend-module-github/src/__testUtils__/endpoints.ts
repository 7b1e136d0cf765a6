const REPO = '/repos/kamiyo/kamiyo';
const commit = '[0-9a-f]{40}';

/** What is asked, as a pattern of its path, and the facts that need it. */
export const ENDPOINTS: Record<string, string[]> = {
  [REPO]: ['branch', 'history', 'launchCommits', 'rules'],
  [`${REPO}/branches/main`]: ['branch'],
  [`${REPO}/rules/branches/main`]: ['rules'],
  [`${REPO}/commits`]: ['history', 'launchCommits'],
  [`${REPO}/commits/${commit}/pulls`]: ['history'],
  [`${REPO}/tags`]: ['tags'],
  [`${REPO}/secret-scanning/alerts`]: ['secretAlerts'],
  [`${REPO}/dependabot/alerts`]: ['dependencyAlerts', 'launchAlerts'],
  [`${REPO}/code-scanning/alerts`]: ['codeScanning', 'launchAlerts'],
  [`${REPO}/pulls`]: ['updatePulls'],
  [`${REPO}/contents`]: ['updatePulls'],
  [`${REPO}/contents/[.]github`]: ['updatePulls'],
  [`${REPO}/actions/workflows`]: ['runs'],
  [`${REPO}/actions/workflows/[0-9]+/runs`]: ['runs'],
  [`${REPO}/keys`]: ['keys'],
  [`${REPO}/issues`]: ['launchIssues'],
  '/orgs/kamiyo/members': ['members'],
};

/** Whether a path is one that the pattern stands for. */
export const isOf = (pattern: string) => new RegExp(`^${pattern}$`);
