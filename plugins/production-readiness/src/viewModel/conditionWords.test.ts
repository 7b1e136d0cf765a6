import { conditionParts } from './conditionWords';

it.each([
  ["feature('redis')", [{ kind: 'feature', feature: 'redis' }]],
  [
    "feature('redis') || 'REDIS_URL' in env.summary.keys",
    [
      { kind: 'feature', feature: 'redis' },
      { kind: 'variable', variable: 'REDIS_URL' },
    ],
  ],
  [
    "members.api.exists(m, 'KEY' in m.env.summary.keys)",
    [{ kind: 'variable', variable: 'KEY', target: 'api' }],
  ],
  [
    "annotation('a/b') == 'required'",
    [{ kind: 'annotation', annotation: 'a/b', values: ['required'] }],
  ],
  [
    "annotation('a/b') in ['', 'stripe']",
    [{ kind: 'annotation', annotation: 'a/b', values: ['', 'stripe'] }],
  ],
  ["annotation('a/b') != ''", [{ kind: 'annotated', annotation: 'a/b' }]],
  [
    'param.ormPackages.exists(p, p in repo.dependencies.names)',
    [{ kind: 'listed', parameter: 'orm packages' }],
  ],
  ["'datadog' in metrics.provider.names", [{ kind: 'named', name: 'datadog' }]],
  [
    "entity.type in ['service', 'website']",
    [{ kind: 'type', types: ['service', 'website'] }],
  ],
  ["entity.type == 'worker'", [{ kind: 'type', types: ['worker'] }]],
  [
    'render.logStream.endpoint != null',
    [{ kind: 'found', place: 'render · log stream · endpoint' }],
  ],
])('%s', (when, parts) => {
  expect(conditionParts(when)).toEqual(parts);
});

it.each([
  'odd(http.x.a)',
  "feature('redis') && feature('b')",
  "feature('redis') || odd(http.x.a)",
  "!feature('redis')",
  'http.x.status == 200',
  'http.x.a != null && http.x.b',
])('has no words for %s', when => {
  expect(conditionParts(when)).toBeUndefined();
});
