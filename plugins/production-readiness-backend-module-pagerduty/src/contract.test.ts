import {
  standInVendor,
  startVendor,
  type RunningVendor,
  type StandInRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import Ajv from 'ajv';
import published from './__fixtures__/pagerduty-openapi.json';
import { collectAll, NOW } from './__testUtils__/collect';
import {
  incidentsPage,
  logEntriesPage,
  onCallsPage,
  policyPage,
  servicePage,
  userPage,
} from './shapes';

const ajv = new Ajv({ strict: false });
const operations = Object.entries(published.operations).map(
  ([template, { query, answer }]) => ({
    template,
    query: query as Record<string, string[] | null>,
    fits: ajv.compile(answer),
    pattern: new RegExp(`^${template.replace('{id}', '\\w+')}$`),
  }),
);
const operationOf = ({ path }: StandInRequest) =>
  operations.find(({ pattern }) => pattern.test(path))!;

const vendor = standInVendor('pagerduty');
let running: RunningVendor;
let requests: StandInRequest[];
beforeAll(async () => {
  running = await startVendor({ vendor, now: NOW });
  await collectAll(running);
  requests = [...running.requests];
});
afterAll(() => running.close());

describe('what is sent', () => {
  it('goes to every operation that PagerDuty publishes and is rested on, by GET', () => {
    const templates = requests.map(each => operationOf(each)?.template);
    expect([...new Set(templates)].sort()).toEqual(
      Object.keys(published.operations).sort(),
    );
    expect(requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('has parameters and words that PagerDuty knows', () => {
    for (const request of requests) {
      const { query } = operationOf(request);
      for (const [name, value] of request.url.searchParams) {
        expect(Object.keys(query)).toContain(name);
        expect(query[name] ?? [value]).toContain(value);
      }
    }
  });

  it('names version 2 of the API', () => {
    for (const { headers } of requests) {
      expect(headers.accept).toBe('application/vnd.pagerduty+json;version=2');
      expect(headers.authorization).toMatch(/^Token token=/);
    }
  });
});

describe('what is answered', () => {
  it('has the shape that PagerDuty publishes', () => {
    const state = vendor.world({ now: NOW });
    for (const request of requests) {
      const { fits } = operationOf(request);
      // In the document a reference cannot be absent; its own examples have null.
      const { body } = vendor.answer(state, request);
      const plain = JSON.parse(JSON.stringify(body), (_, value) =>
        value === null ? undefined : value,
      );
      expect(fits(plain) ? [] : fits.errors).toEqual([]);
    }
  });

  it.each([
    ['/escalation_policies/{id}', policyPage],
    ['/incidents', incidentsPage],
    ['/incidents/{id}/log_entries', logEntriesPage],
    ['/oncalls', onCallsPage],
    ['/services/{id}', servicePage],
  ] as const)('is taken as PagerDuty shows it: %s', (template, shape) => {
    const { example } = published.operations[template];
    expect(shape.safeParse(example).error).toBeUndefined();
  });

  it('names ways to be told only where they are asked for with the user', () => {
    const { example } = published.operations['/users/{id}'];
    // The example did not ask: it has references, of which nothing is known.
    expect(userPage.safeParse(example).success).toBe(false);
  });

  it('has a kind of log entry for an acknowledgement, spelled either way', () => {
    expect(published.logEntryTypes).toEqual([
      'acknowledge_log_entry',
      'acknowledgement_log_entry',
    ]);
  });

  it.each(published.logEntryTypes)('is taken as an answer: %s', async type => {
    running.spoil(world => {
      world.logEntries.QTESTPAGE[1].type = type;
    });
    const { testPage } = await collectAll(running);
    expect(testPage.value.acknowledgedAfterSeconds).toBe(240);
    running.spoil();
  });
});
