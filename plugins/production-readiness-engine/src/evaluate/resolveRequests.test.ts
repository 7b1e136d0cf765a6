import { API, compiled, entity } from '../testing/fixtures';
import { judges } from './judges';
import { resolveRequests } from './resolveRequests';

function resolve(
  params: Record<string, unknown>,
  annotations: Record<string, string> = {},
  subjectAnnotations: Record<string, string> = {},
) {
  const checklist = compiled({
    collect: {
      http: { health: { for: ['api'], refreshAfter: 'PT10M', ...params } },
      dns: { other: { for: ['worker'] } },
    },
    documents: {},
    categories: [],
  });
  const { requests, undeclared } = resolveRequests(
    checklist,
    { ...API, annotations },
    entity('web', { annotations: subjectAnnotations }),
  );
  return { requests, undeclared };
}

describe('what to fetch', () => {
  it('is what the targets of the entity ask for, parameters as written', () => {
    expect(resolve({ method: 'HEAD', fields: { a: ['/b'] } })).toEqual({
      requests: [
        {
          fact: 'http.health',
          collector: 'http',
          key: 'health',
          params: { method: 'HEAD', fields: { a: ['/b'] } },
          refreshAfterMs: 600_000,
        },
      ],
      undeclared: [],
    });
  });

  it.each<{
    name: string;
    url: string;
    annotations?: Record<string, string>;
    subject?: Record<string, string>;
    expected: unknown;
  }>([
    {
      name: 'an annotation of the entity',
      url: "=annotation('url')",
      annotations: { url: 'https://a' },
      expected: 'https://a',
    },
    {
      name: 'an annotation of the subject',
      url: "=annotation('url') + '/health'",
      subject: { url: 'https://s' },
      expected: 'https://s/health',
    },
    {
      name: 'a default where there is none',
      url: "=annotation('path') != '' ? annotation('path') : param.words[0]",
      expected: 'ok',
    },
    {
      name: 'a list',
      url: "=annotation('hosts').split(',')",
      annotations: { hosts: 'a, b,' },
      expected: ['a', 'b'],
    },
    {
      name: 'the name of the entity',
      url: "='x-' + entity.name",
      expected: 'x-api',
    },
    {
      name: 'a number',
      url: '=param.limit * 2',
      expected: 20,
    },
  ])('$name', ({ url, annotations, subject, expected }) => {
    const { requests } = resolve({ deep: [{ url }] }, annotations, subject);
    expect(requests[0]?.params).toEqual({ deep: [{ url: expected }] });
  });

  it.each([
    { url: "=annotation('url')", names: 'url' },
    { url: "=annotation('url') + '/health'", names: 'url' },
    { url: "='/x' + annotation('path')", names: 'path' },
    { url: "=annotation('hosts').split(',')", names: 'hosts' },
    { url: "=[annotation('a')]", names: 'a' },
  ])('$url without the annotation is not declared', ({ url, names }) => {
    expect(resolve({ url })).toEqual({
      requests: [],
      undeclared: [
        {
          fact: 'http.health',
          collector: 'http',
          key: 'health',
          miss: { cause: 'not-declared', message: `not declared: ${names}` },
        },
      ],
    });
  });

  it('says so where an expression fails', () => {
    const { undeclared } = resolve({ url: '=param.words[7]' });
    expect(undeclared).toMatchObject([{ miss: { cause: 'check-error' } }]);
  });
});

describe('what is asked since the launch', () => {
  const LAUNCH = '2026-06-01T09:00:00.000Z';
  it.each<[string, object, string | undefined, object]>([
    ['is asked since then', { since: 'launch' }, LAUNCH, { since: LAUNCH }],
    [
      'waits while there is none',
      { since: 'launch' },
      undefined,
      { since: 'launch' },
    ],
    [
      'is nothing that names a time of its own',
      { since: '2026-01-01T00:00:00Z' },
      LAUNCH,
      { since: '2026-01-01T00:00:00Z' },
    ],
    ['is no other parameter', { kind: 'launch' }, LAUNCH, { kind: 'launch' }],
  ])('%s', (_, params, launchedAt, expected) => {
    const checklist = compiled({
      collect: { http: { health: { for: ['api'], ...params } } },
      documents: {},
      categories: [],
    });
    const { requests } = resolveRequests(checklist, API, entity('web', {}), {
      launchedAt,
    });
    expect(requests.map(request => request.params)).toEqual([expected]);
  });
});

describe('who is judged', () => {
  const checklist = (byDefault: boolean, type?: string[]) =>
    compiled({ subject: { kind: 'Component', type, byDefault } }).checklist;
  const named = (names: string) =>
    entity('x', { annotations: { 'production-readiness/checklist': names } });
  it.each([
    { name: 'by default', given: checklist(true), who: API, expected: true },
    {
      name: 'not by default',
      given: checklist(false),
      who: API,
      expected: false,
    },
    {
      name: 'named',
      given: checklist(false),
      who: named('other, test'),
      expected: true,
    },
    {
      name: 'another is named',
      given: checklist(true),
      who: named('other'),
      expected: false,
    },
    {
      name: 'another kind',
      given: checklist(true),
      who: { ...API, kind: 'System' },
      expected: false,
    },
    {
      name: 'another type',
      given: checklist(true, ['website']),
      who: API,
      expected: false,
    },
  ])('$name: $expected', ({ given, who, expected }) => {
    expect(judges(given, who)).toBe(expected);
  });
});
