import { HOUR_MS, MINUTE_MS } from '../shared.mjs';
import {
  AGGREGATOR,
  API,
  DATABASE,
  FRONTEND,
  instanceOf,
  WATCHER,
} from './ids.mjs';

const json = fields => JSON.stringify(fields);

/** A line as the world holds it; `type` and `instance` become its labels. */
const line = (resource, at, message, rest = {}) => ({
  resource,
  at,
  message,
  type: 'app',
  instance: instanceOf(resource),
  ...rest,
});

/** What each service writes: requests or rounds, all day long. */
function ofTheDay(now) {
  const every = (count, make) =>
    Array.from({ length: count }, (_, index) =>
      make(now - MINUTE_MS - index * 5 * MINUTE_MS, index),
    );
  const request = (at, index) =>
    line(
      API,
      at,
      json({
        time: new Date(at).toISOString(),
        level: index % 40 === 0 ? 'warning' : 'info',
        event: 'request handled',
        method: 'GET',
        path: '/api/v1/exploits',
        status: 200,
        request_id: `req-${index}-5f1c9ab2`,
      }),
    );
  const round = (resource, event) => (at, index) =>
    line(
      resource,
      at,
      json({ time: new Date(at).toISOString(), level: 'info', event, index }),
    );
  return [
    ...every(250, request),
    ...every(40, round(FRONTEND, 'page rendered')),
    ...every(40, round(AGGREGATOR, 'source fetched')),
    ...every(40, round(WATCHER, 'report posted')),
    ...every(10, at => ({
      ...line(DATABASE, at, 'LOG:  checkpoint complete: wrote 42 buffers'),
      type: 'postgres',
    })),
    // What the router of Render writes is no line of the program.
    ...every(10, at => ({
      ...line(API, at + 1, 'GET 200 /api/v1/exploits'),
      type: 'request',
    })),
  ];
}

function audits(now) {
  return ['audit.auth', 'audit.admin', 'audit.payment'].flatMap(
    (event, index) =>
      [26, 50].map(hours =>
        line(
          API,
          now - hours * HOUR_MS - index,
          json({ level: 'info', event, outcome: 'recorded' }),
        ),
      ),
  );
}

/** What the live deploy of the API says as it begins, and what it replaces. */
function start(deploy) {
  const begun = Date.parse(deploy.startedAt) + 4 * MINUTE_MS;
  const lines = [
    'starting kamiyo',
    'csrf configuration validated',
    'payment system initialized',
    'listening on port 10000',
  ].map((event, index) =>
    line(API, begun + index, json({ level: 'info', event })),
  );
  const replaced = line(API, begun + 90, 'Traceback of a worker told to stop', {
    instance: `${API}-6c8e7-0`,
  });
  return [...lines, replaced];
}

/** Every line of the last days. */
export function logLines({ now, deploys }) {
  return [...ofTheDay(now), ...audits(now), ...start(deploys[API][0])];
}

/** `GET /logs`: filters, direction, and where to go on. */
export function answerLogs(world, { url }) {
  const query = url.searchParams;
  const [from, to] = ['startTime', 'endTime'].map(name =>
    Date.parse(query.get(name)),
  );
  const limit = Number(query.get('limit') ?? 20);
  const forward = query.get('direction') === 'forward';
  const among = (name, value) => {
    const wanted = query.getAll(name);
    return wanted.length === 0 || wanted.includes(value);
  };
  const found = world.logs
    .filter(
      ({ resource, type, instance, at, message }) =>
        at >= from &&
        at < to &&
        among('resource', resource) &&
        among('type', type) &&
        among('instance', instance) &&
        (world.searchIsBroken ||
          query.getAll('text').every(text => holds(message, text))),
    )
    .sort((a, b) => (forward ? a.at - b.at : b.at - a.at));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const hasMore = found.length > page.length;
  const iso = at => new Date(at).toISOString();
  return {
    status: 200,
    body: {
      hasMore,
      nextStartTime: iso(hasMore && forward ? last.at + 1 : from),
      nextEndTime: iso(hasMore && !forward ? last.at : to),
      logs: page.map(({ resource, type, instance, at, message }) => ({
        id: `${resource}-${at}-${type}-${message.length}`,
        message,
        timestamp: iso(at),
        labels: [
          { name: 'resource', value: resource },
          { name: 'type', value: type },
          { name: 'instance', value: instance },
        ],
      })),
    },
  };
}

function holds(message, text) {
  const pattern = /^\/(.*)\/$/.exec(text);
  return pattern
    ? new RegExp(pattern[1]).test(message)
    : message.toLowerCase().includes(text.toLowerCase());
}
