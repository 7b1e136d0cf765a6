// Writes what real tools answer into the backend's report fixtures, so that the
// parsers are tested on it without a network. Needs the npm registry, and
// Chromium at CHROMIUM_PATH or /usr/bin/chromium:
//   node scripts/report-fixtures.mjs [npm-audit sarif junit axe lighthouse]
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ensureToolchain } from './setup/toolchain.mjs';

ensureToolchain(import.meta.url);

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu'];
const VERSIONS = {
  eslint: '9.39.1',
  sarif: '3.1.0',
  jest: '30.2.0',
  junit: '16.0.0',
  lighthouse: '13.0.1',
};
const TARGET = fileURLToPath(
  new URL(
    '../plugins/production-readiness-backend/src/reports/__fixtures__/',
    import.meta.url,
  ),
);
const exec = promisify(execFile);

const PAGE = `<!doctype html>
<html lang="en">
  <head><title>KAMIYO</title><meta name="viewport" content="width=device-width"></head>
  <body>
    <main>
      <h1>Exploits</h1>
      <p style="color: #bbb; background: #fff">Hard to read</p>
      <img src="/logo.png" width="10" height="10">
      <a href="/about">About</a>
      <form><label>Mail <input type="text"></label><button>Send</button></form>
    </main>
  </body>
</html>`;

const TESTS = `
describe('CSRF', () => {
  it('refuses a wrong token [criterion:sec.csrf-protection-enabled/token-validation]', () => {});
  it('refuses <none> & "empty" [criterion:sec.csrf-protection-enabled/token-validation]', () => {});
});
describe('webhooks [criterion:pay.webhook-endpoint-registered/idempotency]', () => {
  it('takes an event once', () => { expect(1).toBe(2); });
  it.skip('takes another', () => {});
});
it('is not mapped', () => {});
`;

const LINTED = `
export function show(element, text) {
  element.innerHTML = text;
  // eslint-disable-next-line no-unsanitized/property
  element.outerHTML = text;
  return eval(text);
}
`;

const LINT_CONFIG = `
import plugin from 'eslint-plugin-no-unsanitized';
export default [
  { ...plugin.configs.recommended, rules: { ...plugin.configs.recommended.rules, 'no-eval': 'warn' } },
];
`;

/** Runs in a project of its own; a tool that found something ends with another code. */
async function inProject(packages, work) {
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  try {
    await write(folder, 'package.json', '{"name":"fixture","version":"1.0.0"}');
    if (packages.length > 0) {
      await exec('npm', ['install', '--no-audit', ...packages], {
        cwd: folder,
      });
    }
    return await work(folder, (command, args, env) =>
      exec(command, args, {
        cwd: folder,
        env: { ...process.env, ...env },
        maxBuffer: 64 * 1024 * 1024,
      }).catch(error => error),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const write = (folder, name, text) => writeFile(join(folder, name), text);

/** No path of the machine that it ran on. */
function withoutPaths(text, folder) {
  return text.replaceAll(folder, '/project');
}

async function served(work) {
  const server = createServer((req, res) => {
    res.setHeader('content-type', 'text/html');
    res.statusCode = req.url === '/' ? 200 : 404;
    res.end(req.url === '/' ? PAGE : '');
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.close();
  }
}

const ADVISORIES = {
  minimist: [
    {
      id: 1097678,
      url: 'https://github.com/advisories/GHSA-xvch-5gv4-984h',
      title: 'Prototype Pollution in minimist',
      severity: 'critical',
      vulnerable_versions: '<0.2.4',
      cwe: ['CWE-1321'],
      cvss: { score: 9.8, vectorString: null },
    },
  ],
  lodash: [
    {
      id: 1106913,
      url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
      title: 'Command Injection in lodash',
      severity: 'high',
      vulnerable_versions: '<4.17.21',
      cwe: ['CWE-77', 'CWE-94'],
      cvss: { score: 7.2, vectorString: null },
    },
  ],
};

/** npm's own output on advisories of ours: not every mirror of the registry answers audits. */
async function npmAudit() {
  return inProject([], async (folder, run) => {
    await write(
      folder,
      'package.json',
      JSON.stringify({
        name: 'fixture',
        version: '1.0.0',
        dependencies: { minimist: '0.0.8', lodash: '4.17.20' },
      }),
    );
    await exec('npm', ['install', '--package-lock-only', '--no-audit'], {
      cwd: folder,
    });
    const audit = registry => run('npm', ['audit', '--json', ...registry]);
    const found = await withAdvisories(ADVISORIES, audit);
    const clean = await withAdvisories({}, audit);
    await rm(join(folder, 'package-lock.json'));
    const failed = await run('npm', ['audit', '--json']);
    return {
      'npm-audit.json': found.stdout,
      'npm-audit-clean.json': clean.stdout,
      'npm-audit-failed.json': failed.stdout,
    };
  });
}

/** A registry that knows nothing but advisories. */
async function withAdvisories(advisories, work) {
  const server = createServer((req, res) => {
    const isAudit = req.url.endsWith('/advisories/bulk');
    res.statusCode = isAudit ? 200 : 404;
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(isAudit ? advisories : {}));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work([
      `--registry=http://127.0.0.1:${server.address().port}/`,
    ]);
  } finally {
    server.close();
  }
}

async function sarif() {
  const packages = [
    `eslint@${VERSIONS.eslint}`,
    `@microsoft/eslint-formatter-sarif@${VERSIONS.sarif}`,
    'eslint-plugin-no-unsanitized@4.1.4',
  ];
  return inProject(packages, async (folder, run) => {
    await write(folder, 'app.mjs', LINTED);
    await write(folder, 'eslint.config.mjs', LINT_CONFIG);
    const format = '@microsoft/eslint-formatter-sarif';
    const { stdout } = await run('npx', ['eslint', '-f', format, 'app.mjs']);
    return { 'eslint.sarif': withoutPaths(stdout, folder) };
  });
}

async function junit() {
  const packages = [`jest@${VERSIONS.jest}`, `jest-junit@${VERSIONS.junit}`];
  return inProject(packages, async (folder, run) => {
    await write(folder, 'app.test.js', TESTS);
    await run('npx', ['jest', '--ci', '--reporters=jest-junit']);
    const xml = await readFile(join(folder, 'junit.xml'), 'utf8');
    return { 'jest-junit.xml': withoutPaths(xml, folder) };
  });
}

async function axe() {
  const { chromium } = await import('@playwright/test');
  const { default: AxeBuilder } = await import('@axe-core/playwright');
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: FLAGS.slice(1),
  });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    const results = await served(async url => {
      await page.goto(url);
      const whole = await new AxeBuilder({ page }).analyze();
      const part = await new AxeBuilder({ page })
        .withRules(['image-alt'])
        .analyze();
      return { 'axe.json': slim(whole), 'axe-one-rule.json': slim(part) };
    });
    return Object.fromEntries(
      Object.entries(results).map(([name, value]) => [
        name,
        JSON.stringify(value, null, 1),
      ]),
    );
  } finally {
    await browser.close();
  }
}

/** Of each rule as much as tells what came of it. */
function slim(results) {
  const short = rules =>
    rules.map(({ id, impact, tags, nodes }) => ({
      id,
      impact,
      tags,
      nodes: nodes.map(({ target, html }) => ({ target, html })),
    }));
  return {
    ...results,
    url: 'http://127.0.0.1:8080/',
    violations: short(results.violations),
    incomplete: short(results.incomplete),
    passes: short(results.passes),
    inapplicable: short(results.inapplicable),
  };
}

const KEPT_AUDITS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'interactive',
  'speed-index',
  'total-blocking-time',
  'unused-javascript',
  'image-delivery-insight',
  'offscreen-images',
  'image-alt',
  'is-on-https',
  'network-rtt',
];

async function lighthouse() {
  return inProject([`lighthouse@${VERSIONS.lighthouse}`], async (_, run) => {
    const report = await served(async url => {
      const { stdout } = await run(
        'npx',
        [
          'lighthouse',
          url,
          '--output=json',
          '--quiet',
          `--chrome-flags=${FLAGS.join(' ')}`,
        ],
        { CHROME_PATH: CHROMIUM },
      );
      return JSON.parse(stdout);
    });
    const { lighthouseVersion, fetchTime, runtimeError, audits } = report;
    const kept = Object.entries(audits)
      .filter(([id]) => KEPT_AUDITS.includes(id))
      .map(
        ([
          id,
          { score, scoreDisplayMode, numericValue, numericUnit, details },
        ]) => [
          id,
          {
            id,
            score,
            scoreDisplayMode,
            numericValue,
            numericUnit,
            ...(details
              ? {
                  details: {
                    type: details.type,
                    overallSavingsBytes: details.overallSavingsBytes,
                    overallSavingsMs: details.overallSavingsMs,
                  },
                }
              : {}),
          },
        ],
      );
    const trimmed = {
      lighthouseVersion,
      requestedUrl: 'http://127.0.0.1:8080/',
      finalDisplayedUrl: 'http://127.0.0.1:8080/',
      fetchTime,
      runtimeError,
      audits: Object.fromEntries(kept),
    };
    return { 'lighthouse.json': JSON.stringify(trimmed, null, 1) };
  });
}

const makers = { 'npm-audit': npmAudit, sarif, junit, axe, lighthouse };
const wanted = process.argv.slice(2);
await mkdir(TARGET, { recursive: true });
for (const [name, make] of Object.entries(makers)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const [file, text] of Object.entries(await make())) {
    await write(TARGET, file, text.endsWith('\n') ? text : `${text}\n`);
    console.log(`Written: ${file}`);
  }
}
