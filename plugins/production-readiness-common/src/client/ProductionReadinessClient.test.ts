import { ProductionReadinessClient } from './ProductionReadinessClient';

function clientThatGets(answer: { status: number; body: unknown }) {
  const requests: Request[] = [];
  const client = new ProductionReadinessClient({
    discoveryApi: { getBaseUrl: async id => `http://backend.test/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        // As the middlewares of Backstage's fetchApi do: each makes a Request
        // of what it got, and a body can be read only once.
        const seen = new Request(input, init);
        requests.push(new Request(input, init));
        await seen.text();
        return new Response(JSON.stringify(answer.body), {
          status: answer.status,
          headers: { 'content-type': 'application/json' },
        });
      },
    },
  });
  return { client, requests };
}

const BASE = 'http://backend.test/api/production-readiness';

describe('ProductionReadinessClient', () => {
  it('sends what it asks for through every middleware', async () => {
    const { client, requests } = clientThatGets({ status: 202, body: {} });
    await client.requestRun({
      entityRef: 'system:default/kamiyo',
      checklist: 'kamiyo',
    });
    expect(requests[0].headers.get('content-type')).toBe('application/json');
    expect(await requests[0].json()).toEqual({ checklist: 'kamiyo' });
  });

  it.each([
    [
      'the portfolio, several values of one field',
      (client: ProductionReadinessClient) =>
        client.listScorecards({
          owner: ['group:default/a', 'group:default/b'],
          limit: 20,
        }),
      `GET ${BASE}/scorecards?owner=group%3Adefault%2Fa&owner=group%3Adefault%2Fb&limit=20`,
    ],
    [
      'a scorecard',
      (client: ProductionReadinessClient) =>
        client.getScorecard({
          entityRef: 'system:default/kamiyo',
          checklist: 'kamiyo',
        }),
      `GET ${BASE}/scorecards/system/default/kamiyo?checklist=kamiyo`,
    ],
    [
      'a run',
      (client: ProductionReadinessClient) =>
        client.getRun({ entityRef: 'system:default/kamiyo', runId: 'r1' }),
      `GET ${BASE}/scorecards/system/default/kamiyo/runs/r1`,
    ],
    [
      'an ask for a run',
      (client: ProductionReadinessClient) =>
        client.requestRun({ entityRef: 'system:default/kamiyo' }),
      `POST ${BASE}/scorecards/system/default/kamiyo/runs`,
    ],
  ])('asks for %s', async (_name, ask, expected) => {
    const { client, requests } = clientThatGets({ status: 200, body: {} });
    await ask(client);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      expected,
    ]);
  });

  it('hands a record on letter by letter', async () => {
    const body = { records: [{ hash: 'h', record: { b: 1, a: 2 } }] };
    const { client, requests } = clientThatGets({ status: 200, body });
    expect(await client.getRecord('review-1', 'json')).toBe(
      JSON.stringify(body),
    );
    expect(requests[0].url).toBe(`${BASE}/reviews/review-1/record?format=json`);
  });

  it('throws the error body of an answer that is not a success', async () => {
    const { client } = clientThatGets({
      status: 404,
      body: {
        error: { name: 'NotFoundError', message: 'no', code: 'not-judged' },
        response: { statusCode: 404 },
      },
    });
    await expect(
      client.getGate({ entityRef: 'component:default/x' }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      body: { error: { code: 'not-judged', message: 'no' } },
    });
  });
});
