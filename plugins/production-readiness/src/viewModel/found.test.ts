import type {
  FactView,
  JsonValue,
  LeafView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { foundIn, type Found } from './found';

function leaf(
  expression: string,
  values: [path: string, value: JsonValue][],
): LeafView {
  return {
    kind: 'check',
    truth: 'false',
    counted: true,
    strength: 'measured',
    expression,
    values: values.map(([path, value]) => ({
      entityRef: 'component:default/a',
      fact: 'http.x',
      path,
      value,
    })),
  };
}

it.each<[string, LeafView, Found | undefined]>([
  [
    'nothing, by the name of its header',
    leaf("http.x.headers['referrer-policy'] != null && true", [
      ['headers.referrer-policy', null],
    ]),
    { label: 'Referrer-Policy', value: null },
  ],
  [
    'only what is not as wanted',
    leaf('http.x.status == 200 && !http.x.robots.disallowsAll', [
      ['status', 200],
      ['robots', { disallowsAll: true }],
    ]),
    { label: 'search engines shut out', value: true },
  ],
  [
    'the first bad one of several, by its address',
    leaf('http.x.checks.all(c, c.status == 401 || c.status == 403)', [
      [
        'checks',
        [
          { path: '/a', status: 401 },
          { path: '/b', status: 200 },
        ],
      ],
    ]),
    { place: '/b', label: 'status', value: 200 },
  ],
  [
    'the status of what is not ok',
    leaf('http.x.checks.size() > 0 && http.x.checks.all(c, c.ok)', [
      ['checks', [{ url: 'http://a/', status: 200, ok: false }]],
    ]),
    { place: 'http://a/', label: 'status', value: 200 },
  ],
  [
    'of two values that are compared, the one that was read',
    leaf(
      "http.x.preflights.all(p, p.expected || (p.allowOrigin != '*' && p.allowOrigin != p.origin))",
      [
        [
          'preflights',
          [
            { expected: true, origin: 'x', allowOrigin: 'x' },
            { expected: false, origin: 'y', allowOrigin: 'y' },
          ],
        ],
      ],
    ),
    { place: 'y', label: 'Access-Control-Allow-Origin', value: 'y' },
  ],
  [
    'the only value, where the expression cannot be followed',
    leaf('age(http.x.lastUpdated) < days(3)', [['lastUpdated', '2024-01-01']]),
    { label: 'last updated', value: '2024-01-01' },
  ],
  [
    'nothing, where several values may have decided',
    leaf('odd(http.x.a, http.x.b)', [
      ['a', 1],
      ['b', 2],
    ]),
    undefined,
  ],
  [
    'nothing of what is compared with a parameter beside what is as wanted',
    leaf('http.x.a == 1 && http.x.b >= param.least', [
      ['a', 1],
      ['b', 2],
    ]),
    undefined,
  ],
  [
    'the header from which a directive was taken, of the files that the rule is about',
    leaf(
      "http.x.assets.exists(a, a.url.contains('/_next/')) && http.x.assets.all(a, !a.url.contains('/_next/') || (a.cacheControl != null && a.cacheControl.public && (a.cacheControl.immutable || a.cacheControl.maxAge >= param.seconds)))",
      [
        [
          'assets',
          [
            {
              url: 'https://a/other.js',
              cacheControl: null,
              headers: { 'cache-control': null },
            },
            {
              url: 'https://a/_next/x.js',
              cacheControl: { public: false, immutable: false, maxAge: null },
              headers: { 'cache-control': 'no-cache' },
            },
          ],
        ],
      ],
    ),
    {
      place: 'https://a/_next/x.js',
      label: 'Cache-Control',
      value: 'no-cache',
    },
  ],
  [
    'that none of a kind is there at all, of one',
    leaf("http.x.domains.exists(d, d.verificationStatus == 'verified')", [
      ['domains', [{ name: 'a', verificationStatus: 'unverified' }]],
    ]),
    { place: 'a', label: 'verification status', value: 'unverified' },
  ],
  [
    'when the certificate ends that ends first, where all else of it is as wanted',
    leaf(
      'http.x.hosts.all(h, h.authorized && until(h.validTo) >= days(param.days))',
      [
        [
          'hosts',
          [
            { host: 'a', authorized: true, validTo: '2027-03-01T00:00:00Z' },
            { host: 'b', authorized: true, validTo: '2026-12-01T00:00:00Z' },
          ],
        ],
      ],
    ),
    {
      place: 'b',
      label: 'certificate valid to',
      value: '2026-12-01T00:00:00Z',
    },
  ],
  [
    'what is known to be why before what may be',
    leaf(
      'http.x.hosts.all(h, h.authorized && until(h.validTo) >= days(param.days))',
      [
        [
          'hosts',
          [
            { host: 'a', authorized: true, validTo: '2026-12-01T00:00:00Z' },
            { host: 'b', authorized: false, validTo: '2027-03-01T00:00:00Z' },
          ],
        ],
      ],
    ),
    { place: 'b', label: 'authorized', value: false },
  ],
  [
    'that a list is empty which had to hold something',
    leaf('http.x.links.size() >= 1', [['links', []]]),
    { label: 'links', value: null },
  ],
  [
    'nothing of one among several that might have held',
    leaf("http.x.domains.exists(d, d.status == 'ok')", [
      [
        'domains',
        [
          { name: 'a', status: 'no' },
          { name: 'b', status: 'no' },
        ],
      ],
    ]),
    undefined,
  ],
  [
    'nothing that is long',
    leaf("http.x.text == 'y'", [['text', 'x'.repeat(80)]]),
    undefined,
  ],
  [
    'no culprit in what may be negated',
    leaf('!(http.x.a == 1) && http.x.b == 2', [
      ['a', 2],
      ['b', 2],
    ]),
    undefined,
  ],
])('%s', (_, given, expected) => {
  expect(foundIn(given)).toEqual(expected);
});

it.each<[string, string[], string | undefined]>([
  ['its address', ['GET https://a/terms'], 'https://a/terms'],
  [
    'nothing of several requests',
    ['GET https://a/', 'GET https://b/'],
    undefined,
  ],
  ['nothing of what is no address', ['files LICENSE'], undefined],
])('says of a value that one request brought %s', (_, requests, place) => {
  const given = leaf('http.x.status == 200', [['status', 404]]);
  const fact = {
    evidence: requests.map(request => ({ request, response: '404' })),
  } as unknown as FactView;
  expect(foundIn(given, { 'component:default/a|http.x': fact })).toEqual({
    place,
    label: 'status',
    value: 404,
  });
});

it('says nothing where two entities were read at one place', () => {
  const given = leaf('http.x.status == 200', [
    ['status', 200],
    ['status', 500],
  ]);
  given.values![1].entityRef = 'component:default/b';
  expect(foundIn(given)).toBeUndefined();
});
