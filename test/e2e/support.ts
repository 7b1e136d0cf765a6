import { expect, test as base, type Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';

/** Messages of Backstage itself that no plugin can end. */
const NOT_OURS = [
  /registered as IconComponent, which is deprecated/,
  // A page that is left while the signals client connects.
  /api\/signals' failed: WebSocket is closed before the connection/,
];

const CONTROL = 'http://127.0.0.1:18199';

/** Brings the stand-in into a state. */
export async function flip(state: 'healthy' | 'degraded' | 'down') {
  const answer = await fetch(CONTROL, {
    method: 'POST',
    body: JSON.stringify({ state }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** A page whose console has to stay free of errors and warnings, signed in as guest. */
export const test = base.extend<{ guest: Page }>({
  guest: async ({ page }, use) => {
    const said: string[] = [];
    page.on('console', message => {
      const text = message.text();
      const ours = !NOT_OURS.some(pattern => pattern.test(text));
      if (ours && ['error', 'warning'].includes(message.type())) {
        said.push(`${message.type()} at ${page.url()}: ${text}`);
      }
    });
    page.on('pageerror', error => said.push(`exception: ${error.message}`));
    await page.goto('/');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page.getByRole('link', { name: 'Readiness' })).toBeVisible();
    await use(page);
    expect(said).toEqual([]);
  },
});

/** Holds the page's main part against WCAG 2 A and AA. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .include('main')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)]),
  ).toEqual([]);
}

export { expect };
