import { DAY_MS } from '../shared.mjs';
import {
  AGGREGATOR,
  API,
  DATABASE,
  FRONTEND,
  instanceOf,
  REPLICA,
  WATCHER,
} from './ids.mjs';

const GIB = 1024 ** 3;
const MOST_POINTS = 3000;

const program = share => ({
  cpu: share * 0.5,
  cpuLimit: 1,
  memory: share * 2 * GIB,
  memoryLimit: 2 * GIB,
});
const web = perMinute => ({
  requestsPerMinute: perMinute,
  errorShare: 0.0001,
  latencyMs: { 0.5: 40, 0.95: 205, 0.99: 390 },
  megabytesADay: 2800,
});

/** What is measured of each resource; `null` where there is no such metric. */
export function measures() {
  return {
    [API]: { ...program(0.6), ...web(120) },
    [FRONTEND]: { ...program(0.5), ...web(60) },
    [AGGREGATOR]: program(0.4),
    [WATCHER]: program(0.3),
    [DATABASE]: {
      ...program(0.4),
      connections: 21,
      diskUsage: 6 * GIB,
      diskCapacity: 15 * GIB,
    },
    [REPLICA]: { replicationLag: 0.4 },
  };
}

/** Of each metric its unit, and what its series are. */
const METRICS = {
  cpu: ['cpu', own => instances(own.cpu)],
  'cpu-limit': ['cpu', own => instances(own.cpuLimit)],
  memory: ['bytes', own => instances(own.memory)],
  'memory-limit': ['bytes', own => instances(own.memoryLimit)],
  'http-requests': ['requests', requests],
  'http-latency': ['ms', latencies],
  bandwidth: ['MB', own => whole(own.megabytesADay)],
  'active-connections': ['connections', own => whole(own.connections)],
  'disk-usage': ['bytes', own => whole(own.diskUsage)],
  'disk-capacity': ['bytes', own => whole(own.diskCapacity)],
  'replication-lag': ['seconds', own => whole(own.replicationLag)],
};

function whole(value) {
  return value === undefined || value === null ? [] : [{ value }];
}

function instances(value) {
  return whole(value).map(each => ({ ...each, perInstance: true }));
}

function requests(own, { query, seconds }) {
  if (!own.requestsPerMinute) return [];
  const count = (own.requestsPerMinute * seconds) / 60;
  if (query.get('aggregateBy') !== 'statusCode') return [{ value: count }];
  const ofStatus = (status, value) => ({
    value,
    label: { field: 'statusCode', value: status },
  });
  return [
    ofStatus('200', count * (1 - own.errorShare)),
    ofStatus('500', count * own.errorShare),
  ];
}

function latencies(own, { query }) {
  if (!own.requestsPerMinute) return [];
  return [{ value: own.latencyMs[query.get('quantile')] }];
}

/** `GET /metrics/…`: one series or more of each resource that is asked for. */
export function answerMetrics(world, { path, url }) {
  const name = path.split('/').at(-1);
  if (!Object.hasOwn(METRICS, name)) return undefined;
  const query = url.searchParams;
  const [from, to] = ['startTime', 'endTime'].map(each =>
    Date.parse(query.get(each)),
  );
  const seconds =
    name === 'bandwidth'
      ? DAY_MS / 1000
      : Number(query.get('resolutionSeconds') ?? 60);
  const count = Math.floor((to - from) / 1000 / seconds);
  if (seconds < 30) return { status: 400, body: { message: 'resolution' } };
  if (count > MOST_POINTS) return { status: 500, body: { message: 'points' } };
  const [unit, seriesOf] = METRICS[name];
  const series = query.getAll('resource').flatMap(resource =>
    seriesOf(world.measures[resource] ?? {}, { query, seconds }).map(
      ({ value, label, perInstance }) => ({
        labels: [
          { field: 'resource', value: resource },
          ...(label ? [label] : []),
          ...(perInstance
            ? [{ field: 'instance', value: instanceOf(resource) }]
            : []),
        ],
        unit,
        values: Array.from({ length: count }, (_, index) => ({
          timestamp: new Date(from + index * seconds * 1000).toISOString(),
          value,
        })),
      }),
    ),
  );
  return { status: 200, body: series };
}
