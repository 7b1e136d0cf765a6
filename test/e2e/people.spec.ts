import {
  expect,
  expectAccessible,
  signIn,
  test,
  tokenOf,
  untilEvaluated,
} from './support';

const KAMIYO = 'system:default/kamiyo';

test.beforeAll(({ request }) => untilEvaluated(request));

test('people sign in by name and stay until they sign out', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: /^Sign in as/ })).toHaveCount(
    9,
  );
  await expectAccessible(page);

  await signIn(page, 'Ada Lovelace');
  await page.reload();
  await page.goto('/settings');
  await expect(page.getByText('Ada Lovelace').first()).toBeVisible();
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(page.getByText('Who are you?')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Who are you?')).toBeVisible();
});

const HOLD_A_ROLE = [
  'ada',
  'radia',
  'margaret',
  'portia',
  'grace',
  'ferdinand',
];

for (const [permission, action, who] of [
  ['scorecard.read', 'read', [...HOLD_A_ROLE, 'linus', 'eve', 'guest']],
  ['scorecard.run', 'update', [...HOLD_A_ROLE, 'linus', 'eve', 'guest']],
  ['attestation.create', 'create', HOLD_A_ROLE],
  ['review.sign', 'update', HOLD_A_ROLE],
  ['review.open', 'create', ['ada']],
  ['review.decide', 'update', ['ada']],
  ['review.launch', 'update', ['ada', 'margaret']],
] as const) {
  test(`of KAMIYO ${permission} is granted to ${who.join(', ')}`, async ({
    request,
  }) => {
    const granted: string[] = [];
    for (const name of [...HOLD_A_ROLE, 'linus', 'eve', 'guest']) {
      const token = await tokenOf(
        request,
        name === 'guest' ? undefined : `user:default/${name}`,
      );
      const answer = await request.post('/api/permission/authorize', {
        headers: { authorization: `Bearer ${token}` },
        data: {
          items: [
            {
              id: '1',
              resourceRef: KAMIYO,
              permission: {
                type: 'resource',
                name: `production-readiness.${permission}`,
                attributes: { action },
                resourceType: 'production-readiness-scorecard',
              },
            },
          ],
        },
      });
      expect(answer.status()).toBe(200);
      const { items } = await answer.json();
      if (items[0].result === 'ALLOW') granted.push(name);
    }
    expect(granted).toEqual([...who]);
  });
}
