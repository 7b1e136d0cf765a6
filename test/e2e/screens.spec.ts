import {
  expect,
  expectAccessible,
  flip,
  test,
  untilEvaluated,
} from './support';

const SYSTEM = '/catalog/default/system/kamiyo';
const API = '/catalog/default/component/kamiyo-api';
const FRONTEND = '/catalog/default/component/kamiyo-frontend';
const WORKER = '/catalog/default/component/kamiyo-aggregator';

test.beforeAll(() => flip('degraded'));
test.beforeAll(({ request }) => untilEvaluated(request));

for (const [title, address, headline] of [
  ['the System', SYSTEM, 'NO-GO'],
  ['kamiyo-api', API, 'NOT READY'],
  ['kamiyo-frontend', FRONTEND, 'NOT READY'],
  ['a worker', WORKER, 'NOT VERIFIED'],
] as const) {
  test(`the scorecard of ${title} says first what it comes to`, async ({
    guest,
  }) => {
    await guest.goto(`${address}/scorecard`);
    await expect(
      guest.getByRole('heading', { name: new RegExp(`^${headline}`) }).first(),
    ).toBeVisible();
    await expect(guest.getByText('To fix').first()).toBeVisible();
    await expect(guest.getByText('Not verified yet').first()).toBeVisible();
    await expectAccessible(guest);
  });

  test(`the go/no-go board of ${title} shows every row`, async ({ guest }) => {
    await guest.goto(`${address}/go-no-go`);
    for (const part of ['GO criteria', 'NO-GO triggers', 'Critical items']) {
      await expect(
        guest.getByRole('heading', { name: new RegExp(part) }).first(),
      ).toBeVisible();
    }
    await expect(guest.getByText('Rollback plan documented')).toBeVisible();
    await expectAccessible(guest);
  });
}

test('the portfolio tells a story of four launch units', async ({ guest }) => {
  await guest.goto('/production-readiness');
  const row = (name: string) =>
    guest.getByRole('row').filter({ has: guest.getByRole('link', { name }) });
  await expect(row('KAMIYO')).toContainText('NO-GO');
  await expect(row('Status page')).toContainText('GO');
  await expect(row('Newsletter')).toContainText('UNDECIDED');
  await expect(row('Back office')).toContainText('NO-GO');
  await expectAccessible(guest);

  await row('KAMIYO').getByRole('link', { name: 'KAMIYO' }).first().click();
  await expect(guest).toHaveURL(/\/catalog\/default\/system\/kamiyo/);
});

test('the overview of a System has the readiness card', async ({ guest }) => {
  await guest.goto(SYSTEM);
  await expect(guest.getByText('Production readiness').first()).toBeVisible();
  await expect(guest.getByText('NO-GO').first()).toBeVisible();
});

test('a mended stand-in shows with the next run', async ({ guest }) => {
  await guest.goto(`${API}/scorecard`);
  await expect(
    guest.getByRole('heading', { name: /^NOT READY/ }).first(),
  ).toBeVisible();
  await flip('healthy');
  await guest.getByRole('button', { name: 'Run checks' }).click();
  await expect(
    guest.getByRole('heading', { name: /^NOT VERIFIED/ }).first(),
  ).toBeVisible({ timeout: 60_000 });
  await expect(guest.getByText('Nothing is known to be wrong')).toBeVisible();
  await flip('degraded');
  await guest.getByRole('button', { name: 'Run checks' }).click();
  await expect(
    guest.getByRole('heading', { name: /^NOT READY/ }).first(),
  ).toBeVisible({ timeout: 60_000 });
});
