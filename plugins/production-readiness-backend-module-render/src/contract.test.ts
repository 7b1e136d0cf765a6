import Ajv from 'ajv';
import {
  standInVendor,
  startVendor,
  type RunningVendor,
  type StandInRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import published from './__fixtures__/render-api.json';
import { collectAll, collectorFor, NOW } from './__testUtils__/collecting';

interface Operation {
  query: string[];
  answer: object;
}
const OPERATIONS = published.operations as Record<string, Operation>;
const ajv = new Ajv({ allErrors: true, strict: false });
const vendor = standInVendor('render');

function operationOf(path: string): [string, Operation] {
  const own = path.replace(/^\/v1/, '');
  const found = Object.entries(OPERATIONS).find(([template]) =>
    new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(own),
  );
  if (!found) throw new Error(`Render publishes no GET ${own}`);
  return found;
}

/** What the stand-in's answer has that Render does not publish. */
function problemsOf(request: StandInRequest): string[] {
  const [template, { query, answer }] = operationOf(request.path);
  const unknown = [...request.url.searchParams.keys()].filter(
    name => !query.includes(name),
  );
  const { status, body } = vendor.answer(vendor.world({ now: NOW }), request);
  const validate = ajv.compile(answer);
  // As it goes over the wire: what is undefined is not there.
  const isValid = validate(JSON.parse(JSON.stringify(body)));
  return [
    ...unknown.map(name => `${template}: no parameter ${name}`),
    ...(status === 200 ? [] : [`${template}: ${status}`]),
    ...(isValid
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message }) =>
            `${template}: ${instancePath} ${message}`,
        )),
  ];
}

describe('what Render publishes', () => {
  let running: RunningVendor;
  beforeAll(async () => {
    running = await startVendor({ vendor, now: NOW, timeoutMs: 5000 });
  });
  afterAll(() => running.close());

  it('knows every request that is sent, and the stand-in answers in its shapes', async () => {
    await collectAll(collectorFor(running));
    expect(running.requests.length).toBeGreaterThan(40);
    expect(new Set(running.requests.map(({ method }) => method))).toEqual(
      new Set(['GET']),
    );
    expect([...new Set(running.requests.flatMap(problemsOf))]).toEqual([]);
  });

  it('is asked in each of its operations', async () => {
    const asked = running.requests.map(({ path }) => operationOf(path)[0]);
    const elsewhere = Object.keys(OPERATIONS).filter(
      template => !asked.includes(template),
    );
    // An id in the annotation, and what is read of environment variables.
    expect(elsewhere).toEqual([
      '/services/{serviceId}',
      '/services/{serviceId}/env-vars',
      '/env-groups',
      '/env-groups/{envGroupId}',
      '/postgres/{postgresId}',
      '/postgres/{postgresId}/connection-info',
    ]);
  });

  it.each([
    '/services/srv-0123456789abcdef0123',
    '/services/srv-0123456789abcdef0123/env-vars',
    '/env-groups?limit=100',
    '/env-groups/evg-0123456789abcdef0123',
    '/postgres/dpg-0123456789abcdef0123',
    '/postgres/dpg-0123456789abcdef0123/connection-info',
  ])('has the shape of the answer to %s', place => {
    const url = new URL(`https://api.render.com/v1${place}`);
    const [{ headers }] = running.requests;
    expect(
      problemsOf({ method: 'GET', path: url.pathname, url, headers, body: '' }),
    ).toEqual([]);
  });
});
