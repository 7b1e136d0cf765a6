import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { apiEntity, systemEntity } from '../../testing/entities';
import { answered, apiWith, fakeApi, notJudged } from '../../testing/fakeApi';
import {
  address,
  renderScreen,
  SYSTEMS,
} from '../../__testUtils__/renderScreen';
import {
  memberScorecard,
  run,
  scorecard,
} from '../../testing/scorecardFixture';
import { ScorecardContent } from './ScorecardContent';

const DENIED = 'system:default/not-mine';

const never = () => new Promise<never>(() => {});

function section(name: RegExp | string) {
  return within(screen.getByRole('region', { name }));
}

describe.each(SYSTEMS)('the four states in the %s frontend system', system => {
  const show = (changes: Parameters<typeof fakeApi>[0]) =>
    renderScreen(<ScorecardContent />, { system, api: fakeApi(changes) });

  it('loading: a skeleton', async () => {
    await show({ getScorecard: never });
    expect(await screen.findByTestId('skeleton')).toBeInTheDocument();
  });

  it('error: what the backend said', async () => {
    await show({
      getScorecard: () => Promise.reject(new Error('the database is away')),
    });
    expect(
      (await screen.findAllByText(/the database is away/)).length,
    ).toBeGreaterThan(0);
  });

  it('no checklist: what was tried and what to paste', async () => {
    await show({ getScorecard: () => Promise.reject(notJudged()) });
    expect(
      await screen.findByText('No checklist judges this entity'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/KAMIYO production readiness \(kamiyo\) judges/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/This is a System. It carries no annotation/),
    ).toBeInTheDocument();
  });

  it('no checklist yet: the annotation is right, the backend not there yet', async () => {
    await renderScreen(<ScorecardContent />, {
      system,
      api: fakeApi({ getScorecard: () => Promise.reject(notJudged()) }),
      entity: {
        ...systemEntity,
        metadata: {
          ...systemEntity.metadata,
          annotations: { 'production-readiness/checklist': 'other, kamiyo' },
        },
      },
    });
    expect(
      await screen.findByText(/so it will be taken up/),
    ).toBeInTheDocument();
  });

  it('never run: says so, with the button', async () => {
    await show({
      getScorecard: async () =>
        scorecard({ state: 'never-run', evaluatedAt: null }),
    });
    expect(await screen.findByText('Never checked')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Run checks' }),
    ).toBeInTheDocument();
  });

  it('data: verdict, what to fix, what is not verified, all items', async () => {
    await show({});
    expect(
      await screen.findByRole('heading', { name: /^NO-GO/ }),
    ).toBeInTheDocument();
    const toFix = section(/^To fix/);
    expect(
      toFix
        .getAllByRole('button', { expanded: false })
        .map(each => each.textContent),
    ).toEqual([
      expect.stringMatching(
        /critical.*HTTPS enforced · port 80 answers 200.*Owner/,
      ),
      expect.stringMatching(
        /Security headers · Referrer-Policy missing.*Security/,
      ),
    ]);
    const unknown = section(/^Not verified yet/);
    expect(
      unknown.getByText('Render not connected').closest('li'),
    ).toHaveTextContent(/7 items · platform team/);
    expect(screen.getByRole('region', { name: 'All items' })).toHaveTextContent(
      'Showing 40 of 40 items',
    );
  });
});

it('says that reading is not allowed rather than that something broke', async () => {
  await renderScreen(<ScorecardContent />, {
    api: fakeApi({
      getScorecard: () => Promise.reject(answered('NotAllowedError', 'no')),
    }),
  });
  expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  expect(
    screen.getByText(/production-readiness\.scorecard\.read/),
  ).toBeInTheDocument();
});

describe('the headline', () => {
  const subject = (changes: Partial<ScorecardView>) => scorecard(changes);
  const member = (changes: Partial<ScorecardView>) => memberScorecard(changes);
  it.each<[string, ScorecardView, RegExp]>([
    ['subject go', subject({ verdict: 'go' }), /^GO · everything/],
    [
      'subject no-go',
      subject({ verdict: 'no-go' }),
      /^NO-GO · 2 things stand against it: HTTPS enforced everywhere,\s…/,
    ],
    [
      'subject undecided',
      subject({ verdict: 'undecided' }),
      /^UNDECIDED · nothing known against it/,
    ],
    [
      'subject without a gate',
      subject({ verdict: null }),
      /^NO VERDICT · this checklist has no gate/,
    ],
    [
      'member yes',
      member({ holdsBack: 'yes' }),
      /^NOT READY · holds the launch of kamiyo back$/,
    ],
    [
      'member no',
      member({ holdsBack: 'no' }),
      /^READY · does not hold the launch of kamiyo back$/,
    ],
    [
      'member unknown',
      member({ holdsBack: 'unknown' }),
      /^NOT VERIFIED · not known whether it holds the launch of kamiyo back$/,
    ],
    [
      'member of which nothing is said',
      member({ holdsBack: undefined }),
      /^NOT VERIFIED/,
    ],
  ])('%s', async (_, view, words) => {
    await renderScreen(<ScorecardContent />, {
      api: apiWith({ scorecard: view }),
      entity: view.isSubject ? undefined : apiEntity,
    });
    expect(
      await screen.findByRole('heading', { name: words }),
    ).toBeInTheDocument();
  });

  it('shows a member its share and the verdict of the launch unit', async () => {
    await renderScreen(<ScorecardContent />, {
      api: apiWith({ scorecard: memberScorecard() }),
      entity: apiEntity,
    });
    const headline = await screen.findByRole('region', { name: 'Verdict' });
    expect(headline).toHaveTextContent('its share: 10 of 23 items');
    expect(headline).toHaveTextContent(/kamiyo: NO-GO/);
  });

  it('opens what each number counts', async () => {
    await renderScreen(<ScorecardContent />, { api: fakeApi() });
    await userEvent.click(
      await screen.findByRole('button', { name: /^19 not verified yet/ }),
    );
    expect(address().get('status')).toBe('unknown');
    expect(screen.getByText('Showing 19 of 40 items')).toBeInTheDocument();
  });
});

it('never shows an unknown as a failure', async () => {
  await renderScreen(<ScorecardContent />, {
    api: fakeApi(),
    search: '?status=unknown',
  });
  const list = within(await screen.findByRole('region', { name: 'All items' }));
  await userEvent.click(list.getByRole('button', { name: 'Open all shown' }));
  expect(list.getAllByText('not verified').length).toBeGreaterThan(19);
  expect(
    list.queryByText('fails', { ignore: 'option' }),
  ).not.toBeInTheDocument();
  const marks = list
    .getAllByRole('button', { expanded: true })
    .flatMap(row => [...row.querySelectorAll('[data-tone]')]);
  expect(new Set(marks.map(mark => mark.getAttribute('data-tone')))).toEqual(
    new Set(['open']),
  );
});

describe('filters', () => {
  const titles = () =>
    within(screen.getByRole('region', { name: 'All items' }))
      .queryAllByRole('button', { expanded: false })
      .map(each => each.textContent ?? '')
      .filter(text => text.includes('criteria'));

  it.each<[search: string, shown: number]>([
    ['?status=fail', 2],
    ['?status=fail,waived', 3],
    ['?critical=yes', 7],
    ['?cause=waiting-for-person', 6],
    ['?cause=not-connected&source=stripe', 2],
    ['?strength=report', 0],
    ['?strength=measured', 20],
    ['?category=legal', 2],
    ['?q=csrf', 1],
    ['?role=security', 4],
    ['?status=nonsense', 40],
  ])('the address %s shows %i items', async (search, shown) => {
    await renderScreen(<ScorecardContent />, { api: fakeApi(), search });
    expect(
      await screen.findByText(new RegExp(`^Showing ${shown} of 40 items`)),
    ).toBeInTheDocument();
  });

  it('a category chip filters, stands in the address, and lets go again', async () => {
    await renderScreen(<ScorecardContent />, { api: fakeApi() });
    const chip = await screen.findByRole('button', {
      name: /^Legal & Compliance: 2 of 2 items pass/,
    });
    await userEvent.click(chip);
    expect(address().get('category')).toBe('legal');
    expect(titles()).toHaveLength(2);
    await userEvent.click(chip);
    expect(address().get('category')).toBeNull();
  });

  it('a line of unknowns opens exactly its items', async () => {
    await renderScreen(<ScorecardContent />, { api: fakeApi() });
    await userEvent.click(
      await screen.findByRole('button', {
        name: /^2 items: .*Stripe not connected/,
      }),
    );
    expect(address().toString()).toBe('cause=not-connected&source=stripe');
    expect(titles()).toEqual([
      expect.stringContaining('Stripe in live mode'),
      expect.stringContaining('Webhooks verified'),
    ]);
  });

  it('typing searches once the typing pauses', async () => {
    await renderScreen(<ScorecardContent />, { api: fakeApi() });
    await userEvent.type(
      await screen.findByLabelText('Search items and criteria'),
      'referrer',
    );
    expect(
      await screen.findByText('Showing 1 of 40 items'),
    ).toBeInTheDocument();
    expect(address().get('q')).toBe('referrer');
  });

  it('mine is the owner’s work, for owners only', async () => {
    await renderScreen(<ScorecardContent />, {
      api: fakeApi(),
      owns: true,
      search: '?role=mine',
    });
    await waitFor(() =>
      expect(section(/^To fix/).getByText('HTTPS enforced')).toBeVisible(),
    );
    expect(
      section(/^To fix/).queryByText('Security headers'),
    ).not.toBeInTheDocument();
  });

  it('tells a stranger why nothing is theirs', async () => {
    await renderScreen(<ScorecardContent />, { api: fakeApi() });
    expect(
      await screen.findByRole('button', { name: /mine|You own neither/ }),
    ).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('an item', () => {
  it('that the address names is open, with all that stands behind it', async () => {
    await renderScreen(<ScorecardContent />, {
      api: fakeApi(),
      search: '?item=infrastructure.https-enforced',
    });
    const list = within(
      await screen.findByRole('region', { name: 'All items' }),
    );
    expect(
      list.getByText('Over plain HTTP anyone on the way reads', {
        exact: false,
      }),
    ).toBeInTheDocument();
    const place = list.getByText('HTTP requests: plain · status:');
    expect(place).toHaveAttribute('title', 'http.plain.status');
    expect(place.closest('li')).toHaveTextContent(/: 200$/);
    expect(
      list.getByText('301 or 308 to https on the same host'),
    ).toBeInTheDocument();
    expect(
      list.getByText('GET http://api.kamiyo.ai/ → 200 OK, 84 ms'),
    ).toBeInTheDocument();
    const evidence = list
      .getByText('HTTP requests: plain', { selector: 'dd *' })
      .closest('li')!;
    expect(evidence).toHaveTextContent(/GET http.*3 minutes ago/);
    expect(list.getByText(/passes → fails/)).toBeInTheDocument();
  });

  it('marks what may be out of date and says what went wrong', async () => {
    await renderScreen(<ScorecardContent />, {
      api: fakeApi(),
      search: '?item=security.headers',
    });
    const list = within(
      await screen.findByRole('region', { name: 'All items' }),
    );
    expect(list.getAllByText(/may be out of date/).length).toBeGreaterThan(0);
    expect(
      list.getByText(/the last attempt failed: connect timed out/),
    ).toBeInTheDocument();
  });

  it('says which proof dropped out and why', async () => {
    await renderScreen(<ScorecardContent />, {
      api: fakeApi(),
      search: '?item=security.headers',
    });
    expect(
      await screen.findByText(/a person does not outvote a measurement/),
    ).toBeInTheDocument();
  });

  it('shows a subject one glyph a member, in words too', async () => {
    await renderScreen(<ScorecardContent />, {
      api: fakeApi(),
      search: '?q=HTTPS+enforced',
    });
    expect(
      await screen.findByRole('img', { name: 'kamiyo-api: fails' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: 'kamiyo-frontend: passes' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: 'kamiyo-postgres: does not apply' }),
    ).toBeInTheDocument();
  });

  it('withholds what the reader may not see, and keeps the status', async () => {
    const view = scorecard();
    const fact = Object.keys(view.facts).find(key =>
      key.endsWith('|http.plain'),
    )!;
    view.facts = {
      ...view.facts,
      [fact]: { ...view.facts[fact], hidden: true, evidence: [] },
    };
    await renderScreen(<ScorecardContent />, {
      api: apiWith({ scorecard: view }),
      search: '?item=infrastructure.https-enforced',
    });
    expect(await screen.findByText(/^withheld:/)).toBeInTheDocument();
    expect(screen.getAllByText('fails').length).toBeGreaterThan(0);
  });
});

describe('Run checks', () => {
  it('follows the run to its end and fetches the scorecard again', async () => {
    let asked = 0;
    let fetched = 0;
    await renderScreen(<ScorecardContent />, {
      api: fakeApi({
        getScorecard: async () => {
          fetched += 1;
          return fetched === 1
            ? scorecard()
            : scorecard({ verdict: 'undecided' });
        },
        requestRun: async () => run({ progress: { done: 0, total: 12 } }),
        getRun: async () => {
          asked += 1;
          return asked < 2
            ? run({ progress: { done: 8, total: 12 } })
            : run({ state: 'succeeded', progress: { done: 12, total: 12 } });
        },
      }),
    });
    await screen.findByRole('heading', { name: /^NO-GO/ });
    await userEvent.click(screen.getByRole('button', { name: 'Run checks' }));
    expect(
      await screen.findByText('Checking: 0 of 12 sources read'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(
        'Checking: 8 of 12 sources read',
        {},
        { timeout: 20_000 },
      ),
    ).toBeInTheDocument();
    // What was shown stays while it is fetched again.
    expect(screen.queryByTestId('skeleton')).not.toBeInTheDocument();
    expect(
      await screen.findByRole(
        'heading',
        { name: /^UNDECIDED/ },
        { timeout: 20_000 },
      ),
    ).toBeInTheDocument();
  });

  it('follows a run that was under way already', async () => {
    await renderScreen(<ScorecardContent />, {
      api: apiWith({ scorecard: scorecard({ run: run() }) }),
    });
    expect(
      await screen.findByText('Checking: 3 of 12 sources read'),
    ).toBeInTheDocument();
  });

  it('is disabled with its reason for whoever may not', async () => {
    let started = 0;
    await renderScreen(<ScorecardContent />, {
      api: fakeApi({
        // Permissions are cached by entity, beyond one test.
        getScorecard: async () => scorecard({ subjectRef: DENIED }),
        requestRun: async () => {
          started += 1;
          return run();
        },
      }),
      mayRun: false,
    });
    const button = await screen.findByRole('button', { name: /Run checks/ });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(
        /needs the permission production-readiness\.scorecard\.run/,
      ),
    );
    await userEvent.click(button);
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(started).toBe(0);
  });

  it('says why it could not be started', async () => {
    await renderScreen(<ScorecardContent />, {
      api: fakeApi({
        requestRun: () =>
          Promise.reject(answered('ServiceUnavailableError', 'queue is full')),
      }),
    });
    const button = await screen.findByRole('button', { name: 'Run checks' });
    await waitFor(() =>
      expect(button).toHaveAttribute('aria-disabled', 'false'),
    );
    await userEvent.click(button);
    expect(
      await screen.findByText('The checks could not be started: queue is full'),
    ).toBeInTheDocument();
  });
});

it('opens the example configuration of a source that is not connected', async () => {
  await renderScreen(<ScorecardContent />, { api: fakeApi() });
  const line = (await screen.findByText('Render not connected')).closest('li')!;
  await userEvent.click(
    within(line).getByRole('button', { name: 'show the config' }),
  );
  expect(line).toHaveTextContent('RENDER_API_KEY');
});

it('says that a collector is not installed, and offers no configuration that nothing reads', async () => {
  const hint = 'No collector for Render is installed in this Backstage';
  const sources = { render: { title: 'Render', installed: false, hint } };
  await renderScreen(<ScorecardContent />, {
    api: fakeApi({ getScorecard: async () => scorecard({ sources }) }),
  });
  const line = (await screen.findByText('Render not connected')).closest('li')!;
  expect(line).toHaveTextContent(hint);
  expect(within(line).queryByText('show the config')).not.toBeInTheDocument();
});

it('says above all that a newer version of the checklist is broken', async () => {
  const brokenChecklist = 'Version 1.1.0 of this checklist could not be loaded';
  await renderScreen(<ScorecardContent />, {
    api: fakeApi({ getScorecard: async () => scorecard({ brokenChecklist }) }),
  });
  expect(await screen.findByRole('alert')).toHaveTextContent(brokenChecklist);
});

it('offers a switch where several checklists apply', async () => {
  const asked: (string | undefined)[] = [];
  const view = scorecard();
  await renderScreen(<ScorecardContent />, {
    api: fakeApi({
      getScorecard: async ({ checklist }) => {
        asked.push(checklist);
        return {
          ...view,
          checklist: { ...view.checklist, id: checklist ?? 'kamiyo' },
          available: [
            ...view.available,
            {
              id: 'basics',
              title: 'Service basics',
              subjectRef: view.subjectRef,
            },
          ],
        };
      },
    }),
    search: '?q=csrf',
  });
  await userEvent.selectOptions(
    await screen.findByLabelText('Checklist'),
    'Service basics',
  );
  await waitFor(() => expect(asked).toEqual([undefined, 'basics']));
  expect(address().toString()).toBe('checklist=basics');
});

it('says in observe mode that nothing is stopped', async () => {
  await renderScreen(<ScorecardContent />, {
    api: apiWith({ scorecard: scorecard({ enforced: false }) }),
  });
  expect(
    await screen.findByText(/This checklist only observes/),
  ).toBeInTheDocument();
});

it('marks a scorecard whose next check is overdue', async () => {
  await renderScreen(<ScorecardContent />, {
    api: apiWith({ scorecard: scorecard({ dueAt: '2026-11-22T11:00:00Z' }) }),
  });
  expect(await screen.findByText(/next check overdue/)).toBeInTheDocument();
});

it('says which checklists judge the entity where the address asks for another', async () => {
  await renderScreen(<ScorecardContent />, {
    api: fakeApi({
      getScorecard: async ({ checklist }) => {
        if (checklist === 'zzz') throw notJudged();
        return scorecard();
      },
    }),
    search: '?checklist=zzz',
  });
  expect(await screen.findByText('No checklist judges it')).toBeInTheDocument();
  expect(
    await screen.findByRole('link', { name: 'KAMIYO production readiness' }),
  ).toHaveAttribute('href', expect.stringContaining('checklist=kamiyo'));
});

it('says that there is no such item', async () => {
  await renderScreen(<ScorecardContent />, {
    api: fakeApi(),
    search: '?item=no.such',
  });
  expect(
    await screen.findByText(/There is no such item in this checklist/),
  ).toHaveTextContent('no.such');
});

it('says which reports are waited for, and where they go', async () => {
  const view = scorecard();
  await renderScreen(<ScorecardContent />, {
    api: apiWith({
      scorecard: {
        ...view,
        sources: {
          ...view.sources,
          'report:k6': { title: 'k6 load test', installed: true },
        },
      },
    }),
  });
  const line = (
    await screen.findByText('waiting for a report', { ignore: 'option' })
  ).closest('li')!;
  await userEvent.click(
    within(line).getByRole('button', { name: 'show the step' }),
  );
  expect(line).toHaveTextContent(/k6 load test \(k6\): kamiyo-/);
  expect(line).toHaveTextContent(
    'POST /api/production-readiness/reports/{type}',
  );
});

it('does not blame the owner for a source that is not connected', async () => {
  await renderScreen(<ScorecardContent />, {
    api: fakeApi(),
    search: '?item=payment.stripe-live',
  });
  const list = within(await screen.findByRole('region', { name: 'All items' }));
  expect(
    list.getAllByText('platform team, by connecting Stripe').length,
  ).toBeGreaterThan(0);
  expect(list.queryByText('fix')).not.toBeInTheDocument();
});
