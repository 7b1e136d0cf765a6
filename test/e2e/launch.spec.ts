import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect, flip, test, tokenOf, untilEvaluated } from './support';

// One launch of KAMIYO from NO-GO to verified, as the people that it takes, with
// the policy of the demo; then one that is withdrawn and one by exception.

const API = '/api/production-readiness';
const UNIT = 'system/default/kamiyo';
const BOARD = '/catalog/default/system/kamiyo/go-no-go';
const DIRECTORY = path.resolve(__dirname, '../../data/e2e');
const HOUR_MS = 60 * 60 * 1000;

const PEOPLE = {
  'Ada Lovelace': 'user:default/ada',
  'Joan Clarke': 'user:default/joan',
  'Radia Perlman': 'user:default/radia',
  'Margaret Hamilton': 'user:default/margaret',
  'Grace Hopper': 'user:default/grace',
};

test.describe.configure({ mode: 'serial', timeout: 600_000 });

let moved = 0;

/** Moves the clock of the servers forward; what was signed in with is over then. */
function moveClock(ms: number) {
  moved += ms;
  writeFileSync(path.join(DIRECTORY, 'clock'), String(moved));
}

/** Pushes what KAMIYO's CI pushes, by the servers' clock. */
async function pushReports(url: string) {
  const { pushReportsOf } = await import('../stand-in/reports/push.mjs');
  await pushReportsOf(path.join(DIRECTORY, 'stand-in'), {
    url,
    now: Date.now() + moved,
  });
}

class Api {
  constructor(private readonly request: APIRequestContext) {}

  async ask(who: string, method: 'get' | 'post', at: string, data?: object) {
    let answer = await this.askOnce(who, method, at, data);
    // As the clock moves the keys of tokens end; the next ones are soon there.
    for (let tries = 0; answer.status() === 401 && tries < 40; tries++) {
      await new Promise(resolve => {
        setTimeout(resolve, 1_000);
      });
      answer = await this.askOnce(who, method, at, data);
    }
    const body = await answer.json();
    expect(answer.ok(), JSON.stringify(body).slice(0, 500)).toBe(true);
    return body;
  }

  private async askOnce(
    who: string,
    method: 'get' | 'post',
    at: string,
    data?: object,
  ) {
    const token = await tokenOf(this.request, who);
    return this.request[method](`${API}${at}`, {
      headers: { authorization: `Bearer ${token}` },
      ...(data && { data }),
      // A connection that was idle may be closed as it is used again.
      maxRetries: 3,
    });
  }

  get = (who: string, at: string) => this.ask(who, 'get', at);
  post = (who: string, at: string, data: object = {}) =>
    this.ask(who, 'post', at, data);

  /** Has everything checked anew, and waits for it. */
  async check(): Promise<any> {
    const run = await this.post(
      PEOPLE['Ada Lovelace'],
      `/scorecards/${UNIT}/runs`,
    );
    await expect
      .poll(
        async () =>
          (
            await this.get(
              PEOPLE['Ada Lovelace'],
              `/scorecards/${UNIT}/runs/${run.id}`,
            )
          ).state,
        { timeout: 120_000 },
      )
      .toBe('succeeded');
    return this.get(PEOPLE['Ada Lovelace'], `/scorecards/${UNIT}`);
  }

  /** Everybody states what they are asked for. */
  async stateAll(leave: string[] = []): Promise<number> {
    let stated = 0;
    for (const who of everyone()) {
      const { tasks } = await this.get(who, `/scorecards/${UNIT}/attestations`);
      const wanted = tasks.filter(
        (task: any) =>
          task.may.allowed &&
          ['missing', 'expired', 'lapsed'].includes(task.state) &&
          !leave.includes(task.about),
      );
      if (wanted.length === 0) continue;
      stated += wanted.length;
      await this.post(who, `/scorecards/${UNIT}/attestations`, {
        attestations: wanted.map((task: any) => ({
          about: task.about,
          entityRef: task.entityRef,
          role: task.role,
          statement: task.kind === 'condition' ? 'not-in-use' : 'met',
          note: 'Seen by me today',
        })),
      });
    }
    return stated;
  }
}

function everyone() {
  return [
    ...Object.values(PEOPLE),
    'user:default/portia',
    'user:default/ferdinand',
  ];
}

/** The role's line on the board, signed by who is signed in. */
async function sign(page: Page, role: string) {
  await page.goto(BOARD);
  await page.getByRole('button', { name: `Sign as ${role}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'GO', exact: true }).check();
  await dialog.getByLabel('Note').fill('Looked through');
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function openReview(page: Page) {
  await page.goto(BOARD);
  await page
    .getByRole('button', { name: 'Open a launch review' })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Open the review' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
}

async function decide(page: Page, outcome: 'GO' | 'by exception') {
  await page.goto(BOARD);
  await page.getByRole('button', { name: 'Record decision' }).click();
  await page.getByRole('menuitem', { name: outcome, exact: true }).click();
}

test.beforeAll(async ({ request, baseURL }) => {
  test.setTimeout(300_000);
  mkdirSync(DIRECTORY, { recursive: true });
  await flip('degraded');
  await untilEvaluated(request);
  await pushReports(baseURL!);
});

test('KAMIYO goes from NO-GO to a launch that is verified', async ({
  as,
  request,
  baseURL,
}) => {
  const api = new Api(request);
  const ada = await as('Ada Lovelace');

  // A NO-GO, with its reasons.
  expect((await api.check()).verdict).toBe('no-go');
  await ada.goto(BOARD);
  await expect(
    ada.getByRole('heading', { name: /NO-GO/ }).first(),
  ).toBeVisible();

  // What machines find wrong is mended; what is left waits for people.
  await flip('healthy');
  const mended = await api.check();
  expect(mended.verdict).toBe('undecided');
  await openReview(ada);
  await expect(ada.getByText('launch 1').first()).toBeVisible();

  // Who looks may not act.
  const guest = await as('guest');
  await guest.goto(BOARD);
  await expect(guest.getByText('launch 1').first()).toBeVisible();

  // Radia states what she is asked, with evidence; the others too.
  const radia = await as('Radia Perlman');
  await radia.goto('/catalog/default/system/kamiyo/scorecard');
  await radia.getByRole('button', { name: 'Attest …' }).first().click();
  const form = radia.getByRole('dialog');
  await form
    .getByRole('checkbox')
    .and(radia.locator(':enabled'))
    .first()
    .check();
  await form.getByLabel('Evidence', { exact: true }).fill('Report of May');
  await form.getByRole('button', { name: 'State 1' }).click();
  await expect(form).toBeHidden({ timeout: 30_000 });

  // One thing that decides nothing waits, and is waived: asked for by one, approved by another.
  const { items } = await api.get(
    PEOPLE['Ada Lovelace'],
    `/scorecards/${UNIT}`,
  );
  const waived = items
    .filter(
      (item: any) => item.status === 'unknown' && item.role === 'security',
    )
    .flatMap((item: any) => item.criteria)
    .find(
      (criterion: any) =>
        !criterion.decides &&
        criterion.status === 'unknown' &&
        criterion.entities[0].cause === 'waiting-for-person',
    );
  const waiver = await api.post(
    PEOPLE['Ada Lovelace'],
    `/scorecards/${UNIT}/waivers`,
    {
      about: waived.id,
      reason: 'The auditor comes in January',
      expiresAt: new Date(Date.now() + moved + 40 * 24 * HOUR_MS).toISOString(),
    },
  );
  expect(waiver.state).toBe('requested');
  await radia.goto(
    `/catalog/default/system/kamiyo/scorecard?item=${waived.id.split('/')[0]}`,
  );
  await radia.getByRole('button', { name: 'Approve' }).first().click();
  await expect(
    radia.locator('strong', { hasText: 'Waived' }).first(),
  ).toBeVisible();

  await api.stateAll([waived.id]);
  expect((await api.check()).verdict).toBe('go');

  // Each role signs; the one who opened it does not.
  await sign(await as('Joan Clarke'), 'Owner');
  await sign(radia, 'Security lead');
  await sign(await as('Margaret Hamilton'), 'On-call and operations');
  await sign(await as('Portia Belmont'), 'Legal counsel');

  await decide(ada, 'GO');
  const go = ada.getByRole('dialog');
  await go.getByRole('button', { name: 'Record GO' }).click();
  await expect(go).toBeHidden({ timeout: 30_000 });
  await expect(ada.getByText('GO recorded').first()).toBeVisible();

  await ada.getByRole('button', { name: 'Record launch' }).click();
  const launch = ada.getByRole('dialog');
  await launch.getByRole('button', { name: 'Record launch' }).click();
  await expect(launch).toBeHidden({ timeout: 30_000 });

  // All windows, the clock moved; people's checks stated after the launch.
  const { reviews } = await api.get(PEOPLE['Ada Lovelace'], '/reviews');
  const [{ id }] = reviews;
  for (const ms of [HOUR_MS, 23 * HOUR_MS, 6 * 24 * HOUR_MS + 60_000]) {
    await api.check();
    await api.stateAll([waived.id]);
    // Pages that are open would ask with what is over by then.
    for (const who of [
      'Ada Lovelace',
      'Joan Clarke',
      'Radia Perlman',
      'Margaret Hamilton',
      'Portia Belmont',
      'guest',
    ]) {
      await (await as(who)).goto('about:blank');
    }
    moveClock(ms);
    // The servers look at their clock every so often.
    await expect(() => pushReports(baseURL!)).toPass({ timeout: 30_000 });
    await api.check();
    await api.stateAll([waived.id]);
  }
  const { postLaunch, state } = await api.get(
    PEOPLE['Ada Lovelace'],
    `/reviews/${id}`,
  );
  const open = postLaunch
    .flatMap(({ checks }: any) => checks)
    .filter((check: any) => !check.state.startsWith('passed'))
    .map(({ id: check, state: is, message }: any) => [check, is, message]);
  expect(open).toEqual([]);
  expect(state).toBe('verified');
});

test('a second launch shows only what changed; its GO is withdrawn when a trigger trips', async ({
  as,
  request,
}) => {
  const api = new Api(request);
  await api.check();
  await api.stateAll();
  const ada = await as('Ada Lovelace');
  await openReview(ada);
  await expect(ada.getByText('launch 2').first()).toBeVisible();
  await expect(ada.getByText(/launch 1/).first()).toBeVisible();
  await sign(await as('Joan Clarke'), 'Owner');
  await sign(await as('Radia Perlman'), 'Security lead');
  await sign(await as('Margaret Hamilton'), 'On-call and operations');
  await sign(await as('Portia Belmont'), 'Legal counsel');
  await decide(ada, 'GO');
  const dialog = ada.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Record GO' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });

  await flip('degraded');
  await api.check();
  await ada.goto(BOARD);
  await expect(
    ada.getByText('The GO holds no more. It was withdrawn').first(),
  ).toBeVisible();
});

test('a third one goes by exception, as what it is', async ({
  as,
  request,
}) => {
  const api = new Api(request);
  const ada = await as('Ada Lovelace');
  await openReview(ada);
  await decide(ada, 'by exception');
  const dialog = ada.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('The contract begins tomorrow');
  for (const owner of await dialog.getByLabel(/^Owner/).all()) {
    await owner.fill('user:default/ada');
  }
  await dialog.getByRole('button', { name: 'Record exception' }).click();
  await expect(dialog).toBeHidden({ timeout: 60_000 });
  const { reviews } = await api.get(PEOPLE['Ada Lovelace'], '/reviews');
  expect(reviews[0]).toMatchObject({
    number: 3,
    state: 'decided',
    decision: { outcome: 'exception' },
  });
  const verified = await api.get(PEOPLE['Ada Lovelace'], '/records/verify');
  expect(verified).toMatchObject({ ok: true });
});
