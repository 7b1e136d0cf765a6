// Takes the pictures of docs/images from a running Backstage: `npm start`, then
// `node scripts/screenshots.mjs [address] [folder]`.
import fs from 'node:fs';
import path from 'node:path';
import { ensureToolchain, root } from './setup/toolchain.mjs';

ensureToolchain(import.meta.url);

const { chromium } = await import('@playwright/test');

const url = process.argv[2] ?? 'http://localhost:7007';
const folder = path.resolve(
  process.argv[3] ?? path.join(root, 'docs', 'images'),
);

/** Name of the picture, where it is taken, and what has to be there first. */
const PICTURES = [
  ['portfolio', '/production-readiness', 'text=Launch units'],
  [
    'system-scorecard',
    '/catalog/default/system/kamiyo/scorecard',
    'text=To fix',
  ],
  ['go-no-go', '/catalog/default/system/kamiyo/go-no-go', 'text=GO criteria'],
  [
    'api-scorecard',
    '/catalog/default/component/kamiyo-api/scorecard',
    'text=To fix',
  ],
  [
    'api-go-no-go',
    '/catalog/default/component/kamiyo-api/go-no-go',
    'text=GO criteria',
  ],
  [
    'frontend-scorecard',
    '/catalog/default/component/kamiyo-frontend/scorecard',
    'text=To fix',
  ],
  [
    'frontend-go-no-go',
    '/catalog/default/component/kamiyo-frontend/go-no-go',
    'text=GO criteria',
  ],
  [
    'worker-scorecard',
    '/catalog/default/component/kamiyo-aggregator/scorecard',
    'text=Not verified',
  ],
  [
    'worker-go-no-go',
    '/catalog/default/component/kamiyo-aggregator/go-no-go',
    'text=GO criteria',
  ],
  ['basics-go', '/catalog/default/component/status-page/scorecard', 'main'],
  [
    'basics-undecided',
    '/catalog/default/component/newsletter/scorecard',
    'main',
  ],
  ['basics-no-go', '/catalog/default/component/back-office/scorecard', 'main'],
  ['overview', '/catalog/default/system/kamiyo', 'text=readiness'],
];

const wanted = process.argv.slice(4);
fs.mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const problems = [];
for (const theme of ['light', 'dark']) {
  for (const width of theme === 'light' ? [1440, 900] : [1440]) {
    const context = await browser.newContext({
      viewport: { width, height: 1000 },
    });
    await context.addInitScript(
      name => localStorage.setItem('theme', name),
      theme,
    );
    const page = await context.newPage();
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type()))
        problems.push(
          `${message.type()} at ${page.url()}: ${message.text().slice(0, 300)}`,
        );
    });
    page.on('pageerror', error =>
      problems.push(`exception at ${page.url()}: ${error.message}`),
    );
    await page.goto(`${url}/`);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('link', { name: 'Readiness' }).waitFor();
    for (const [name, address, ready] of PICTURES) {
      if (wanted.length && !wanted.includes(name)) continue;
      await page.goto(`${url}${address}`);
      await page
        .locator(ready)
        .first()
        .waitFor({ timeout: 20_000 })
        .catch(error =>
          problems.push(`${name}: ${error.message.split('\n')[0]}`),
        );
      await page.waitForLoadState('networkidle');
      const file = path.join(
        folder,
        `${name}-${theme}${width === 1440 ? '' : '-narrow'}.png`,
      );
      await page.screenshot({ path: file });
      console.log(path.relative(process.cwd(), file));
    }
    await context.close();
  }
}
await browser.close();
for (const problem of new Set(problems)) console.error(problem);
