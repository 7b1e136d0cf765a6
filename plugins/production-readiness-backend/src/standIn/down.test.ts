import { startStandIn } from './__testUtils__/startStandIn';
import { failuresOf, statusesOf } from './__testUtils__/statuses';

const KAMIYO = 'system/default/kamiyo';
/** Several whole runs in one test. */
const LIMIT_MS = 120_000;

/**
 * What silence of both sites is a failure of, by the coverage map: rows that
 * it marks 'unreachable', rows that ask for an answer, and what inherits from
 * them.
 */
const UNREACHABLE = [
  'infra.api-service-deployed/status-healthy kamiyo-api',
  'infra.frontend-service-deployed/status-healthy kamiyo-frontend',
  'infra.custom-domain-configured/dns-propagated kamiyo-api',
  'infra.custom-domain-configured/dns-propagated kamiyo-frontend',
  'infra.custom-domain-configured/ssl-certificates kamiyo-api',
  'infra.custom-domain-configured/ssl-certificates kamiyo-frontend',
  'infra.health-checks-passing/health-200 kamiyo-api',
  'infra.health-checks-passing/ready-200 kamiyo-api',
  'app.health-checks-passing/health-detailed kamiyo-api',
  'app.health-checks-passing/ready-dependencies kamiyo-api',
  'app.websocket-functionality/connections kamiyo-api',
  'doc.legal-pages-published/acceptable-use kamiyo-frontend',
  'doc.legal-pages-published/cookie-policy kamiyo-frontend',
  'legal.cookie-policy/categories kamiyo-frontend',
  'legal.privacy-policy-published/data-collection kamiyo-frontend',
  'legal.privacy-policy-published/url kamiyo-frontend',
  'legal.privacy-policy-published/user-rights kamiyo-frontend',
  'legal.terms-of-service-published/url kamiyo-frontend',
];
/** A domain is configured where its site answers, and a socket lives where it does. */
const ASK_FOR_AN_ANSWER = [
  'app.websocket-functionality/heartbeat kamiyo-api',
  'infra.custom-domain-configured/api-domain kamiyo-api',
  'infra.custom-domain-configured/frontend-domain kamiyo-frontend',
];
const INHERIT = [
  'doc.legal-pages-published/privacy kamiyo-frontend',
  'doc.legal-pages-published/terms kamiyo-frontend',
  'sec.gdpr-compliance/privacy-policy kamiyo-frontend',
];
/** Of an answer they read its address alone: silence delays them, and is no failure. */
const READ_THE_ADDRESS = [
  'mon.uptime-monitoring-configured/monitors-api-and-frontend kamiyo',
  'mon.uptime-monitoring-configured/check-interval kamiyo',
  'mon.uptime-monitoring-configured/alert-channels kamiyo',
  'mon.critical-alerts-configured/service-down kamiyo',
];
const DOWN = [...UNREACHABLE, ...ASK_FOR_AN_ANSWER, ...INHERIT].sort();

describe('the KAMIYO stand-in, down', () => {
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  afterEach(() => standIn?.stop());

  it(
    'fails by a second sample 60 s later, in exactly the rows that speak of reachability',
    async () => {
      standIn = await startStandIn('healthy');
      const healthy = await standIn.run(KAMIYO);

      await standIn.flip('down');
      const once = await standIn.run(KAMIYO);
      expect(statusesOf(once)).toEqual(statusesOf(healthy));
      expect(once.verdict).toBe('undecided');

      standIn.pass({ seconds: 30 });
      expect(failuresOf(await standIn.run(KAMIYO))).toEqual([]);

      standIn.pass({ seconds: 31 });
      const twice = await standIn.run(KAMIYO);
      expect(failuresOf(twice)).toEqual(DOWN);
      expect(twice.verdict).toBe('no-go');
      // Where the pages do not answer they are not published.
      expect(
        twice.noGo.filter(row => row.truth === 'true').map(row => row.title),
      ).toEqual(['Health checks failing', 'Missing legal documentation']);
      const others = [...statusesOf(twice)].filter(
        ([row]) => !DOWN.includes(row),
      );
      expect(others).toEqual(
        [...statusesOf(healthy)].filter(([row]) => !DOWN.includes(row)),
      );

      await standIn.flip('healthy');
      const again = await standIn.run(KAMIYO);
      expect(statusesOf(again)).toEqual(statusesOf(healthy));
    },
    LIMIT_MS,
  );

  it(
    'is unknown at first where it was never seen up, and fails the same rows then',
    async () => {
      standIn = await startStandIn('down');
      const once = await standIn.run(KAMIYO);
      expect(failuresOf(once)).toEqual([]);
      expect(once.verdict).toBe('undecided');
      const waiting = [...statusesOf(once)]
        .filter(([, { cause }]) => cause === 'waiting-for-time')
        .map(([row]) => row);
      expect(waiting).toEqual(
        expect.arrayContaining([
          'infra.health-checks-passing/health-200 kamiyo-api',
          'infra.health-checks-passing/ready-200 kamiyo-api',
          'legal.terms-of-service-published/url kamiyo-frontend',
        ]),
      );
      expect(waiting.filter(row => !DOWN.includes(row))).toEqual(
        READ_THE_ADDRESS,
      );

      standIn.pass({ seconds: 61 });
      expect(failuresOf(await standIn.run(KAMIYO))).toEqual(DOWN);
    },
    LIMIT_MS,
  );
});
