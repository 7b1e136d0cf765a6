import {
  expect,
  test as base,
  type APIRequestContext,
  type Page,
} from '@playwright/test';
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

/** Token of the guest, or of one of the people of the stand-in by entity ref. */
export async function tokenOf(request: APIRequestContext, entityRef?: string) {
  const provider = entityRef === undefined ? 'guest' : 'people';
  const answer = await request.post(`/api/auth/${provider}/refresh`, {
    headers: {
      'X-Requested-With': 'XMLHttpRequest',
      ...(entityRef && { 'x-sign-in-as': entityRef }),
    },
  });
  const { backstageIdentity } = await answer.json();
  return backstageIdentity.token as string;
}

/** Waits until the first run of everything is over. */
export async function untilEvaluated(request: APIRequestContext) {
  const token = await tokenOf(request);
  await expect
    .poll(
      async () => {
        const answer = await request.get(
          '/api/production-readiness/scorecards',
          { headers: { authorization: `Bearer ${token}` } },
        );
        const { items } = await answer.json();
        return items.filter(
          (row: { evaluatedAt: string | null; running: boolean }) =>
            row.evaluatedAt && !row.running,
        ).length;
      },
      { timeout: 90_000 },
    )
    .toBe(4);
}

/** Keeps what the console of a page says of errors and warnings, as it is said. */
function listenTo(page: Page, said: string[]) {
  page.on('console', message => {
    const text = message.text();
    const ours = !NOT_OURS.some(pattern => pattern.test(text));
    if (ours && ['error', 'warning'].includes(message.type())) {
      said.push(`${message.type()} at ${page.url()}: ${text}`);
    }
  });
  page.on('pageerror', error => said.push(`exception: ${error.message}`));
}

export const GUEST = 'guest';

/** Enters from the sign-in page as one of the people of the stand-in, by name, or as guest. */
export async function signIn(page: Page, who: string) {
  await page.goto('/');
  const button = who === GUEST ? 'Enter as guest' : `Sign in as ${who}`;
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByRole('link', { name: 'Readiness' })).toBeVisible();
}

/** Pages whose consoles have to stay free of errors and warnings. */
export const test = base.extend<{
  /** Of somebody, signed in, each in a browser of their own: the same one when asked again. */
  as: (who: string) => Promise<Page>;
  /** Of the guest, signed in. */
  guest: Page;
}>({
  page: async ({ page }, use) => {
    const said: string[] = [];
    listenTo(page, said);
    await use(page);
    expect(said).toEqual([]);
  },
  as: async ({ browser }, use) => {
    const said: string[] = [];
    const pages = new Map<string, Page>();
    await use(async who => {
      const known = pages.get(who);
      if (known) return known;
      const page = await (await browser.newContext()).newPage();
      pages.set(who, page);
      listenTo(page, said);
      await signIn(page, who);
      return page;
    });
    for (const page of pages.values()) await page.context().close();
    expect(said).toEqual([]);
  },
  guest: async ({ page }, use) => {
    await signIn(page, GUEST);
    await use(page);
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
